"""A run through an invented site without HTTP: its pages read, judged and committed to a real journal."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import cycle, islice
from pathlib import Path

from analysis.judgement.assessor import assess
from config.settings import load_settings
from crawlers.declared.catalog import load_source
from crawlers.declared.followed import followed
from crawlers.journal.account import Account
from crawlers.journal.address_queue import Row
from crawlers.journal.journal import Journal
from crawlers.memory.knowledge import Knowledge
from crawlers.memory.walk import Walk
from crawlers.readers import read
from crawlers.readers.families import family_of
from crawlers.run import make_order
from operations.report import report_run
from pipelines.judging import judge
from records.order import RunReport
from records.page import Exchange, Page
from records.reading import Post
from records.source import Source
from records.visit import JudgedPost, JudgedVisit, KeptVisit, Visit
from testbed.answer import Answer, Request
from testbed.maze.server import declaration
from testbed.maze.site import FIRST, Offer
from testbed.posting import labelled_postings

HOST = "maze.example.com"
# As a crawl does, some pages are under way when the next one is chosen.
UNDER_WAY = 4
_judged = lru_cache(maxsize=50_000)(judge)


def judged_once(post: Post) -> JudgedPost:
    """What the judgement makes of a post, remembered, for rows are shown again and again."""
    return replace(_judged(replace(post, counters=None)), post=post)


def offers(count: int) -> list[Offer]:
    """So many listings; people repeat their wording, with other numbers."""
    known = [one for one in labelled_postings() if assess(one.text, one.title, None, "maze").label != "other"]
    return [
        Offer(f"{(one.title or one.text)[:30]} 第{n}批", f"{one.text}\n第{n}批")
        for n, one in enumerate(islice(cycle(known), count))
    ]


@dataclass(frozen=True, slots=True)
class Walked:
    """What a run asked for, in order, and the places of the offers it found."""

    asked: tuple[str, ...]
    found: frozenset[int]
    report: RunReport


@dataclass(slots=True)
class Walker:
    """One run; ``answer`` gives the page at a path."""

    folder: Path
    answer: Callable[[Request], Answer]
    pages: int = 8_000
    source: Source = field(init=False)
    asked: list[str] = field(default_factory=list)
    found: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        (self.folder / "maze").mkdir(parents=True)
        (self.folder / "maze" / "source.yml").write_text(declaration(HOST, self.pages), encoding="utf-8")
        self.source = load_source(self.folder / "maze")

    def walk(self) -> Walked:
        """Go until nothing is left to ask for."""
        settings = load_settings(home=self.folder / "home")
        order = make_order(self.source, settings, "20260301T000000Z-maze-0000")
        family = family_of(self.source.family, self.source.select)
        journal = Journal(Path(order.journal), family.canonical, self.source.pace.fruitless)
        journal.database.execute("PRAGMA synchronous=OFF")
        journal.begin(order)
        way = Walk(self.source, order, Knowledge.nothing(), journal.queue, journal.learned)
        for step in way.beginning():
            journal.queue.begin_at(step.url, step.kind)
        for row in self._turns(journal):
            page = self._fetch(row)
            reading = read(page, self.source.family, self.source.zone, self.source.select)
            visit = Visit(
                source=self.source, run=order.run, row=row.row, page=page, reading=reading, depth=row.depth
            )
            judged = JudgedVisit(visit, tuple(judged_once(post) for post in reading.posts))
            journal.commit(KeptVisit(judged=judged), way.way(judged, followed(visit)), time.time())
            self.found |= {
                one.post.post_id
                for one in judged.posts
                if not one.post.excerpt and one.assessment.label != "other"
            }
        journal.close()
        return self._walked(Path(order.journal))

    def _turns(self, journal: Journal) -> Iterator[Row]:
        under_way: deque[Row] = deque()
        while True:
            while len(under_way) < UNDER_WAY and (
                row := journal.queue.take(time.time(), fresh=len(self.asked) < self.pages)
            ):
                under_way.append(row)
            if not under_way:
                return
            yield under_way.popleft()

    def _fetch(self, row: Row) -> Page:
        path = row.url.partition(HOST)[2] or "/"
        self.asked.append(path)
        answer = self.answer(Request("GET", path, {"host": HOST}))
        now = datetime.now(UTC)
        headers = (("Content-Type", answer.content_type), *answer.headers)
        exchange = Exchange(
            url=row.url,
            status=answer.status,
            headers=headers,
            body=answer.body,
            encoded=False,
            started_at=now,
        )
        return Page(url=row.url, fetched_at=now, exchange=exchange, content=answer.body)

    def _walked(self, path: Path) -> Walked:
        account = Account(path)
        report = report_run(account, self.source, "finished")
        account.close()
        places = frozenset(int(number) - FIRST for number in self.found)
        return Walked(tuple(self.asked), places, report)
