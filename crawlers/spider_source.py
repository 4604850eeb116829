"""The source of a running crawler."""

from typing import TYPE_CHECKING

from records.source import Source

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


def source_of(crawler: "Crawler") -> Source:
    """The source the crawler's spider reads (the spider loader gives every spider class one)."""
    source: Source = crawler.spidercls.source  # type: ignore[attr-defined]
    return source
