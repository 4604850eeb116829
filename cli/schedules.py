"""``hawkwatch schedule``."""

from datetime import datetime
from operator import itemgetter
from typing import Annotated

import typer

from casework.open import open_casework
from casework.schedules import Due, add_schedule, all_schedules, next_due
from cli.case_room import in_case_room
from cli.crawling import chosen
from cli.options import Home, Json, Tags, settings_for
from cli.output import show_all
from operations.declared import declared_sources

schedule_app = typer.Typer(help="When sources are read; `hawkwatch serve` fires them.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(schedule_app, name="schedule")


@schedule_app.command("add")
def add(
    cron: Annotated[str, typer.Option(help="Five fields: minute hour day month weekday.")],
    source: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]…", help="Names of sources.")] = None,
    tag: Tags = None,
    tz: Annotated[str, typer.Option(help="IANA zone.")] = "Asia/Shanghai",
    home: Home = None,
    json: Json = False,
) -> None:
    """Have sources read at the times of a cron expression."""
    settings = settings_for(home)
    sources = chosen(settings, source, tag)
    open_casework(settings.home)
    show(next_due([add_schedule(one.name, cron, tz) for one in sources], 1), json)


@schedule_app.command("next")
def coming(
    source: Annotated[str | None, typer.Argument(metavar="[SOURCE]", help="Of this source only.")] = None,
    tag: Tags = None,
    count: Annotated[int, typer.Option(min=1, max=1000, help="Due times per schedule.")] = 5,
    after: Annotated[str | None, typer.Option(metavar="T", help="ISO 8601 with offset; default now.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """The next due times."""
    settings = in_case_room(home)
    tagged = {one.name for one in declared_sources(settings).choose((), tag)} if tag else None
    rows = [row for row in all_schedules(source) if tagged is None or row.source in tagged]
    show(next_due(rows, count, moment(after)), json)


def moment(shown: str | None, option: str = "--after") -> datetime | None:
    """An aware time from the command line's ``option``."""
    if shown is None:
        return None
    try:
        at = datetime.fromisoformat(shown)
    except ValueError as error:
        raise typer.BadParameter(f"{shown!r} is no ISO 8601 time", param_hint=option) from error
    if at.tzinfo is None:
        raise typer.BadParameter(f"{shown!r} has no offset (add Z or +08:00)", param_hint=option)
    return at


def show(due: list[Due], json: bool) -> None:
    """Due times for machines or people."""
    cells = itemgetter("schedule", "source", "due_at", "due_at_utc")
    show_all(due, json, "Due", ("schedule", "source", "due at", "UTC"), cells)
