"""Commits a kept visit whole: page done, new links, listings, capture and outbox rows in one transaction."""

import sqlite3
import time
from typing import Self

from scrapy.crawler import Crawler

from crawlers.completeness.windows import divide
from crawlers.declared.followed import followed
from crawlers.spider import SourceSpider
from records.visit import KeptVisit


class CommitVisit:
    """KeptVisit in, the same KeptVisit out, durable."""

    def __init__(self, crawler: Crawler, spider: SourceSpider) -> None:
        self.crawler = crawler
        self.spider = spider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Write to the journal of the crawler's spider."""
        assert isinstance(crawler.spider, SourceSpider)
        return cls(crawler, crawler.spider)

    async def process_item(self, item: KeptVisit) -> KeptVisit:
        """Commit; a journal that cannot be written ends the run, for nothing would be remembered."""
        visit = item.judged.visit
        try:
            way = self.spider.walk.way(item.judged, followed(visit))
            way = divide(way, visit, self.spider.journal.database)
            self.spider.journal.commit(item, way, time.time())
        except sqlite3.OperationalError:
            assert self.crawler.engine is not None
            await self.crawler.engine.close_spider_async(reason="store")
            raise
        return item
