"""One crawl over pages that do their worst, good ones among them: it ends, and nothing of it stays behind."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

import pytest

from testbed.hostile.server import KINDS, HostileServer

# What a visit may take beyond its deadline until it has ended.
GRACE = 5.0
# A few of each sort; the full run has every kind there is.
SOME = (
    "stalls_in_body", "closes_before_all", "resets_in_headers", "endless_body", "endless_headers",
    "length_too_long", "chunk_size_garbage", "nothing_like_http", "header_nul", "bomb_gzip",
    "gzip_garbage", "nested_100000_deep", "redirect_to_itself", "redirect_to_metadata", "tls_to_plain",
)  # fmt: skip
SCRIPTS = {
    "reload": "location.reload()",
    "away": "location = 'http://away.example.org/there'",
    "popups": "for (let i = 0; i < 9; i++) window.open('/popups/0?' + i)",
    "dialogs": "for (let i = 0; i < 9; i++) { alert(i); confirm(i); prompt(i) }",
    "download": "let a = document.createElement('a'); a.href = '/f.xls'; a.download = 'f'; a.click()",
    "closing": "window.close()",
}
LONG_SCRIPTS = {
    "endless": "while (true) {}",
    "dialogs_for_ever": "onload = () => { while (true) alert(1) }",
    "endless_requests": "setInterval(() => { for (let i = 0; i < 200; i++) fetch('/ok?' + i) }, 1)",
    "endless_writing": "setInterval(() => { document.body.append('x'.repeat(2000)) }, 0)",
    "hog": "let a = []; setInterval(() => { a.push(new Uint8Array(1 << 24).fill(7)) }, 1)",
    "workers": "for (let i = 0; i < 9; i++) new Worker(URL.createObjectURL(new Blob(['while (1) {}'])))",
    "history": "setInterval(() => history.pushState(0, '', '?' + Math.random()), 1)",
    "synchronous": "let r = new XMLHttpRequest(); while (1) { r.open('GET', '/ok', false); r.send() }",
}
POST = "<section id={number}><b>Li</b><p>{words}</p></section>"
SOURCE = """title: Pages that do their worst
family: forum
start: ["{start}"]
hosts: {hosts}
purpose: To see that a crawl outlives them
select:
  platform: kiosk
  addresses: {{thread: "/([a-z0-9_]+/[0-9]+)$"}}
  list: {{row: li, link: a}}
  post: {{item: section, id: "@id", author: b, text: p}}
