"""One spider per source folder: there is no spider file per site."""

from pathlib import Path
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from config.settings import load_settings
from crawlers.catalog import load_source, shipped_folder, source_folders
from crawlers.hosts import inside
from crawlers.spider import SourceSpider
from records.source import Source


class SourceLoader:
    """Scrapy's spider loader over the shipped source folder and those the operator adds."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = source_folders((shipped_folder(), *folders))

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Build from the product's settings (``HAWKWATCH_SOURCES``)."""
        return cls(load_settings().source_folders)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of a source; KeyError where there is none of that name.

        Only this one declaration is read: a mistake in another does not stand in its way.
        """
        return spider_class(load_source(self.folders[spider_name]))

    def list(self) -> list[str]:
        """The names of all sources."""
        return sorted(self.folders)

    def find_by_request(self, request: Request) -> "list[str]":  # type: ignore[valid-type]
        """The sources whose fence holds the request's address."""
        declared = ((name, load_source(folder)) for name, folder in sorted(self.folders.items()))
        return [name for name, source in declared if inside(request.url, source.hosts)]


def spider_class(source: Source) -> type[SourceSpider]:
    """The spider class that reads ``source``."""
    return type(f"Source_{source.name}", (SourceSpider,), {"name": source.name, "source": source})
