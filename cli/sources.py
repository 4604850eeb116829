"""``hawkwatch sources`` and ``hawkwatch read``: what is watched, and how a page is understood."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from analysis.vocabulary import word_lists
from cli import adding, checking, pausing, recording
from cli.options import Home, Json, Tags, settings_for
from cli.output import out, print_json, table
from crawlers.catalog import runnable
from crawlers.readers import FAMILIES, read
from crawlers.readers.file_page import file_page
from crawlers.source_schema import source_schema
from operations.declared import declared_sources
from records.reading import Reading

sources_app = typer.Typer(help="The declared sources.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    for room in (adding, checking, pausing, recording):
        room.add_to(sources_app)
    app.add_typer(sources_app, name="sources")
    app.command("read")(read_file)


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


def read_file(
    file: Annotated[Path, typer.Argument(help="A saved page.")],
    family: Annotated[str, typer.Option(help="Family of the source.")],
    url: Annotated[str, typer.Option(help="Address it was fetched from.")] = "https://www.example.com/",
    fetched_at: Annotated[str | None, typer.Option(help="ISO 8601 with offset; default now.")] = None,
    status: Annotated[int, typer.Option(help="HTTP status.")] = 200,
    header: Annotated[list[str] | None, typer.Option(help="'Name: value', may be repeated.")] = None,
    zone: Annotated[str, typer.Option(help="IANA zone of the times shown.")] = "Asia/Shanghai",
    json: Json = False,
) -> None:
    """Read a saved page as its family's reader would."""
    if family not in FAMILIES:
        raise typer.BadParameter(
            f"{family!r} is no family: {', '.join(sorted(FAMILIES))}", param_hint="--family"
        )
    moment = _moment(fetched_at)
    page = file_page(
        _bytes(file), url=url, fetched_at=moment, status=status, headers=tuple(map(_header, header or ()))
    )
    reading = read(page, family, zone)
    if json:
        print_json(reading)
    else:
        _show(reading)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="FILE") from error


def _moment(shown: str | None) -> datetime:
    if shown is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(shown)
    except ValueError as error:
        raise typer.BadParameter(f"{shown!r} is no ISO 8601 time", param_hint="--fetched-at") from error
    if moment.tzinfo is None:
        raise typer.BadParameter(f"{shown!r} has no offset (add Z or +08:00)", param_hint="--fetched-at")
    return moment.astimezone(UTC)


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not name.strip():
        raise typer.BadParameter(f"{line!r} is not 'Name: value'", param_hint="--header")
    return name.strip(), value.strip()


def _show(reading: Reading) -> None:
    out.print(f"{reading.state.value} {reading.why}", markup=False)
    rows: list[tuple[object, ...]] = [
        (post.floor, post.author_name, post.time, (post.title or post.text)[:60]) for post in reading.posts
    ]
    table(f"{len(rows)} posts", ("floor", "author", "time", "text"), rows)
    links: list[tuple[object, ...]] = [(link.kind, link.url) for link in reading.links]
    table(f"{len(links)} links", ("kind", "address"), links)
