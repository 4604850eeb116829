"""``hawkwatch sources``: what is watched."""

import typer

from analysis.vocabulary import word_lists
from cli import adding, checking, pausing, recording
from cli.options import Home, Json, Tags, settings_for
from cli.output import print_json, table
from crawlers.catalog import runnable
from crawlers.source_schema import source_schema
from operations.declared import declared_sources

sources_app = typer.Typer(help="The declared sources.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for room in (adding, checking, pausing, recording):
        room.add_to(sources_app)
    app.add_typer(sources_app, name="sources")


@sources_app.command("list")
def list_sources(tag: Tags = None, home: Home = None, json: Json = False) -> None:
    """List the sources."""
    found = declared_sources(settings_for(home)).choose((), tag or ())
    if json:
        print_json(found)
        return
    rows: list[tuple[object, ...]] = [
        (
            source.name,
            source.family,
            source.title,
            source.render,
            ", ".join(source.tags),
            "no" if runnable(source) else "yes",
        )
        for source in found
    ]
    table("Sources", ("name", "family", "title", "render", "tags", "may run"), rows)


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
