"""Keeps the page of a listing before anything points to it, and masks what leaves the vault."""

import errno
import time
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawlers.spider import SourceSpider
from evidence.vault import VaultError
from pipelines.keeping import Keeping
from records.visit import JudgedVisit, KeptVisit

MOST_FAULTS = 3


class KeepEvidence:
    """JudgedVisit in, KeptVisit out. After a few failures the run ends: what cannot be proved is not
    collected.
    """

    def __init__(self, crawler: Crawler, spider: SourceSpider) -> None:
        self.crawler = crawler
        self.spider = spider
        self.failures = 0
        self.keeping = Keeping(spider.order, spider.journal, spider.knowledge)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the run's vault and ledger."""
        assert isinstance(crawler.spider, SourceSpider)
        return cls(crawler, crawler.spider)

    async def process_item(self, item: JudgedVisit) -> KeptVisit:
        """Keep what is new; a page that must be seen as a browser shows it goes back to be rendered."""
        if self.lacks_rendering(item) and self.keeping.news(item):
            self.spider.journal.queue.put_back(item.visit.row, 0.0, time.time(), render=True)
            raise DropItem("to be kept as a browser shows it")
        try:
            return self.keeping.keep(item)
        except VaultError as error:
            await self.give_up(item, error)
            raise DropItem(f"not kept: {error}") from error

    def lacks_rendering(self, item: JudgedVisit) -> bool:
        """Whether the source's evidence is a rendering and the page has none."""
        return item.visit.source.evidence == "rendered" and item.visit.page.rendering is None

    async def give_up(self, item: JudgedVisit, error: VaultError) -> None:
        """Return the page to the frontier; end the run where the store is full or keeps failing."""
        self.spider.journal.note_fault(f"{item.visit.page.url}: {error}")
        self.failures += 1
        self.spider.journal.queue.put_back(item.visit.row, 5.0, time.time())
        full = isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.ENOSPC
        if full or self.failures >= MOST_FAULTS:
            self.spider.journal.note("stopped", "disk" if full else "store")
            assert self.crawler.engine is not None
            await self.crawler.engine.close_spider_async(reason="disk" if full else "store")
