"""Gives every post of a visit an assessment."""

from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from analysis.words.overlay import look_in
from crawlers.spider import SourceSpider
from pipelines.judging import judge_visit
from records.visit import JudgedVisit, Visit


class AssessPosts:
    """Visit in, JudgedVisit out."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Judge by the house's own words, too, where the run's order says that it has any."""
        assert isinstance(crawler.spider, SourceSpider)
        folder = crawler.spider.order.lexicon
        look_in(Path(folder) if folder else None)
        return cls()

    def process_item(self, item: Visit) -> JudgedVisit:
        """Judge each post by what it says and who says it."""
        return judge_visit(item)
