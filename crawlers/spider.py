"""The one spider: it walks a declared source and yields a visit per page."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Self

import scrapy
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings
from scrapy.utils.defer import _schedule_coro
from twisted.python.failure import Failure

from config.settings import load_settings
from crawlers.egress.profile import ExitDown, find_profile
from crawlers.fetching.chromium import BrowserDown
from crawlers.fetching.refusal import refused_page, refused_reading
from crawlers.journal.address_queue import Row
from crawlers.journal.journal import Journal
from crawlers.journal.postponed import Postponed
from crawlers.manners.cookie_page import sent_back
from crawlers.manners.hops import Hops
from crawlers.manners.pacer import SLOW_DOWN, pacer_of
from crawlers.manners.rendering import Rendering
from crawlers.manners.retry import MOST_TRIES, again
from crawlers.manners.turns import LeftAlone
from crawlers.memory.knowledge import Knowledge
from crawlers.memory.walk import Walk
from crawlers.memory.way import Step
from crawlers.readers.families import family_of
from crawlers.run import read_order
from crawlers.session.live import session_of
from crawlers.session.saved import ending
from crawlers.session.second_look import SecondLook
from crawlers.supervised import end_with_supervisor
from crawlers.understanding import understand
from crawlers.workers.pool import ReaderPool
from records.manner import Manner
from records.order import RunOrder
from records.page import Page
from records.reading import Reading, State
from records.source import Source
from records.visit import Again, Visit

ARGUMENTS = ("start", "pages")


def access_of(source: Source) -> str:
    """How the source's pages are open to us, for the evidence: as declared, and with which session."""
    return f"{source.access}, with the session {source.session!r}" if source.session else source.access


def _within(order: RunOrder, pages: str | None) -> RunOrder:
    return replace(order, pages=int(pages)) if pages else order


