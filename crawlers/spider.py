"""The one spider: it walks a declared source and yields a visit per page."""

import time
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
from crawlers.egress.hosts import inside
from crawlers.egress.profile import ExitDown, find_profile
from crawlers.fetching.refusal import refused_page, refused_reading
from crawlers.journal.address_queue import Row
from crawlers.journal.journal import Journal
from crawlers.manners.cookie_page import sent_back
from crawlers.manners.hops import Hops
from crawlers.manners.pacer import SLOW_DOWN, pacer_of
from crawlers.manners.retry import MOST_TRIES, again, lacks_posts
from crawlers.manners.turns import LeftAlone
from crawlers.memory.knowledge import Knowledge
from crawlers.memory.walk import Walk, is_unasked
from crawlers.memory.way import Step
from crawlers.readers import read
from crawlers.readers.families import family_of
from crawlers.run import read_order
from crawlers.session.live import session_of
from crawlers.session.saved import ending
from crawlers.session.second_look import SecondLook
from crawlers.supervised import end_with_supervisor
from records.manner import Manner
from records.page import Page
from records.reading import Link, Reading, State
from records.source import Source
from records.visit import Again, Visit

ARGUMENTS = ("start", "pages")
# How often in a row an exit may fail, and how long after it an address is tried again.
MOST_EXITS_LOST, EXIT_SECONDS = 3, 2.0


def access_of(source: Source) -> str:
    """How the source's pages are open to us, for the evidence: as declared, and with which session."""
    return f"{source.access}, with the session {source.session!r}" if source.session else source.access


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
        order = read_order(self.source, settings)
        self.order = replace(order, pages=int(kwargs["pages"])) if "pages" in kwargs else order
        self.addresses = tuple(kwargs["start"].split(",")) if "start" in kwargs else None
        family = family_of(self.source.family, self.source.select)
        self.journal = Journal(Path(self.order.journal), family.canonical, self.source.pace.fruitless)
        self.journal.begin(self.order)
        self.journal.forget("stopped")
        exit_taken = find_profile(self.source.egress, settings.egress)
        self.manner = Manner(egress=str(exit_taken), access=access_of(self.source))
        self.journal.forget("stopped_why")
        self.left_alone: LeftAlone | None = None
        self.untaken = 0
        self.hops = Hops()
        self.exits_lost = 0
        self.knowledge = Knowledge(self.order.memory, self.source.name)
        self.journal.choices.recall(self.knowledge.render_choices())
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
        crawler.signals.connect(spider.finish, scrapy.signals.engine_stopped)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Where the run begins; addresses already done in this run are dropped by the frontier."""
        given = tuple(Step(url, "next") for url in self.addresses or ())
        for step in given or self.walk.beginning():
            yield Request(step.url, dont_filter=True, meta={"kind": step.kind, "thread": step.thread})

    def request(self, row: Row) -> Request:
        """The request of a frontier row."""
        render = row.render or self.source.render == "always"
        if not render and self.source.render == "when-empty":
            render = self.journal.choices.at_once(row.kind, row.url, time.time())
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
        self.exits_lost = 0
        page: Page = response.meta["page"]
        row: Row = response.meta["row"]
        reading = self.hops.count(row.url, self.understand(page))
        if row.referrer and sent_back(page, row.referrer):
            self.journal.queue.reopen(row.referrer, MOST_TRIES)
        if reading.state is State.RATE_LIMITED and page.status not in SLOW_DOWN:
            pacer_of(self.crawler).slow_down(row.url, page.fetched_at.timestamp())
        visit = self.visit(row, page, reading, self.manner_of(response))
        yield replace(visit, again=Again()) if await self.waits_for_session(visit, row) else visit

    async def waits_for_session(self, visit: Visit, row: Row) -> bool:
        """Whether the page was walled because the source's session has ended, or may have. Then it stays in
        the queue; with the session the run ends, too.
        """
        if self.second_look is None or visit.reading.state is not State.LOGIN_WALL:
            return False
        ended = await self.second_look.has_ended(visit.page.url)
        return row.attempts < MOST_TRIES if ended is None else ended

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
        if isinstance(error, LeftAlone):
            self.leave(row, error)
        elif isinstance(error, ExitDown):
            self.lose_exit(row, error)
        else:
            yield self.visit(row, refused_page(row.url, error), refused_reading(error), self.manner)

    def leave(self, row: Row, why: LeftAlone) -> None:
        """Its host may not be asked now: the address goes back to the queue as if it had not been taken."""
        self.left_alone = why
        self.untaken += row.attempts == 1
        self.journal.queue.leave(row, why.until)
        if why.kind == "store":
            self.end(why.kind)

    def lose_exit(self, row: Row, error: ExitDown) -> None:
        """The exit did not work: the address waits in the queue; after a few in a row the run ends."""
        self.journal.queue.leave(row, time.time() + EXIT_SECONDS)
        self.untaken += row.attempts == 1
        self.exits_lost += 1
        if self.exits_lost == MOST_EXITS_LOST:
            self.note_fault(str(error))
            self.journal.note("stopped_why", str(error))
            self.end("proxy")

    def end(self, why: str) -> None:
        """End the run early; what is in flight still arrives."""
        self.journal.note("stopped", why)
        assert self.crawler.engine is not None
        _schedule_coro(self.crawler.engine.close_spider_async(reason=why))

    def understand(self, page: Page) -> Reading:
        """What the family's reader makes of the page; a body cut on the way is no page."""
        if page.exchange and page.exchange.truncated in ("disconnect", "time"):
            return Reading(State.UNREACHABLE, f"body cut short after {len(page.exchange.body)} bytes")
        if is_unasked(page):
            return Reading(State.UNKNOWN, "HTTP 304 to a request that set no condition")
        return read(page, self.source.family, self.source.zone, self.source.select)

    def visit(self, row: Row, page: Page, reading: Reading, manner: Manner) -> Visit:
        """The visit of a row, marked for another try where one may help."""
        return Visit(
            source=self.source,
            run=self.order.run,
            row=row.row,
            page=page,
            reading=reading,
            depth=row.depth,
            again=again(row, page, reading) or self.in_browser(row, page, reading),
            manner=manner,
        )

    def in_browser(self, row: Row, page: Page, reading: Reading) -> Again | None:
        """The same address in a browser, where the plain page lacks what that may show."""
        if not lacks_posts(self.source, page, reading):
            return None
        vain = self.journal.choices.in_vain(row.kind, row.url, time.time())
        return None if vain else Again(render=True)

    def to_follow(self, visit: Visit) -> tuple[Link, ...]:
        """The links of a visit that this source declares it follows, inside its fence."""
        redirected = visit.reading.state is State.REDIRECTED_ELSEWHERE
        return tuple(
            link
            for link in visit.reading.links
            if (redirected or link.kind in self.source.follow) and inside(link.url, self.source.hosts)
        )

    def note_fault(self, what: str) -> None:
        """A trouble beside the pages, for the run's report."""
        self.journal.note_fault(what)

    def finish(self) -> None:
        """The engine has stopped: leave no row in flight."""
        self.journal.queue.recover()
        self.journal.close()
        self.knowledge.close()
