"""``hawkwatch sources``: what is watched."""

import typer

from analysis.vocabulary import word_lists
from casework.open import open_casework
from casework.pauses import pause_of
from cli import adding, checking, pausing, recording, sessions
from cli.options import Home, Json, Tags, settings_for
from cli.output import complain, print_json, table
from crawlers.declared.catalog import runnable
from crawlers.declared.source_schema import source_schema
from records.order import Exit
from records.source import Source

sources_app = typer.Typer(help="The declared sources.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for room in (adding, checking, pausing, recording, sessions):
        room.add_to(sources_app)
    app.add_typer(sources_app, name="sources")


@sources_app.command("list")
def list_sources(tag: Tags = None, home: Home = None, json: Json = False) -> None:
    """List the sources."""
    settings = settings_for(home)
    found, broken = checking.read_all(settings, [], tag or [])
    if json:
        print_json(found)
    else:
        open_casework(settings.home)
        show(found)
    for one in broken:
        complain(str(one["why"]))
    if broken:
        raise typer.Exit(Exit.USAGE)


def show(found: list[Source]) -> None:
    """The sources as a table."""
    rows: list[tuple[object, ...]] = [
        (
            source.name,
            source.family,
            source.title,
            ", ".join(source.tags),
            standing(source),
        )
        for source in found
    ]
    table("Sources", ("name", "family", "title", "tags", "may run"), rows)


def standing(source: Source) -> str:
    """Whether a source may run, and in a word what keeps it; `sources check` has the sentence."""
    if not source.enabled:
        return "no: disabled"
    if runnable(source):
        return "no: no purpose"
    return "no: paused" if pause_of(source.name) else "yes"


@sources_app.command("terms")
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


@sources_app.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a source.yml."""
    print_json(source_schema())