class SourceSpider(scrapy.Spider):
    """Reads one source. Arguments: ``start`` (addresses, comma-separated) and ``pages`` (budget of
    this run).
    """

    source: ClassVar[Source]
    second_look: SecondLook | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        unknown = sorted(set(kwargs) - set(ARGUMENTS) - {"name"})
        if unknown:
            raise ValueError(f"unknown spider argument {unknown[0]!r}: known are {', '.join(ARGUMENTS)}")
        super().__init__()  # with the arguments it would put them over the methods of the same name
        settings = load_settings()
        self.order = _within(read_order(self.source, settings), kwargs.get("pages"))
        self.addresses = tuple(kwargs["start"].split(",")) if "start" in kwargs else None
        family = family_of(self.source.family, self.source.select)
        self.journal = Journal(Path(self.order.journal), family.canonical, self.source.pace.fruitless)
        self.journal.begin(self.order)
        self.journal.forget("stopped")
        self.journal.forget("stopped_why")
        exit_taken = find_profile(self.source.egress, settings.egress)
        self.manner = Manner(egress=str(exit_taken), access=access_of(self.source))
        self.postponed = Postponed(self.journal)
        self.hops = Hops()
        self.readers = ReaderPool(self.source)
        self.knowledge = Knowledge(self.order.memory, self.source.name)
        self.journal.choices.recall(self.knowledge.render_choices())
        self.rendering = Rendering(self.source, self.journal.choices)
        self.walk = Walk(self.source, self.order, self.knowledge, self.journal.queue, self.journal.learned)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The source's pace as Scrapy's settings, below what ``-s`` says."""
        super().update_settings(settings)
        pace = cls.source.pace
        for name, value in {
            "CONCURRENT_REQUESTS": pace.concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": pace.concurrency,
        }.items():
            settings.set(name, value, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Open the run's journal with the spider and close it with the engine."""
        end_with_supervisor()
        session = session_of(crawler)
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.second_look = SecondLook(crawler, cls.source, session, spider.end_session) if session else None
        crawler.signals.connect(spider.stumble, scrapy.signals.spider_error)
        crawler.signals.connect(spider.stumble, scrapy.signals.item_error)
        crawler.signals.connect(spider.finish, scrapy.signals.engine_stopped)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Where the run begins; addresses already done in this run are dropped by the frontier."""
        given = tuple(Step(url, "next") for url in self.addresses or ())
        for step in given or self.walk.beginning():
            yield Request(step.url, dont_filter=True, meta={"kind": step.kind, "thread": step.thread})

    def request(self, row: Row) -> Request:
        """The request of a frontier row."""
        render = self.rendering.at_once(row)
        return Request(
            row.url,
            headers={} if render else self.walk.conditions(row.url),
            callback=self.parse,
            errback=self.refused,
            dont_filter=True,
            meta={"row": row, "render": render},
        )

    async def parse(self, response: Response) -> AsyncIterator[Visit]:
        """A page came back: read it."""
        page: Page = response.meta["page"]
        self.postponed.answered(rendered=page.rendering is not None)
        row: Row = response.meta["row"]
        reading = await understand(page, self.readers, last=row.attempts >= MOST_TRIES)
        reading = self.hops.count(row.url, reading)
        if row.referrer and sent_back(page, row.referrer):
            self.journal.queue.reopen(row.referrer, MOST_TRIES)
        if reading.state is State.RATE_LIMITED and page.status not in SLOW_DOWN:
            pacer_of(self.crawler).slow_down(row.url, page.fetched_at.timestamp())
        visit = self.visit(row, page, reading, self.manner_of(response))
        look = self.second_look
        waits = look is not None and await look.keeps_back(page.url, reading.state, row.attempts)
        yield replace(visit, again=Again()) if waits else visit

    def end_session(self, walled: str) -> None:
        """The source's session has ended, as ``walled`` has shown: the frontier gives out no more."""
        self.journal.note("walled", walled)
        self.journal.note("stopped", "session")
        advice = f"`hawkwatch sources login {self.source.name}` gives it a new one"
        self.note_fault(f"{ending(self.source.session or '', walled)}; {advice}")

    def manner_of(self, response: Response) -> Manner:
        """How the page was come by; that robots.txt was overruled is noted for the report, too."""
        if response.meta["overruled"]:
            self.journal.note("overruled", str(int(self.journal.fact("overruled") or 0) + 1))
        return replace(self.manner, robots=response.meta["ruling"])

    def refused(self, failure: Failure) -> Iterator[Visit]:
        """Nothing came back, or nothing was asked for: say which."""
        request: Request = failure.request  # type: ignore[attr-defined]
        row: Row = request.meta["row"]
        assert failure.value is not None
        error = failure.value
        if not isinstance(error, LeftAlone | ExitDown | BrowserDown):
            page = refused_page(row.url, error, request.meta.get("asked_at"))
            yield self.visit(row, page, refused_reading(error), self.manner)
        elif why := self.postponed.put_off(row, error):
            self.end(why)

    def end(self, why: str) -> None:
        """End the run early; what is in flight still arrives."""
        self.journal.note("stopped", why)
        assert self.crawler.engine is not None
        _schedule_coro(self.crawler.engine.close_spider_async(reason=why))

    def visit(self, row: Row, page: Page, reading: Reading, manner: Manner) -> Visit:
        """The visit of a row, marked for another try where one may help."""
        return Visit(
            source=self.source,
            run=self.order.run,
            row=row.row,
            page=page,
            reading=reading,
            depth=row.depth,
            again=again(row, page, reading) or self.rendering.instead(row, page, reading),
            manner=manner,
        )

    def stumble(self, failure: Failure, response: Response) -> None:
        """A page made code of ours fail: it stays unread, which is a gap, and the report says why."""
        assert failure.value is not None
        self.note_fault(f"{response.url}: {type(failure.value).__name__} while it was read; the log has more")

    def note_fault(self, what: str) -> None:
        """A trouble beside the pages, for the run's report."""
        self.journal.note_fault(what)

    def finish(self) -> None:
        """The engine has stopped: leave no row in flight."""
        self.readers.close()
        self.journal.queue.recover()
        self.journal.close()
        self.knowledge.close()