render: when-empty
follow: [thread]
pace: {{delay: 0, jitter: false, concurrency: {at_once}, pages: 5000, fruitless: 600}}
private_hosts: true
"""


class Pages(ThreadingHTTPServer):
    """Good pages, plain (``/good/N``) and written by a script (``/scripted/N``), and those of SCRIPTS."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self) -> None:
        self.index = ""
        self.asked: list[tuple[str, float]] = []
        super().__init__(("127.0.0.1", 0), Page)
        self.host = f"127.0.0.1:{self.server_port}"

    def page(self, path: str) -> str:
        kind, _, number = path.partition("?")[0].strip("/").partition("/")
        words = number.translate(str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸"))  # new in each post
        post = POST.format(number=number, words=words)
        if kind in SCRIPTS | LONG_SCRIPTS:
            return f"<p>{kind}</p><script>{(SCRIPTS | LONG_SCRIPTS)[kind]}</script>"
        written = f"<div></div><script>document.querySelector('div').innerHTML = '{post}'</script>"
        return {"": self.index, "good": post, "scripted": written}.get(kind, "ok")

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever is cut off has left."""


class Page(BaseHTTPRequestHandler):
    server: Pages

    def do_GET(self) -> None:
        self.server.asked.append((self.path, time.time()))
        body = f"<html><body>{self.server.page(self.path)}</body></html>".encode()
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on stderr."""


@dataclass
class Watch:
    """What was seen of a crawl's processes, and of each visit when it was asked for and when it had ended."""

    journals: Path
    largest: int = 0
    seen: dict[int, str] = field(default_factory=dict)
    visits: list[tuple[str, float, float]] = field(default_factory=list)

    def look(self, leader: int) -> None:
        found = kin(leader)
        self.seen |= found
        self.largest = max(self.largest, sum(resident(process) for process in found))
        for path in self.journals.glob("*/journal.sqlite"):
            with closing(sqlite3.connect(path, timeout=5)) as journal, suppress(sqlite3.OperationalError):
                words = "SELECT url, fetched_at FROM visit WHERE n > ? ORDER BY n"
                rows = journal.execute(words, (len(self.visits),)).fetchall()
                now = time.time()
                self.visits += [(url, datetime.fromisoformat(at).timestamp(), now) for url, at in rows]

    def longest(self) -> tuple[float, str]:
        """The most seconds between asking for a page and the end of that visit, and the page."""
        return max((ended - asked, url) for url, asked, ended in self.visits)

    def strays(self, asked: list[tuple[str, float]], site: str) -> list[tuple[str, float]]:
        """What a site was asked for outside of its visits, GRACE behind them: by a tab that lives on."""
        spans: dict[str, list[tuple[float, float]]] = {}
        for url, begun, ended in self.visits:
            spans.setdefault(url, []).append((begun - 1, ended + GRACE))
        return [
            (path, moment)
            for path, moment in asked
            if (known := spans.get(f"{site}{path}")) and not any(one <= moment <= end for one, end in known)
        ]


def kin(leader: int) -> dict[int, str]:
    """The processes that ``leader`` started and those they did, each with the moment at which it began."""
    parents: dict[int, tuple[int, str]] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = file.read_text().rpartition(")")[2].split()
            parents[int(file.parent.name)] = int(words[1]), words[19]
    found, fresh = {}, {leader}
    while fresh:
        fresh = {one for one, (parent, _) in parents.items() if parent in fresh}
        found |= {one: parents[one][1] for one in fresh}
    return found


def resident(process: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def left_behind(seen: dict[int, str], home: Path) -> list[str]:
    """Processes of the crawl that live on: those seen, and any that has its home in its environment."""
    living = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = folder.joinpath("stat").read_text().rpartition(")")[2].split()
            ours = str(home).encode() in folder.joinpath("environ").read_bytes()
            if words[0] != "Z" and (ours or seen.get(int(folder.name)) == words[19]):
                living.append(folder.joinpath("cmdline").read_text().replace("\0", " ")[:200])
    return living


@pytest.fixture
def pages() -> Iterator[Pages]:
    server = Pages()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def declare(home: Path, pages: Pages, hosts: list[str], at_once: int) -> None:
    """The source ``worst``, which starts at the pages' index."""
    declared = home / "sources" / "worst" / "source.yml"
    declared.parent.mkdir(parents=True)
    start = f"http://{pages.host}/"
    declared.write_text(SOURCE.format(start=start, hosts=json.dumps(hosts), at_once=at_once))


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for temporary files with a short name: Chromium puts a socket into it."""
    with TemporaryDirectory(prefix="hw") as folder:
        yield Path(folder)


@dataclass(frozen=True)
class Size:
    """How many pages of each sort, so many at once, each within its deadline. Of the hostile ones at least so
    many end by themselves: a run leaves the rest of what brings nothing.
    """

    hostile: int
    good: int
    at_once: int
    fetch_seconds: float
    render_seconds: float
    least: int

    @property
    def kinds(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The hostile answers and the scripts that are tried."""
        few = self.hostile < len(KINDS)
        return (SOME, tuple(SCRIPTS)) if few else (KINDS, tuple(SCRIPTS | LONG_SCRIPTS))


def mix(size: Size, servers: dict[str, HostileServer], pages: Pages) -> tuple[list[str], list[str]]:
    """Hostile and good addresses, which the index shows in any order."""
    raw, scripts = size.kinds
    turns = cycle((*raw, *scripts))
    bad = [
        servers[kind].address(kind, number) if kind in servers else f"http://{pages.host}/{kind}/{number}"
        for number, kind in zip(range(size.hostile), turns, strict=False)
    ]
    fine = [f"http://{pages.host}/{('good', 'scripted')[number % 2]}/{number}" for number in range(size.good)]
    mixed = random.Random(2026).sample(bad + fine, size.hostile + size.good)
    pages.index = "<ul>" + "".join(f'<li><a href="{url}">{url}</a></li>' for url in mixed) + "</ul>"
    return bad, fine


def crawl_watched(environment: dict[str, str], home: Path, stack: ExitStack) -> tuple[dict[str, Any], Watch]:
    """The report of one crawl of ``worst``, and what was seen of it."""
    watch = Watch(home / "runs")
    words = [str(Path(sys.executable).with_name("hawkwatch")), "crawl", "worst", "--json"]
    with TemporaryFile() as said:  # a pipe that nobody reads meanwhile would hold up the end
        crawl = subprocess.Popen(words, env=environment, stdout=said, stderr=subprocess.DEVNULL)
        stack.callback(crawl.kill)  # should we be interrupted
        while crawl.poll() is None:
            watch.look(crawl.pid)
            time.sleep(0.1)
        said.seek(0)
        report: dict[str, Any] = json.load(said)[0]
    return report, watch


@pytest.mark.parametrize(
    "size",
    [
        pytest.param(Size(20, 6, 8, fetch_seconds=1, render_seconds=6, least=20), id="some"),
        pytest.param(
            Size(620, 100, 16, fetch_seconds=3, render_seconds=12, least=500),
            id="all",
            marks=[pytest.mark.full, pytest.mark.timeout(1700)],
        ),
    ],
)
def test_a_crawl_outlives_hostile_pages(
    size: Size, pages: Pages, home: Path, temporary: Path, environment: dict[str, str]
) -> None:
    limits = {
        "TMPDIR": str(temporary),
        "HAWKWATCH_FETCH_SECONDS": str(size.fetch_seconds),
        "HAWKWATCH_RENDER_SECONDS": str(size.render_seconds),
    }
    with ExitStack() as stack:
        # A host of its own for each kind: what one of them brings on itself must not slow the others.
        servers = {kind: stack.enter_context(HostileServer()) for kind in size.kinds[0]}
        bad, fine = mix(size, servers, pages)
        declare(home, pages, [pages.host, *(one.authority for one in servers.values())], size.at_once)
        report, watch = crawl_watched(environment | limits, home, stack)

    held = max(seconds for server in servers.values() for _, seconds in server.talks)
    seconds, longest = watch.longest()
    print(f"{size.hostile} hostile: {report['pages']}; {watch.largest >> 20} MiB at most; "
          f"held for {held:.1f} s at most; {len(watch.visits)} visits, "
          f"the longest of {seconds:.1f} s ({longest})")  # fmt: skip
    journal = sqlite3.connect(next(home.glob("runs/*/journal.sqlite")))
    assert report["outcome"] in ("full", "short")
    assert journal.execute("SELECT url, state FROM request WHERE state != 'done'").fetchall() == []
    assert [fault for fault in report["faults"] if "robots.txt" not in fault] == []
    ended = {
        url: (state, why)
        for url, state, why in journal.execute("SELECT url, state, why FROM visit WHERE final")
    }
    unasked = [url for url in bad if url not in ended]
    assert not unasked or "left" in {gap["state"] for gap in report["gaps"]}
    assert len(bad) - len(unasked) >= size.least
    speechless = {state for url, (state, why) in ended.items() if url in bad and not why}
    assert speechless <= {"items", "empty"}, "a hostile page has no reason"
    assert max(held, seconds) < size.render_seconds + GRACE
    assert watch.strays(pages.asked, f"http://{pages.host}") == []
    assert left_behind(watch.seen, home) == []
    assert list(temporary.iterdir()) == []
    assert [url for url in fine if ended.get(url, ("", ""))[0] != "items"] == []
    assert watch.largest >> 20 < 5000


@pytest.mark.full
def test_a_run_ends_with_its_supervisor(pages: Pages, home: Path, environment: dict[str, str]) -> None:
    urls = [f"http://{pages.host}/{('good', 'scripted')[number % 2]}/{number}" for number in range(200)]
    pages.index = "<ul>" + "".join(f'<li><a href="{url}">{url}</a></li>' for url in urls) + "</ul>"
    declare(home, pages, [pages.host], 1)
    words = [str(Path(sys.executable).with_name("hawkwatch")), "crawl", "worst"]
    crawl = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
    while not any(path.startswith("/scripted") for path, _ in pages.asked):
        time.sleep(0.1)
    seen = kin(crawl.pid)
    crawl.kill()
    crawl.wait()
    deadline = time.monotonic() + 40
    while left_behind(seen, home) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left_behind(seen, home) == []
    before = len(pages.asked)
    report = subprocess.run([*words, "--json"], env=environment, capture_output=True, check=False)
    assert json.loads(report.stdout)[0]["pages"] == {"items": 201}, report.stderr
    assert len(pages.asked) - before < 300, "what was done was asked for again"
