"""One spider per source folder: there is no spider file per site."""

from datetime import UTC, datetime
from typing import Self

from scrapy import Request, Spider
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from analysis.words.entries import LexiconError
from analysis.words.overlay import look_in
from analysis.words.vocabulary import house_entries
from config.settings import load_settings
from crawlers.declared.catalog import Catalog, SourceError, runnable
from crawlers.egress.hosts import inside
from crawlers.egress.profile import ProfileError, find_profile
from crawlers.session.safe import Safe
from crawlers.session.state import SessionError
from crawlers.spider import SourceSpider
from operations.declared import declared_sources
from records.source import Source


class UnknownSource(UsageError, KeyError):
    """There is no source of that name. Scrapy prints a usage error as one line and ends with exit code 2."""

    __str__ = Exception.__str__


class SourceLoader:
    """Scrapy's spider loader over the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Build from the product's settings (``HAWKWATCH_SOURCES``) and the house's own words."""
        ours = load_settings()
        look_in(ours.lexicon)
        return cls(declared_sources(ours))

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of a source.

        Raises:
            UnknownSource: there is none of that name.
            UsageError: it is declared wrongly, or may not be read as things are here.
        """
        if spider_name not in self.catalog:
            raise UnknownSource(f"there is no source {spider_name!r}", print_help=False)
        try:
            source = self.catalog.load(spider_name)
            refuse_unusable(source)
        except (LexiconError, SourceError, ProfileError) as error:
            raise UsageError(f"{spider_name}: {error}", print_help=False) from error
        except SessionError as error:
            advice = f"`hawkwatch sources login {spider_name}` gives it a new one"
            raise UsageError(f"{spider_name}: {error}; {advice}", print_help=False) from error
        return spider_class(source)

    def list(self) -> list[str]:
        """The names of all sources."""
        return self.catalog.names()

    def find_by_request(self, request: Request) -> "list[str]":  # type: ignore[valid-type]
        """The sources whose fence holds the request's address."""
        return [source.name for source in self.catalog if inside(request.url, source.hosts)]


def refuse_unusable(source: Source) -> None:
    """What no crawl begins without: that it is declared to be read, its exit, its session.

    Raises:
        SourceError, ProfileError, SessionError: one of them is lacking.
        LexiconError: the house's own words cannot be read.
    """
    settings = load_settings()
    if reason := runnable(source):
        raise SourceError(reason)
    find_profile(source.egress, settings.egress)
    house_entries()
    if source.session is not None:
        Safe(settings.home.resolve()).open_usable(source.session, datetime.now(UTC))


def spider_class(source: Source) -> type[SourceSpider]:
    """The spider class that reads ``source``."""
    return type(f"Source_{source.name}", (SourceSpider,), {"name": source.name, "source": source})
