# ruff: noqa: E501  (markup keeps the platform's own lines)
"""A run's journal written page by page, as the last pipeline writes it, from pages that the readers read."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from config.settings import load_settings
from crawlers.completeness.usual import NO_EXPERIENCE, Experience
from crawlers.journal.account import Account
from crawlers.journal.journal import Journal
from crawlers.memory.knowledge import Knowledge
from crawlers.memory.walk import Walk
from crawlers.readers import read
from crawlers.readers.file_page import file_page
from crawlers.run import make_order
from operations.report import report_run
from pipelines.judging import judge
from records.order import RunOrder, RunReport
from records.page import Page
from records.reading import Reading, State
from records.source import Expectation, Source
from records.visit import JudgedVisit, KeptVisit, Visit

HOST = "http://board.example.com"


@dataclass(slots=True)
class Written:
    """One run of a Discuz! board: pages are committed in the order in which the queue gives addresses."""

    path: Path
    source: Source
    run: str = "one"
    memory: str = ""
    journal: Journal = field(init=False)
    order: RunOrder = field(init=False)
    way: Walk = field(init=False)

    def __post_init__(self) -> None:
        self.journal = Journal(self.path)
        self.order = make_order(self.source, load_settings(), self.run)
        self.journal.begin(self.order)
        knowledge = Knowledge(self.memory, self.source.name)
        self.way = Walk(self.source, self.order, knowledge, self.journal.queue, self.journal.learned)
        for url in self.source.start:
            self.journal.queue.ask(url, "next")

    def walk(self, answers: dict[str, str | tuple[int, str] | None]) -> None:
        """Answer what is asked until nothing is, by markup or by status and markup; no markup ends the run,
        None is forbidden by robots.txt.
        """
        while row := self.journal.queue.take(time.time()):
            answer = answers.get(row.url.removeprefix(HOST), (404, ""))
            if answer == "":
                return
            if answer is None:
                refused = Page(url=row.url, fetched_at=datetime.now(UTC), failure="robots.txt")
                self.commit(row.row, refused, Reading(State.DISALLOWED, "robots.txt forbids this address"))
                continue
            status, markup = answer if isinstance(answer, tuple) else (200, answer)
            page = page_of(row.url, markup, status)
            reading = read(page, self.source.family, self.source.zone)
            self.commit(row.row, page, reading)

    def commit(self, row: int, page: Page, reading: Reading) -> None:
        """One visit, with the links that the source follows."""
        visit = Visit(source=self.source, run=self.run, row=row, page=page, reading=reading)
        judged = JudgedVisit(visit, tuple(judge(post) for post in reading.posts))
        links = tuple(link for link in reading.links if link.kind in self.source.follow)
        self.journal.commit(KeptVisit(judged=judged), self.way.way(judged, links), time.time())

    def report(self, ended: str = "finished", experience: Experience = NO_EXPERIENCE) -> RunReport:
        """The report of the run as it stands."""
        self.journal.queue.recover()
        account = Account(self.path)
        report = report_run(account, self.source, ended, experience=experience)
        account.close()
        return report


def page_of(url: str, markup: str, status: int = 200) -> Page:
    """A page of the board; of a redirect ``markup`` is where it leads."""
    body = markup if markup.startswith("<body") else f"<body id='nv_forum'>{markup}"
    page = f"<html><head><title>x</title></head>{body}</body></html>"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    if 300 <= status < 400:
        headers = (("Location", markup),)
    return file_page(page.encode(), url=url, fetched_at=datetime.now(UTC), status=status, headers=headers)


def board(
    number: int,
    pages: int,
    rows: int = 20,
    replies: int = 0,
    total: int | None = None,
    tids: Iterable[int] | None = None,
) -> str:
    """One page of board 2: ``rows`` threads (``tids``: these), a pager that leads on while there is a next page."""
    listed = "".join(
        f"<tbody id='normalthread_{tid}'><tr><th><a class='s xst' href='thread-{tid}-1-1.html'>旧书{worded(tid)}</a></th>"
        f"<td class='num'><a class='xi2'>{replies}</a><em>9</em></td></tr></tbody>"
        for tid in tids or range(number * 100, number * 100 + rows)
    )
    counted = f"<h1 class='xs2'><a>二手</a><span class='xs1'>主题: <strong>{total}</strong></span></h1>"
    onward = f"<a class='nxt' href='forum-2-{number + 1}.html'>下一页</a>" if number < pages else ""
    pager = f"<div class='pg'><strong>{number}</strong><a class='last'>... {pages}</a>{onward}</div>"
    return f"{counted if total else ''}{listed}{pager}"


def thread(tid: int, posts: int = 1, number: int = 1, pages: int = 1, replies: int | None = None) -> str:
    """One page of a thread with ``posts`` posts."""
    shown = "".join(
        f"<div id='post_{pid}'><table id='pid{pid}'><tr><td class='authi'><a class='xw1' href='space-uid-7.html'>某</a>"
        f"</td><td id='postmessage_{pid}'>说{worded(pid)}</td></tr></table></div>"
        for pid in range(tid * 1000 + number * 100, tid * 1000 + number * 100 + posts)
    )
    counted = f"<div class='hm'><span class='xi1'>9</span><span class='xi1'>{replies}</span></div>"
    onward = f"<a class='nxt' href='thread-{tid}-{number + 1}-1.html'>下一页</a>" if number < pages else ""
    pager = f"<div class='pg'><strong>{number}</strong><a class='last'>... {pages}</a>{onward}</div>"
    return f"{'' if replies is None else counted}{shown}{pager if pages > 1 else ''}"


def source_of(**declared: object) -> Source:
    """A board's source, with any field of it."""
    fields: dict[str, object] = {
        "name": "board",
        "title": "x",
        "family": "discuz",
        "start": (f"{HOST}/forum-2-1.html",),
        "hosts": ("board.example.com",),
        "folder": "",
        "expect": Expectation(posts=1),
        "follow": ("next",),
    }
    return Source(**fields | declared)  # type: ignore[arg-type]


def worded(number: int) -> str:
    """A number in words: posts that differ in digits alone say the same."""
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
