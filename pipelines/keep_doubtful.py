"""Keeps pages that a mended reader should see again: those not understood, and those that show a drift."""

import logging
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from crawlers.completeness.baseline import usual_fill, usual_lacks
from crawlers.completeness.doubts import Doubts
from crawlers.completeness.drift import DriftWatch
from crawlers.completeness.reader_version import reader_version
from crawlers.memory.learned import strand_of
from crawlers.spider import SourceSpider
from evidence.ledger import open_ledger
from evidence.vault import VaultError, open_vault
from records.page import Page
from records.reading import State
from records.visit import KeptVisit

logger = logging.getLogger(__name__)
# In one run: enough to mend a reader by, and no second archive.
MOST_PAGES = 40


class KeepDoubtful:
    """KeptVisit in, the same KeptVisit out. A drift is a fault as soon as it shows, while the run goes on."""

    def __init__(self, spider: SourceSpider) -> None:
        self.spider = spider
        order, source = spider.order, spider.source
        self.version = reader_version(source)
        self.compared, usual = usual_fill(order.memory, source.name, self.version)
        self.watch = DriftWatch(usual, usual_lacks(order.memory, source.name))
        self.vault, self.ledger = open_vault(order.vault), open_ledger(Path(order.ledger))
        self.doubts = Doubts(spider.journal.database)
        self.left = MOST_PAGES if order.passed_over_days else 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Watch the crawler's spider."""
        assert isinstance(crawler.spider, SourceSpider)
        return cls(crawler.spider)

    def process_item(self, item: KeptVisit) -> KeptVisit:
        """Look at what the page's posts say; keep the page where it is doubtful."""
        visit = item.judged.visit
        if visit.again is not None:
            return item
        link = self.spider.journal.queue.kind_of(visit.row)
        posts = visit.reading.posts
        list_ = strand_of(visit.source.family, visit.page.url)
        for drift in self.watch.look(visit.page, posts, link, list_):
            self.tell(drift.kind, self.watch.told(drift))
            for page in drift.pages:
                self.keep(page, "drift")
        if item.capture is None and (visit.reading.state is State.UNKNOWN or self.watch.shows(posts, link)):
            self.keep(visit.page, "drift" if posts else "unknown")
        return item

    def tell(self, kind: str, drift: str) -> None:
        """Say at once that the reader has drifted from its site."""
        told = f"{drift} (reader {self.version}, compared with {self.compared})"
        logger.error("%s: %s", self.spider.source.name, told)
        self.spider.note_fault(told)
        self.doubts.note_drift(kind, told)

    def keep(self, page: Page, reason: str) -> None:
        """Keep the page for some days; a page that cannot be kept is a fault and no more."""
        if self.left <= 0 or page.exchange is None:
            return
        self.left -= 1
        source, run = self.spider.source, self.spider.order.run
        try:
            capture = self.vault.keep(
                page, source=source.name, family=source.family, zone=source.zone, run=run
            )
        except VaultError as error:
            self.spider.note_fault(f"{page.url}: {error}")
            return
        if self.doubts.note_page(capture, reason):
            self.ledger.append(
                "capture", capture.digest, "crawler", run=run, source=source.name, reason=reason
            )
