"""``hawkwatch sources record``: pages of a source saved with nobody in them."""

from pathlib import Path
from typing import Annotated

import typer

from casework.open import open_casework
from cli.options import Home, Json, settings_for
from cli.output import err, out, print_json, table
from operations.declared import declared_sources
from operations.recording.record import Recorded, record
from records.order import Exit


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("record")(record_pages)


def record_pages(
    name: Annotated[str, typer.Argument(metavar="SOURCE", help="Name of the source.")],
    urls: Annotated[
        list[str] | None,
        typer.Argument(metavar="[URL]…", help="Addresses; default: where it starts and what that leads to."),
    ] = None,
    out_folder: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder of the pages; default: pages/ beside your source."),
    ] = None,
    skeleton: Annotated[
        bool,
        typer.Option("--skeleton", help="Keep the structure only: every word, number and host invented."),
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Save pages of a source with fakes in the place of every name, number and handle."""
    settings = settings_for(home)
    source = declared_sources(settings).load(name)
    open_casework(settings.home)
    recorded = record(source, tuple(urls or ()), settings, out_folder, skeleton)
    if json:
        print_json(recorded)
    else:
        show(recorded, name)
    raise typer.Exit(
        Exit.OK if any(one.case for one in recorded) and not refused(recorded) else Exit.NEGATIVE
    )


def refused(recorded: list[Recorded]) -> list[Recorded]:
    """What came back and could not be saved."""
    return [one for one in recorded if not one.case and not one.spared]


def show(recorded: list[Recorded], name: str) -> None:
    """The cases as a table, what was not saved below it."""
    saved = [one for one in recorded if one.case]
    if saved:
        rows: list[tuple[object, ...]] = [(one.case, one.state, one.posts, one.address) for one in saved]
        table(f"Saved in {saved[0].folder}", ("case", "state", "posts", "address"), rows)
        out.print(f"Read them before you go on, then: hawkwatch sources check {name}", markup=False)
    for one in recorded:
        if not one.case:
            err.print(f"not saved: {one.address}: {one.state}: {one.why}", markup=False)
