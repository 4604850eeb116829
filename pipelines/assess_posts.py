"""Gives every post of a visit an assessment."""

import asyncio
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from analysis.images.extra import require_extra
from analysis.words.overlay import look_in
from crawlers.spider import SourceSpider
from pipelines.judging import judge_visit
from pipelines.pictures import read_pictures
from records.visit import JudgedVisit, Visit


class AssessPosts:
    """Visit in, JudgedVisit out. Pictures are read beside the crawl, which goes on meanwhile."""

    def __init__(self, pictures: bool = False) -> None:
        self.pictures = pictures

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Judge by the house's own words, too, where the run's order says that it has any."""
        assert isinstance(crawler.spider, SourceSpider)
        order = crawler.spider.order
        look_in(Path(order.lexicon) if order.lexicon else None)
        if order.pictures:
            require_extra()
        return cls(order.pictures)

    async def process_item(self, item: Visit) -> JudgedVisit:
        """Judge each post by what it says, in its pictures too where that is wished, and who says it."""
        if not self.pictures:
            return judge_visit(item)
        return judge_visit(item, await asyncio.to_thread(read_pictures, item))
