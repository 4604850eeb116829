"""Whole runs by an exit: everything arrives at it, and nothing happens without it."""

import contextlib
import gzip
import json
import re
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from testbed.server import Testbed

Make = Callable[..., Any]
Run = Callable[..., Any]
HOST = "channels.example.com"
SECRET = "s3cret-word"

SOURCE = """title: Channels behind an exit
family: telegram
purpose: tests
start: ["http://channels.example.com/s/liaozi_0000"]
hosts: [channels.example.com]
follow: [next]
egress: office
pace: {delay: 0, pages: 4}
"""


@pytest.fixture
def source(home: Path, sites: Testbed) -> dict[str, int]:
    """A source that is read by the exit ``office``; returns where the proxy must lead."""
    folder = home / "sources" / "far"
    folder.mkdir(parents=True)
    folder.joinpath("source.yml").write_text(SOURCE, "utf-8")
    return {f"{HOST}:80": int(sites.sites["channels"].rpartition(":")[2].strip("/"))}


def exits(address: str, **more: str) -> dict[str, str]:
    return {"HAWKWATCH_EGRESS": json.dumps({"office": address}), **more}


def everything_written(home: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file())


@pytest.mark.full
@pytest.mark.parametrize("kind", ["http", "socks5"])
def test_a_run_goes_by_its_exit(
    run: Run, make_proxy: Make, source: dict[str, int], home: Path, kind: str
) -> None:
    proxy = make_proxy(kind, source, f"me:{SECRET}")
    done = run("hawkwatch", "crawl", "far", "--json", env=exits(proxy.address))
    assert done.returncode == 0, done.stderr
    assert sum(json.loads(done.stdout)[0]["pages"].values()) == 4
    if kind == "http":
        assert proxy.asked[0] == f"CONNECT {HOST}:80"  # whether the exit works
        assert proxy.asked[1] == f"GET http://{HOST}/robots.txt"
        assert sum(wish.startswith(f"GET http://{HOST}/s/") for wish in proxy.asked) == 4
    else:
        assert set(proxy.asked) == {f"me@{HOST}:80"}
    (journal,) = home.glob("runs/*/journal.sqlite")
    captures = sqlite3.connect(journal).execute("SELECT count(*) FROM capture").fetchone()[0]
    assert captures > 0
    assert SECRET.encode() not in everything_written(home)
    assert SECRET not in done.stdout + done.stderr


def test_a_source_waits_for_its_exit(run: Run, make_proxy: Make, source: dict[str, int], home: Path) -> None:
    proxy = make_proxy("socks5", source, f"me:{SECRET}")
    proxy.down()
    done = run("hawkwatch", "crawl", "far", env=exits(proxy.address))
    assert done.returncode == 17
    shown = f"exit office (SOCKS5 proxy 127.0.0.1:{proxy.port})"
    assert f"{shown} does not answer" in done.stderr
    assert not list(home.glob("runs/*"))
    assert shown in paused(home)
    proxy.up()
    done = run("hawkwatch", "crawl", "far", "--json", env=exits(proxy.address))
    assert done.returncode == 0, done.stderr
    assert sum(json.loads(done.stdout)[0]["pages"].values()) == 4
    assert set(proxy.asked) == {f"me@{HOST}:80"}
    assert paused(home) == ""
    assert SECRET.encode() not in everything_written(home)
    assert SECRET not in done.stdout + done.stderr
    assert set(manners(home)) == {shown.removeprefix("exit ")}


def paused(home: Path) -> str:
    """Why the source is paused."""
    with contextlib.closing(sqlite3.connect(home / "casework.sqlite")) as casework:
        return " ".join(why for (why,) in casework.execute("SELECT why FROM casework_pause"))


def manners(home: Path) -> list[str]:
    """What each capture says of its exit."""
    kept = [gzip.decompress(file.read_bytes()).decode("utf-8", "replace") for file in home.rglob("*.warc.gz")]
    return [found for text in kept for found in re.findall(r'"13 egress": ?"([^"]*)"', text)]


