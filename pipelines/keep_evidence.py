"""Keeps the page of a listing before anything points to it, and masks what leaves the vault."""

import errno
import logging
import time
from dataclasses import replace
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from analysis.placeholders import placeholder_text
from crawlers.journal.wording import brings_news
from crawlers.spider import SourceSpider
from evidence.ledger import open_ledger
from evidence.vault import VaultError, open_vault
from pipelines.masked_listings import masked_listings
from records.visit import Capture, JudgedVisit, KeptVisit, PassedOver

logger = logging.getLogger(__name__)
MOST_FAULTS = 3


class KeepEvidence:
    """JudgedVisit in, KeptVisit out. After a few failures the run ends: what cannot be proved is not
    collected.
    """

    def __init__(self, crawler: Crawler, spider: SourceSpider) -> None:
        self.crawler = crawler
        self.spider = spider
        self.vault = open_vault(spider.order.vault)
        self.ledger = open_ledger(Path(spider.order.ledger))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the run's vault and ledger."""
        assert isinstance(crawler.spider, SourceSpider)
        return cls(crawler, crawler.spider)

    async def process_item(self, item: JudgedVisit) -> KeptVisit:
        """Keep a capture where a post is a new or changed listing; note what was passed over."""
        found = masked_listings(item)
        before, here = self.spider.order.known, self.spider.journal.kept_digest
        new = [one for one in found if brings_news(one, here(one.id) or before.get(one.id))]
        if new and item.visit.source.evidence == "rendered" and item.visit.page.rendering is None:
            self.spider.journal.queue.put_back(item.visit.row, 0.0, time.time(), render=True)
            raise DropItem("to be kept as a browser shows it")
        try:
            capture = self.capture(item, len(new)) if new else None
        except VaultError as error:
            await self.give_up(item, error)
            raise DropItem(f"not kept: {error}") from error
        return KeptVisit(
            judged=item,
            capture=capture,
            listings=tuple(replace(one, capture=capture.digest) for one in new) if capture else (),
            sightings=tuple(one.id for one in found if one not in new and one.id in before),
            passed_over=self.passed_over(item),
        )

    def capture(self, item: JudgedVisit, listings: int) -> Capture:
        """The page in the vault and in the ledger."""
        visit, source = item.visit, item.visit.source
        capture = self.vault.keep(
            visit.page, source=source.name, family=source.family, zone=source.zone, run=visit.run
        )
        self.ledger.append(
            "capture", capture.digest, "crawler", run=visit.run, source=source.name, listings=listings
        )
        return capture

    def passed_over(self, item: JudgedVisit) -> tuple[PassedOver, ...]:
        """The posts that were no listing, without author and with every handle as a typed placeholder."""
        if not self.spider.order.passed_over_days:
            return ()
        visit = item.visit
        return tuple(
            PassedOver(
                source=visit.source.name,
                url=judged.post.url,
                post_id=judged.post.post_id,
                text=placeholder_text("\n".join(filter(None, (judged.post.title, judged.post.text)))),
                score=judged.assessment.score,
                seen_at=visit.page.fetched_at,
            )
            for judged in item.posts
            if judged.assessment.label == "other"
        )

    async def give_up(self, item: JudgedVisit, error: VaultError) -> None:
        """Return the page to the frontier; end the run where the store is full or keeps failing."""
        faults = self.spider.journal.note_fault(f"{item.visit.page.url}: {error}")
        self.spider.journal.queue.put_back(item.visit.row, 5.0, time.time())
        full = isinstance(error.__cause__, OSError) and error.__cause__.errno == errno.ENOSPC
        if full or faults >= MOST_FAULTS:
            self.spider.journal.note("stopped", "disk" if full else "store")
            assert self.crawler.engine is not None
            await self.crawler.engine.close_spider_async(reason="disk" if full else "store")
