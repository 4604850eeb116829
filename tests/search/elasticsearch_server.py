"""A real Elasticsearch for tests: Elastic's own server, fetched through Maven, checked by digest, on
loopback; one node, or several that are a cluster.
"""

import fcntl
import hashlib
import os
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

POM = Path(__file__).parents[1] / "elasticsearch" / "pom.xml"
JAVAS = Path("/usr/lib/jvm")
NOBODY = 65534
READY_SECONDS = 120
# Below those of /proc/sys/net/ipv4/ip_local_port_range.
PORTS = (15_000, 30_000)


class Unavailable(RuntimeError):
    """There is no way to a server here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Release:
    """A server's version, the digest of its archive, and the oldest Java it runs on."""

    version: str
    digest: str
    java: int


EIGHT = Release("8.19.21", "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a", 17)
NINE = Release("9.5.3", "bec49f3b8d00e75c8d1cec85c35298635ec9fbd3ae80ef5aeb6bc05abdb3db2d", 21)
SEVEN = Release("7.17.29", "841ee00be1a72ba8e707b5a2fb55f23fe7a4184369b4585393238b1c903eedaf", 11)


def cache() -> Path:
    """Where distributions are kept between runs. Not under a home folder of mode 700: the server is no
    root.
    """
    given = os.environ.get("HAWKWATCH_CACHE")
    place = Path(given) if given else Path("/var/tmp") / f"hawkwatch-cache-{os.getuid()}"
    place.mkdir(mode=0o755, parents=True, exist_ok=True)
    if place.stat().st_uid != os.getuid():  # anybody may make a folder there, and we run what lies in it
        raise Unavailable(f"{place} belongs to somebody else")
    return place


