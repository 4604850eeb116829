"""``hawkwatch read``: how a saved page is understood."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from cli.options import Home, Json, settings_for
from cli.output import out, print_json, table
from crawlers.declared.source_block import nearest
from crawlers.readers import FAMILIES, read
from crawlers.readers.addresses import absolute
from crawlers.readers.file_page import file_page
from operations.declared import declared_sources
from records.reading import Reading
from records.source import Source


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read")(read_file)


def read_file(
    file: Annotated[Path, typer.Argument(help="A saved page or response.")],
    family: Annotated[str | None, typer.Option(help="Family of the source.")] = None,
    like: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="Read with this source's family, zone and selectors."),
    ] = None,
    url: Annotated[str, typer.Option(help="Address it was fetched from.")] = "https://www.example.com/",
    fetched_at: Annotated[
        str | None, typer.Option(help="ISO 8601, without an offset in the zone; default now.")
    ] = None,
    status: Annotated[int, typer.Option(min=0, max=999, help="HTTP status; 0: no answer came.")] = 200,
    header: Annotated[list[str] | None, typer.Option(help="'Name: value', may be repeated.")] = None,
    zone: Annotated[
        str | None,
        typer.Option(help="IANA zone of the times shown; default the source's, else Asia/Shanghai."),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Read a saved page as its family's reader would."""
    source = declared_sources(settings_for(home)).load(like) if like else None
    family = _family(family, source)
    zone = zone or (source.zone if source else "Asia/Shanghai")
    if absolute(url, url) is None:
        raise typer.BadParameter(f"{url!r} is no http or https address", param_hint="--url")
    page = file_page(
        _bytes(file),
        url=url,
        fetched_at=_moment(fetched_at, _zone(zone)),
        status=status,
        headers=tuple(map(_header, header or ())),
    )
    reading = read(page, family, zone, source.select if source else None)
    if json:
        print_json(reading)
    else:
        _show(reading)


def _family(name: str | None, source: Source | None) -> str:
    if (name is None) == (source is None):
        raise typer.BadParameter("give one of --family F and --source NAME", param_hint="--family")
    family = source.family if source else name
    if family is None or family not in FAMILIES:
        raise typer.BadParameter(
            f"{name!r} is no family: {', '.join(sorted(FAMILIES))}{nearest(name or '', FAMILIES)}",
            param_hint="--family",
        )
    return family


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="FILE") from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise typer.BadParameter(
            f"{name!r} is no time zone (write one like Asia/Shanghai)", param_hint="--zone"
        ) from error


def _moment(shown: str | None, zone: ZoneInfo) -> datetime:
    if shown is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(shown)
    except ValueError as error:
        raise typer.BadParameter(f"{shown!r} is no ISO 8601 time", param_hint="--fetched-at") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


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
