"""``hawkwatch sources new``: places are looked at once and declared."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import MofNCompleteColumn, Progress, TextColumn

from cli.arrivals import described, show_one, show_table
from cli.options import Home, Json, settings_for
from cli.output import err, print_json
from config.settings import Settings
from crawlers.arrival.known_hosts import entrance
from crawlers.charset import decode
from crawlers.declared.source_file import NAME
from crawlers.egress.profile import ProfileError, find_profile
from crawlers.readers import FAMILIES
from operations.adding import Added, add_sources
from operations.address_list import Line, read_list
from operations.arrivals import Manner, Wish
from operations.declared import shipped_sources
from records.order import Exit
from records.source import DIRECT


def add_to(sources: typer.Typer) -> None:
    """Add the command to those of ``hawkwatch sources``."""
    sources.command("new")(new_source)


def new_source(
    url: Annotated[
        str | None, typer.Argument(metavar="URL", help="An address of the place to watch.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="Name of the source; default: made of the address.")
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Add many: lines of '[name] url [tags]', or CSV."),
    ] = None,
    out_folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder of sources; default: the first of yours."),
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="Why you may collect there, in your own words.")] = None,
    family: Annotated[
        str | None, typer.Option(help="Declare as this family, whatever it looks like.")
    ] = None,
    private_hosts: Annotated[
        bool, typer.Option("--private-hosts", help="Allow loopback and private addresses.")
    ] = False,
    egress: Annotated[str, typer.Option(metavar="NAME", help="The exit by which it is read.")] = DIRECT,
    at_once: Annotated[int, typer.Option(min=1, max=16, help="Hosts asked side by side.")] = 4,
    home: Home = None,
    json: Json = False,
) -> None:
    """Look at an address once, recognise what it is and write its source.yml."""
    settings = settings_for(home)
    manner = Manner(
        folder=out_folder or first_folder(settings),
        others=tuple(filter(Path.is_dir, settings.source_folders)),
        shipped=shipped_sources(),
        private=private_hosts,
        family=known_family(family),
        at_once=at_once,
        egress=known_exit(egress, settings),
    )
    lines = asked_for(url, name, from_file)
    added = add(lines, purpose, manner, settings)
    if json:
        print_json([described(one) for one in added] if from_file else described(added[0]))
    elif from_file:
        show_table(added)
    else:
        show_one(added[0], manner, settings)
    raise typer.Exit(code_of(added, from_file is not None))


def first_folder(settings: Settings) -> Path:
    """Where sources go unless told otherwise: the first folder of HAWKWATCH_SOURCES, else HOME/sources."""
    given = [Path(part) for part in settings.sources.split(":") if part]
    return given[0] if given else settings.own_sources


def known_family(family: str | None) -> str | None:
    """The family, which must be one."""
    if family is not None and family not in FAMILIES:
        raise typer.BadParameter(
            f"{family!r} is no family: {', '.join(sorted(FAMILIES))}", param_hint="--family"
        )
    return family


def known_exit(name: str, settings: Settings) -> str:
    """The exit, which must be set up."""
    try:
        return find_profile(name, settings.egress).name
    except ProfileError as error:
        raise typer.BadParameter(str(error), param_hint="--egress") from error


def asked_for(url: str | None, name: str | None, from_file: Path | None) -> list[Line]:
    """The one address, or the lines of the file."""
    if (url is None) == (from_file is None):
        raise typer.BadParameter("give one address, or --from FILE", param_hint="URL")
    if from_file:
        if name:
            raise typer.BadParameter("names stand in the file, before the addresses", param_hint="--name")
        lines = list(read_list(text_of(from_file), table=from_file.suffix.lower() == ".csv"))
        if not lines:
            raise typer.BadParameter(f"{from_file} names no address", param_hint="--from")
        return lines
    start = entrance(url or "")
    if start is None:
        raise typer.BadParameter(f"{url!r} is no http or https address", param_hint="URL")
    if name and not NAME.fullmatch(name):
        raise typer.BadParameter(
            f"{name!r} is no name: write a-z, 0-9, _ and -, a letter first", param_hint="--name"
        )
    return [Line(1, url or "", Wish(url=start, name=name))]


def text_of(file: Path) -> str:
    """The list, in whatever encoding a spreadsheet saved it."""
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}", param_hint="--from") from error
    return decode(content)[0]


def add(lines: list[Line], purpose: str | None, manner: Manner, settings: Settings) -> list[Added]:
    """Add the lines, with a bar on stderr where there are many."""
    meant = [
        replace(line, wish=replace(line.wish, purpose=line.wish.purpose or purpose)) if line.wish else line
        for line in lines
    ]
    columns = TextColumn("looked at"), MofNCompleteColumn(), TextColumn("{task.fields[at]}", markup=False)
    with Progress(*columns, console=err, disable=len(meant) < 2) as progress:
        bar = progress.add_task("", total=len(meant), at="")
        return add_sources(
            meant,
            manner,
            settings,
            lambda added: progress.update(bar, advance=1, at=added.line.text[:60]),
        )


def code_of(added: list[Added], many: bool) -> int:
    """0 where all were written; one that is there already is a mistake in the command."""
    if all(one.file for one in added):
        return Exit.OK
    return Exit.USAGE if not many and added[0].why else Exit.NEGATIVE