def distribution(release: Release) -> Path:
    """The unpacked server."""
    place = cache() / f"elasticsearch-{release.version}"
    with (cache() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests in another process may want it, too
        if not (place / "bin" / "elasticsearch").is_file():
            unpack(place, release)
    return place


def unpack(place: Path, release: Release) -> None:
    """Unpack the server to ``place``; its archive is fetched where it is not there."""
    archive = cache() / f"{place.name}.zip"
    if not archive.is_file():
        fetch(archive, release)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != release.digest:
        archive.unlink()
        raise Unavailable(f"{archive.name} does not have the digest expected; it was removed, run again")
    unpacking = cache() / f"unpacking-{os.getpid()}"
    with zipfile.ZipFile(archive) as file:
        file.extractall(unpacking)
    top = next(unpacking.iterdir())
    for path in (top, *top.rglob("*")):
        if path.is_dir() or path.parent.name == "bin":
            path.chmod(0o755)
    top.rename(place)
    unpacking.rmdir()


def fetch(archive: Path, release: Release) -> None:
    """The distribution's archive, by Maven's dependency plugin."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise Unavailable(f"{program} is missing (or set HAWKWATCH_ELASTICSEARCH_URL)")
    told = (f"-Delasticsearch.version={release.version}", f"-Dtarget={archive.parent}")
    command = ["mvn", "-q", "-B", "-f", POM, "dependency:copy", *told]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode or not archive.is_file():
        why = (done.stdout + done.stderr)[-300:]
        raise Unavailable(f"Maven could not bring Elasticsearch {release.version}: {why}")


def java_home(oldest: int) -> Path:
    """The home of a Java that is new enough: that of JAVA_HOME or PATH, else the newest installed."""
    named = os.environ.get("JAVA_HOME")
    program = shutil.which("java")
    likely = [Path(named)] if named else []
    likely += [Path(program).resolve().parents[1]] if program else []
    for home in (*likely, *sorted(JAVAS.glob("*"), key=java_version, reverse=True)):
        if java_version(home) >= oldest:
            return home
    raise Unavailable(f"no Java {oldest} or newer")


def java_version(home: Path) -> int:
    """The major version of the Java at ``home``; 0 where there is none."""
    try:
        told = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())
    except OSError:
        return 0
    return int(told.group(1)) if told else 0


def free_port() -> int:
    """A port nobody listens on now, of those that no connection is given by chance until the server is up."""
    while True:
        port = random.randrange(*PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class ElasticsearchServer:
    """One node in a folder of its own, ready at ``url``; it may be stopped or killed, and started again.

    ``settings`` go into its elasticsearch.yml beside, or instead of, those that make it a lone node without
    security, ``files`` into its configuration. ``login`` is who asks whether it is ready; where there is the
    certificate of an authority, ``ca``, it is asked by TLS.
    """

    def __init__(
        self,
        folder: Path,
        release: Release = EIGHT,
        settings: Mapping[str, object] | None = None,
        files: Mapping[str, str] | None = None,
        login: tuple[str, str] | None = None,
        ca: str | None = None,
        wait: bool = True,
    ) -> None:
        self.folder, self.release, self.login, self.ca = folder, release, login, ca
        self.home = distribution(release)
        self.java = java_home(release.java)
        port = free_port()
        self.url = f"{'https' if ca else 'http'}://127.0.0.1:{port}"
        self._configure({"http.port": port, **(settings or {})})
        for name, text in (files or {}).items():
            (folder / "config" / name).write_text(text)
        self.start(wait)

    def _configure(self, settings: Mapping[str, object]) -> None:
        folder = self.folder
        shutil.copytree(self.home / "config", folder / "config", dirs_exist_ok=True)
        options = folder / "config" / "jvm.options"
        lines = options.read_text().splitlines()
        kept = [line for line in lines if "gc" not in line.lower() and "Heap" not in line]
        options.write_text("\n".join(kept) + "\n")
        rows = {
            "discovery.type": "single-node", "network.host": "127.0.0.1", "transport.port": 0,
            "path.data": folder / "store", "path.logs": folder / "logs", "path.repo": folder / "backups",
            "xpack.security.enabled": "false", "cluster.routing.allocation.disk.threshold_enabled": "false",
        } | dict(settings)  # fmt: skip
        written = "".join(f"{name}: {value}\n" for name, value in rows.items() if value is not None)
        (folder / "config" / "elasticsearch.yml").write_text(written)
        (folder / "tmp").mkdir(exist_ok=True)

    def start(self, wait: bool = True) -> None:
        """Run it; with ``wait`` until it answers."""
        options = "-Xms256m -Xmx512m -XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch"
        environment = {
            **os.environ,
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_JAVA_HOME": str(self.java),
            "ES_JAVA_OPTS": os.environ.get("HAWKWATCH_ELASTICSEARCH_OPTIONS", options),
        }
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                self._command(), env=environment, stdout=log, stderr=log, cwd=self.folder,
                start_new_session=True,
            )  # fmt: skip
        if wait:
            self.wait()

    def _command(self) -> list[str]:
        command = [str(self.home / "bin" / "elasticsearch")]
        if os.getuid() != 0:
            return command
        for path in (self.folder, *self.folder.rglob("*")):  # the server refuses to be root
            os.chown(path, NOBODY, NOBODY)
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]

    def wait(self) -> None:
        """Until it answers.

        Raises:
            Unavailable: it ended, or does not answer in time; the message has the end of its log.
        """
        deadline = time.monotonic() + READY_SECONDS
        asked = f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s"
        trusted = ssl.create_default_context(cadata=self.ca) if self.ca else False
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx.get(asked, timeout=5, auth=self.login, verify=trusted).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)
        self.stop()
        raise Unavailable("Elasticsearch did not start: " + (self.folder / "server.log").read_text()[-800:])

    def stop(self) -> None:
        """End it by its own process id; the launcher hands the signal on to its child."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a power cut would: its session holds the launcher and the server."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def start_cluster(folder: Path, size: int, release: Release = EIGHT) -> list[ElasticsearchServer]:
    """So many nodes that are one cluster, all of them ready."""
    ports = [free_port() for _ in range(size)]
    nodes = []
    for number, port in enumerate(ports):
        place = folder / f"node-{number}"
        place.mkdir(mode=0o755, parents=True)
        settings = {
            "node.name": f"node-{number}", "transport.port": port, "discovery.type": None,
            "discovery.seed_hosts": str([f"127.0.0.1:{one}" for one in ports]),
            "cluster.initial_master_nodes": str([f"node-{one}" for one in range(size)]),
            "path.repo": folder / "backups",
        }  # fmt: skip
        nodes.append(ElasticsearchServer(place, release, settings, wait=False))
    for node in nodes:
        node.wait()
    joined = f"{nodes[0].url}/_cluster/health?wait_for_nodes={size}&timeout={READY_SECONDS}s"
    httpx.get(joined, timeout=READY_SECONDS + 5).raise_for_status()
    return nodes
