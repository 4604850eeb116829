"""The declared sources of this house: those it ships and the operator's, with the lexicon's word lists."""

from analysis.words.vocabulary import word_lists
from config.settings import Settings
from crawlers.declared.catalog import Catalog, shipped_folder
from records.source import Source


def shipped_sources() -> tuple[Source, ...]:
    """The sources that come with the product."""
    return tuple(Catalog((shipped_folder(),), word_lists))


def declared_sources(settings: Settings) -> Catalog:
    """The catalog under the settings' source folders.

    Raises:
        SourceError: a folder is missing.
    """
    return Catalog((shipped_folder(), *settings.source_folders), word_lists)
