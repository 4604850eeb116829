"""A real Elasticsearch for tests: Elastic's own server, fetched through Maven, checked by digest, on
loopback.
"""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import time
import zipfile
from pathlib import Path

import httpx

VERSION = "8.19.21"
DIGEST = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a"
POM = Path(__file__).parents[1] / "elasticsearch" / "pom.xml"
NOBODY = 65534
READY_SECONDS = 120


class Unavailable(RuntimeError):
    """There is no way to a server here; the message says what is missing."""


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


def distribution() -> Path:
    """The unpacked server."""
    place = cache() / f"elasticsearch-{VERSION}"
    if (place / "bin" / "elasticsearch").is_file():
        return place
    archive = fetch()
    if hashlib.sha256(archive.read_bytes()).hexdigest() != DIGEST:
        archive.unlink()
        raise Unavailable(f"{archive.name} does not have the digest expected; it was removed, run again")
    unpacking = cache() / f"unpacking-{os.getpid()}"
    with zipfile.ZipFile(archive) as file:
        file.extractall(unpacking)
    top = next(unpacking.iterdir())
    for program in (top / "bin").iterdir():
        program.chmod(0o755)
    for folder in (top, *top.rglob("*")):
        if folder.is_dir():
            folder.chmod(0o755)
    top.rename(place)
    unpacking.rmdir()
    return place


def fetch() -> Path:
    """The distribution's archive, by Maven's dependency plugin."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            raise Unavailable(f"{program} is missing (or set HAWKWATCH_ELASTICSEARCH_URL)")
    done = subprocess.run(
        [
            "mvn",
            "-q",
            "-B",
            "-f",
            POM,
            "dependency:copy",
            f"-Delasticsearch.version={VERSION}",
            f"-Dtarget={cache()}",
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    archive = cache() / f"elasticsearch-{VERSION}.zip"
    if done.returncode or not archive.is_file():
        raise Unavailable(
            f"Maven could not bring Elasticsearch {VERSION}: {(done.stdout + done.stderr)[-300:]}"
        )
    return archive


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ElasticsearchServer:
    """One node in a folder of its own; ``url`` when ready."""

    def __init__(self, folder: Path) -> None:
        home = distribution()
        self.folder = folder
        self.url = f"http://127.0.0.1:{(port := free_port())}"
        shutil.copytree(home / "config", folder / "config")
        options = folder / "config" / "jvm.options"
        kept = [
            line
            for line in options.read_text().splitlines()
            if "gc" not in line.lower() and "Heap" not in line
        ]
        options.write_text("\n".join(kept) + "\n")
        (folder / "config" / "elasticsearch.yml").write_text(
            f"discovery.type: single-node\nnetwork.host: 127.0.0.1\nhttp.port: {port}\ntransport.port: 0\n"
            f"path.data: {folder}/store\npath.logs: {folder}/logs\nxpack.security.enabled: false\n"
            "cluster.routing.allocation.disk.threshold_enabled: false\n"
        )
        (folder / "tmp").mkdir()
        self.process = self._start(home)
        self._wait()

    def _start(self, home: Path) -> "subprocess.Popen[bytes]":
        environment = {
            **os.environ,
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),
            "ES_JAVA_HOME": str(Path(shutil.which("java") or "").resolve().parents[1]),
            "ES_JAVA_OPTS": "-Xms256m -Xmx512m -XX:TieredStopAtLevel=1 -XX:-AlwaysPreTouch",
        }
        command = [str(home / "bin" / "elasticsearch")]
        if os.getuid() == 0:  # the server refuses to be root
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
        log = (self.folder / "server.log").open("wb")
        return subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                answer = httpx.get(f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=1s", timeout=5)
                if answer.status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.3)
        self.stop()
        raise Unavailable("Elasticsearch did not start: " + (self.folder / "server.log").read_text()[-800:])

    def stop(self) -> None:
        """End it by its own process id; the launcher hands the signal on to its child."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)  # a session of its own: the launcher and its child
            self.process.wait()
