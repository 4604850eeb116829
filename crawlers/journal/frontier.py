"""The journal as Scrapy's scheduler and dupe filter: requests are built from rows, never pickled."""

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

from crawlers.manners.hours import are_open
from crawlers.manners.turns import LONGEST_WAIT, LeftAlone
from crawlers.spider import SourceSpider

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Frontier(BaseScheduler):
    """Hands out the journal's due rows until the run's page budget is used or the source's hours are over."""

    def __init__(self, spider: SourceSpider) -> None:
        self.spider = spider
        self.journal = spider.journal
        self.budget = spider.order.pages - self.journal.queue.pages_done()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Build for the crawler's spider, which holds the journal."""
        assert isinstance(crawler.spider, SourceSpider)
        return cls(crawler.spider)

    @property
    def left(self) -> int:
        """Pages that this run may still ask for."""
        return self.budget + self.spider.postponed.untaken

    def has_pending_requests(self) -> bool:
        """Whether an address waits that may be asked soon, and the budget allows it."""
        queue, fresh = self.journal.queue, self.left > 0
        if self.closed() or not queue.pending(fresh):
            return False
        if queue.pending(fresh, time.time() + LONGEST_WAIT):
            return True
        self.end_early(self.spider.postponed.left_alone)
        return False

    def end_early(self, why: LeftAlone | None) -> None:
        """Only hosts wait that may not be asked for long (None: an earlier part of this run was told so)."""
        self.journal.note("stopped", why.kind if why else "rate_limited")
        self.journal.note("stopped_why", str(why or "hosts asked to be left alone"))

    def closed(self) -> bool:
        """Whether the source's hours are over or its session has ended; the run then ends, to be resumed."""
        source = self.spider.source
        if self.spider.second_look and self.spider.second_look.ended:
            return True
        if are_open(source.pace.hours, source.zone, datetime.now(UTC)):
            return False
        self.journal.note("stopped", "hours")
        return True

    def enqueue_request(self, request: Request) -> bool:
        """Queue a start request; False where this run already knows its address."""
        kind, thread = request.meta.get("kind", "next"), request.meta.get("thread")
        return self.journal.queue.begin_at(request.url, kind, thread)

    def next_request(self) -> Request | None:
        """The next due row as a request, or None; a second try counts as one page with the first."""
        row = None if self.closed() else self.journal.queue.take(time.time(), fresh=self.left > 0)
        if row is None:
            return None
        self.budget -= row.attempts == 1
        return self.spider.request(row)
