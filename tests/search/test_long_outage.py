"""An index that is away for as long as a test is told to wait: the crawl keeps its speed, the backlog drains.

An hour by ``make soak``; ``HAWKWATCH_SOAK_MINUTES=5`` makes it shorter.
"""

import http.server
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from benchmarks.threads import path_of, thread_pages
from crawlers.journal.account import Account, journals
from search.index import open_index
from tests.search.fault_proxy import FaultProxy

MINUTES = float(os.environ.get("HAWKWATCH_SOAK_MINUTES", "60"))
PER_SECOND = 5
#: So long the index is there before it goes away, and once it is back.
BESIDE_SECONDS = min(max(45.0, MINUTES * 60 / 6), 180.0)
NUMBERED = re.compile(rb"(pid|post_|postmessage_)(\d+)")


class Board(http.server.ThreadingHTTPServer):
    """Pages of threads, each with posts of its own; knows when each was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.bodies = [body for _, body in thread_pages(200).values()]
        self.asked: list[float] = []

    def page(self, number: int) -> bytes:
        """The page of an address."""
        return NUMBERED.sub(rb"\g<1>%d\g<2>" % (1_000_000 + number), self.bodies[number % len(self.bodies)])

    def speed(self, begin: float, end: float) -> float:
        """Pages a second between two moments."""
        return sum(begin <= at < end for at in self.asked) / (end - begin)


class Asked(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Board

    def do_GET(self) -> None:
        found = re.search(r"tid=(\d+)", self.path)
        body = self.server.page(int(found[1])) if found else b""
        if found:
            self.server.asked.append(time.monotonic())
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=gbk")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def boards() -> Iterator[tuple[Board, Board]]:
    with Board() as first, Board() as second:
        threads = [threading.Thread(target=one.serve_forever) for one in (first, second)]
        for thread in threads:
            thread.start()
        yield first, second
        for one in (first, second):
            one.shutdown()


@pytest.fixture
def way(elasticsearch_url: str) -> Iterator[FaultProxy]:
    proxy = FaultProxy(elasticsearch_url)
    yield proxy
    proxy.stop()


def declare(folder: Path, board: Board) -> None:
    """The board as a source that is asked at a steady pace; JSON is YAML."""
    place = f"127.0.0.1:{board.server_port}"
    count = int(PER_SECOND * (MINUTES * 60 + 2 * BESIDE_SECONDS))
    source = {
        "title": "a board", "family": "discuz", "hosts": [place], "zone": "Asia/Shanghai", "follow": [],
        "start": [f"http://{place}{path_of(number)}" for number in range(count)],
        "private_hosts": True, "purpose": "a test",
        "pace": {"delay": 1 / PER_SECOND, "jitter": False, "concurrency": 4, "pages": count},
    }  # fmt: skip
    (folder / "board").mkdir(parents=True)
    (folder / "board" / "source.yml").write_text(json.dumps(source), "utf-8")


def listings_of(path: Path) -> list[str]:
    with closing(Account(path)) as account:
        return [listing.id for listing in account.listings()]


class House:
    """A house that crawls a board of its own."""

    def __init__(self, folder: Path, board: Board, index: str, environment: dict[str, str]) -> None:
        declare(folder / "sources", board)
        self.board, self.home, self.index = board, folder / "home", index
        self.more = {"HAWKWATCH_SOURCES": str(folder / "sources"), "HAWKWATCH_RUN_SECONDS": "20000"}
        self.place = ("--index", index, "--home", str(self.home), "--json")
        self.told, self.complaints = folder / "told.json", folder / "complaints.txt"
        with self.told.open("w") as told, self.complaints.open("w") as complaints:
            self.crawl = subprocess.Popen(
                [str(Path(sys.executable).with_name("hawkwatch")), "crawl", "board", *self.place],
                env=environment | self.more, stdout=told, stderr=complaints,
            )  # fmt: skip

    def end(self, run: Callable[..., Any]) -> tuple[int, int]:
        """Let the crawl end; how many listings there are, and how many came into the index afterwards."""
        assert self.crawl.wait() == 0, self.complaints.read_text("utf-8")[-2000:]
        assert [report["outcome"] for report in json.loads(self.told.read_text("utf-8"))] == ["full"]
        drained = run("hawkwatch", "deliver", *self.place, env=self.more)
        assert drained.returncode == 0, drained.stderr
        kept = [listing for path in journals(self.home) for listing in listings_of(path)]
        with closing(open_index(self.index, terms)) as index:
            found = [document.id for document in index.scan()]
        assert len(kept) == len(set(kept)) > 0
        assert sorted(found) == sorted(kept), "none lost, none doubled"
        return len(kept), json.loads(drained.stdout)["delivered"]


@pytest.mark.soak
def test_a_crawl_keeps_its_speed_and_the_backlog_drains(
    boards: tuple[Board, Board], way: FaultProxy, elasticsearch_url: str, prefix: str, tmp_path: Path,
    environment: dict[str, str], run: Callable[..., Any], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Two houses at once, so that both have the same machine: the index of one goes away."""
    places = (f"{elasticsearch_url}?prefix={prefix}-up", f"{way.url}?prefix={prefix}-down")
    houses = [
        House(tmp_path / name, board, place, environment)
        for name, board, place in zip(("up", "down"), boards, places, strict=True)
    ]
    while not all(board.asked for board in boards):
        assert all(house.crawl.poll() is None for house in houses)
        time.sleep(0.1)
    time.sleep(BESIDE_SECONDS)
    away = time.monotonic()
    way.stop()
    time.sleep(MINUTES * 60)
    back = time.monotonic()
    way.start()
    (up, _), (down, late) = (house.end(run) for house in houses)
    beside, alone = (board.speed(away, back) for board in boards)
    with capsys.disabled():
        print(f"\n{MINUTES:g} min away: {alone:.2f} pages/s, {beside:.2f} beside an index that is there")
        print(f"{up} and {down} listings, {late} of them after the crawl; load {os.getloadavg()}")
    assert alone >= 0.95 * beside
