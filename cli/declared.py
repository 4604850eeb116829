"""``hawkwatch sources list``, ``terms`` and ``schema``: what is declared, and what a declaration may say."""

from typing import Any

import typer

from analysis.words.vocabulary import word_lists
from casework.open import has_casework, open_casework
from casework.pauses import pause_of
from cli.options import Home, Json, Tags, settings_for
from cli.output import complain, print_json, table
from config.settings import Settings
from crawlers.declared.catalog import runnable
from crawlers.declared.source_block import SourceError
from crawlers.declared.source_schema import source_schema
from operations.declared import declared_sources
from records.order import Exit
from records.source import Source


def add_to(sources: typer.Typer) -> None:
    """Add the commands to those of ``hawkwatch sources``."""
    sources.command("list")(list_sources)
    sources.command("terms")(list_terms)
    sources.command("schema")(print_schema)


def list_sources(tag: Tags = None, home: Home = None, json: Json = False) -> None:
    """List the sources."""
    settings = settings_for(home)
    found, broken = read_all(settings, [], tag or [])
    if json:
        print_json(found)
    else:
        show(found, paused(found, settings))
    for one in broken:
        complain(str(one["why"]))
    if broken:
        raise typer.Exit(Exit.USAGE)


def read_all(
    settings: Settings, names: list[str], tags: list[str]
) -> tuple[list[Source], list[dict[str, Any]]]:
    """The sources asked for; where all are, those declared wrongly beside them with their complaints.

    Raises:
        SourceError: one that was asked for is not there or declared wrongly.
    """
    catalog = declared_sources(settings)
    if names or tags:
        return catalog.choose(names, tags), []
    sources: list[Source] = []
    broken: list[dict[str, Any]] = []
    for name in catalog.names():
        try:
            sources.append(catalog.load(name))
        except SourceError as error:
            broken.append({"source": name, "ok": False, "why": str(error), "code": Exit.USAGE})
    return sources, broken


def paused(found: list[Source], settings: Settings) -> set[str]:
    """The names of those that are paused and might run otherwise."""
    able = [source.name for source in found if source.enabled and not runnable(source)]
    if not able or not has_casework(settings.home):
        return set()
    open_casework(settings.home)
    return {name for name in able if pause_of(name)}


def show(found: list[Source], paused: set[str]) -> None:
    """The sources as a table."""
    rows: list[tuple[object, ...]] = [
        (
            source.name,
            source.family,
            source.title,
            ", ".join(source.tags),
            standing(source, source.name in paused),
        )
        for source in found
    ]
    table("Sources", ("name", "family", "title", "tags", "may run"), rows)


def standing(source: Source, paused: bool) -> str:
    """Whether a source may run, and in a word what keeps it; `sources check` has the sentence."""
    if not source.enabled:
        return "no: disabled"
    if runnable(source):
        return "no: no purpose"
    return "no: paused" if paused else "yes"


def list_terms(json: Json = False) -> None:
    """List the lexicon's word lists that a source's terms may name."""
    lists = word_lists()
    if json:
        print_json(lists)
        return
    rows: list[tuple[object, ...]] = [
        (f"lexicon:{name}", len(words), " ".join(words[:6])) for name, words in lists.items()
    ]
    table("Word lists", ("name", "words", "first"), rows)


def print_schema() -> None:
    """Print the JSON Schema of a source.yml."""
    print_json(source_schema())
