"""A run without the engine: real pages over HTTP, the real journal, memory and pipelines."""

import http.client
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from config.settings import load_settings
from crawlers.declared.catalog import load_source
from crawlers.egress.hosts import inside
from crawlers.journal.account import Account
from crawlers.journal.address_queue import Row
from crawlers.journal.journal import Journal
from crawlers.memory.knowledge import Knowledge
from crawlers.memory.walk import Walk
from crawlers.readers import read
from crawlers.run import make_order
from operations.memory import Memory
from operations.remembered import remember
from pipelines.judging import judge
from pipelines.keeping import Keeping
from records.order import RunOrder
from records.page import Exchange, Page
from records.source import Source
from records.visit import JudgedVisit, Visit
from testbed.declared import write_sources
from testbed.server import Testbed


@dataclass(frozen=True)
class Ran:
    """What a run did: requests by path in their order, sightings by change, listings kept, posts read."""

    asked: list[str]
    changes: dict[str, int]
    kept: int
    posts: int
    remembered: int
    backfill: str
    statuses: Counter[int]

    def of(self, part: str) -> list[str]:
        """The requests whose path holds ``part``."""
        return [path for path in self.asked if part in path]


class Runner:
    """Runs one source again and again under one home."""

    def __init__(self, source: Source, sites: Testbed, home: Path) -> None:
        self.source = source
        self.sites = sites
        self.settings = load_settings(home=home)
        self.runs = 0

    def run(self, *, pages: int = 1500, mode: Any = "newest", stop_after: int | None = None) -> Ran:
        """One run to its end; one stopped after so many pages is gone on with by ``resume``."""
        self.runs += 1
        memory = Memory(self.settings.home)
        name = f"20260301T{self.runs:06d}Z-{self.source.name}-0000"
        order = make_order(self.source, self.settings, name, memory.path, mode)
        memory.close()
        self.order = replace(order, pages=pages)
        return self.resume(stop_after)

    def resume(self, stop_after: int | None = None) -> Ran:
        """Go on with the run begun last."""
        before = len(self.sites.log())
        journal = Journal(Path(self.order.journal))
        journal.begin(self.order)
        knowledge = Knowledge(self.order.memory, self.source.name)
        walk = Walk(self.source, self.order, knowledge, journal.queue, journal.learned)
        keeping = Keeping(self.order, journal, knowledge)
        for step in walk.beginning():
            journal.queue.ask(step.url, step.kind, thread=step.thread)
        left = self.order.pages - journal.queue.pages_done()
        while (row := journal.queue.take(time.time() + 3600, fresh=left > 0)) and stop_after != 0:
            left -= 1
            stop_after = stop_after and stop_after - 1
            visit = self.visit(row, walk.conditions(row.url), self.order)
            judged = JudgedVisit(visit, tuple(judge(post) for post in visit.reading.posts))
            kept = keeping.keep(judged)
            links = tuple(
                link
                for link in visit.reading.links
                if link.kind in self.source.follow and inside(link.url, self.source.hosts)
            )
            journal.commit(kept, walk.way(judged, links), time.time())
        journal.queue.recover()
        knowledge.close()
        journal.close()
        return self.account(before, folded=stop_after != 0)

    def visit(self, row: Row, conditions: dict[str, str], order: RunOrder) -> Visit:
        """Fetch and read one address."""
        page = fetch(row.url, conditions)
        reading = read(page, self.source.family, self.source.zone, self.source.select)
        return Visit(
            source=self.source, run=order.run, row=row.row, page=page, reading=reading, depth=row.depth
        )

    def account(self, before: int, folded: bool) -> Ran:
        """Fold the run that has ended, and tell of it."""
        account = Account(Path(self.order.journal))
        memory = Memory(self.settings.home)
        if folded:
            memory.fold(account)
        known = remember(account, memory, self.order)
        log = [entry for entry in self.sites.log()[before:] if entry["path"] != "/robots.txt"]
        ran = Ran(
            asked=[entry["path"] for entry in log],
            changes=account.changes(),
            kept=account.count("listing"),
            posts=account.count("post"),
            remembered=known.posts,
            backfill=known.backfill,
            statuses=Counter(entry["status"] for entry in log),
        )
        account.close()
        memory.close()
        return ran


def fetch(url: str, headers: dict[str, str]) -> Page:
    """One plain request."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
    started_at = datetime.now(UTC)
    connection.request("GET", url.partition(parts.netloc)[2] or "/", headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    exchange = Exchange(
        url=url,
        status=answer.status,
        headers=tuple(answer.getheaders()),
        body=body,
        encoded=True,
        started_at=started_at,
    )
    return Page(url=url, fetched_at=started_at, exchange=exchange, content=body)


@pytest.fixture
def small_sites() -> Iterator[Testbed]:
    """A testbed with few posts that a test may change, and a clock that does not change its pages."""
    with Testbed(port=0, ordinary=240, now=time.time()) as running:
        yield running


Make = Callable[..., Runner]


@pytest.fixture
def runner(small_sites: Testbed, tmp_path: Path) -> Make:
    """A runner of one of the testbed's sources: ``runner("testbed_board", start=("/forum.php?…",))``."""
    write_sources(tmp_path / "sources", small_sites.sites)

    def make(name: str, start: tuple[str, ...] = (), home: str = "home", **declared: Any) -> Runner:
        source = load_source(tmp_path / "sources" / name)
        site = small_sites.sites[name.removeprefix("testbed_")]
        addresses = tuple(f"{site}{path}" for path in start) or source.start
        return Runner(replace(source, start=addresses, **declared), small_sites, tmp_path / home)

    return make
