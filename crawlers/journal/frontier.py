"""The journal as Scrapy's scheduler and dupe filter: requests are built from rows, never pickled."""

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler

from crawlers.manners.hours import are_open
from crawlers.spider import SourceSpider

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Frontier(BaseScheduler):
    """Hands out the journal's due rows until the run's page budget is used or the source's hours are over."""

    def __init__(self, spider: SourceSpider) -> None:
        self.spider = spider
        self.journal = spider.journal
        self.left = spider.order.pages - self.journal.queue.pages_done()

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Build for the crawler's spider, which holds the journal."""
        assert isinstance(crawler.spider, SourceSpider)
        return cls(crawler.spider)

    def has_pending_requests(self) -> bool:
        """Whether an address waits and the budget allows it."""
        return not self.closed() and self.journal.queue.pending(fresh=self.left > 0)

    def closed(self) -> bool:
        """Whether the source's hours are over; the run then ends, to be resumed when they begin again."""
        source = self.spider.source
        if are_open(source.pace.hours, source.zone, datetime.now(UTC)):
            return False
        self.journal.note("stopped", "hours")
        return True

    def enqueue_request(self, request: Request) -> bool:
        """Queue a start request; False where this run already knows its address."""
        return self.journal.queue.ask(request.url, request.meta.get("kind", "next"))

    def next_request(self) -> Request | None:
        """The next due row as a request, or None; a second try counts as one page with the first."""
        row = None if self.closed() else self.journal.queue.take(time.time(), fresh=self.left > 0)
        if row is None:
            return None
        self.left -= row.attempts == 1
        return self.spider.request(row)