@pytest.mark.full
def test_a_run_whose_exit_goes_down_is_resumed(
    run: Run, make_proxy: Make, source: dict[str, int], home: Path
) -> None:
    proxy = make_proxy("socks5", source)
    file = home / "sources" / "far" / "source.yml"
    file.write_text(file.read_text("utf-8").replace("delay: 0", "delay: 1.5, jitter: false"), "utf-8")
    watcher = threading.Thread(target=lose, args=(proxy, home))
    watcher.start()
    done = run("hawkwatch", "crawl", "far", "--json", env=exits(proxy.address))
    watcher.join()
    (report,) = json.loads(done.stdout)
    assert (done.returncode, report["outcome"]) == (17, "interrupted"), done.stderr
    assert any(fault.startswith("exit office (SOCKS5 proxy 127.0.0.1:") for fault in report["faults"])
    assert "exit office (SOCKS5 proxy 127.0.0.1:" in paused(home)
    assert 0 < sum(report["pages"].values()) < 4
    proxy.up()
    done = run("hawkwatch", "crawl", "far", "--json", env=exits(proxy.address))
    (again,) = json.loads(done.stdout)
    assert (done.returncode, again["run"]) == (0, report["run"]), done.stderr
    assert again["pages"] == {"items": 4}
    assert paused(home) == ""
    assert set(proxy.asked) == {f"{HOST}:80"}


def lose(proxy: Any, home: Path) -> None:
    """Take the proxy down once the run has read a page."""
    while True:
        time.sleep(0.1)
        for path in home.glob("runs/*/journal.sqlite"):
            with contextlib.closing(sqlite3.connect(path)) as journal, contextlib.suppress(sqlite3.Error):
                if journal.execute("SELECT count(*) FROM visit").fetchone()[0]:
                    proxy.down()
                    return


@pytest.mark.full
def test_a_check_shows_the_exit(
    run: Run, make_site: Make, make_proxy: Make, source: dict[str, int], home: Path
) -> None:
    site = make_site({"/ip": ("text/plain", b"198.51.100.7\n")})
    proxy = make_proxy("socks5", source | {"ip.example.com:80": site.port}, f"me:{SECRET}")
    env = exits(proxy.address, HAWKWATCH_EGRESS_CHECK="http://ip.example.com/ip")
    done = run("hawkwatch", "sources", "check", "far", env=env)
    shown = f"exit office (SOCKS5 proxy 127.0.0.1:{proxy.port}), seen from outside as 198.51.100.7"
    assert (done.returncode, shown in done.stdout) == (0, True), done.stdout + done.stderr
    del proxy.hosts["ip.example.com:80"], proxy.asked[:]
    done = run("hawkwatch", "sources", "check", "far", "--live", "--json", env=env)
    (said,) = json.loads(done.stdout)
    assert (done.returncode, said["exit"]["ok"], said["live"][0]["state"], said["live"][0]["ip"]) == (
        (0, True, "items", None)
    ), done.stderr
    assert len(proxy.asked) >= 3
    proxy.down()
    done = run("hawkwatch", "sources", "check", "far", "--json", env=env)
    assert (done.returncode, json.loads(done.stdout)[0]["exit"]["ok"]) == (1, False)
    assert SECRET not in done.stdout + done.stderr
    done = run("hawkwatch", "crawl", "far", env=exits("socks5://nowhere"))
    assert (done.returncode, "setting egress.office: must be" in done.stderr) == (17, True)


@pytest.mark.full
def test_a_new_place_is_looked_at_by_the_exit(
    run: Run, make_proxy: Make, source: dict[str, int], home: Path
) -> None:
    proxy = make_proxy("socks5", source)
    words = ("sources", "new", f"http://{HOST}/s/heichan_ziyuan_00", "--name", "seen", "--purpose", "tests")
    done = run("hawkwatch", *words, "--egress", "office", env=exits(proxy.address))
    assert done.returncode == 0, done.stderr
    assert "egress: office\n" in (home / "sources" / "seen" / "source.yml").read_text("utf-8")
    assert set(proxy.asked) == {f"{HOST}:80"}
    done = run("hawkwatch", *words, "--egress", "home", env=exits(proxy.address))
    assert (done.returncode, "'home' is not set up here" in done.stderr) == (2, True)
