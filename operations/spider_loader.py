"""One spider per source folder: there is no spider file per site."""

from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from config.settings import load_settings
from crawlers.declared.catalog import Catalog
from crawlers.egress.hosts import inside
from crawlers.spider import SourceSpider
from operations.declared import declared_sources
from records.source import Source


class SourceLoader:
    """Scrapy's spider loader over the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Build from the product's settings (``HAWKWATCH_SOURCES``)."""
        return cls(declared_sources(load_settings()))

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of a source; KeyError where there is none of that name."""
        if spider_name not in self.catalog:
            raise KeyError(spider_name)
        return spider_class(self.catalog.load(spider_name))

    def list(self) -> list[str]:
        """The names of all sources."""
        return self.catalog.names()

    def find_by_request(self, request: Request) -> "list[str]":  # type: ignore[valid-type]
        """The sources whose fence holds the request's address."""
        return [source.name for source in self.catalog if inside(request.url, source.hosts)]


def spider_class(source: Source) -> type[SourceSpider]:
    """The spider class that reads ``source``."""
    return type(f"Source_{source.name}", (SourceSpider,), {"name": source.name, "source": source})
