"""``hawkwatch alerts``."""

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casework.accounts import find_account
from casework.alerts import acknowledge, acknowledge_search, recent_alerts
from casework.saved_searches import find_search
from cli.answers import show_coverage
from cli.case_room import Acting, in_case_room
from cli.language import say
from cli.options import Home, IndexUrl, Json
from cli.output import out, print_json, table
from cli.schedules import moment
from cli.search_drafts import coverage_of
from cli.stores import open_the_index
from records.coverage import Coverage
from records.coverage_words import summary

if TYPE_CHECKING:  # there is no such class before the case room is open
    from casework.tables import Alert

alerts_app = typer.Typer(help="Alerts: what saved searches have found.", no_args_is_help=True)
COLUMNS = ("id", "at", "search", "listing", "copies", "retro", "acknowledged_by")
MOST = 10_000

OfSearch = Annotated[int | None, typer.Option("--search", metavar="N", help="Of this saved search only.")]
Since = Annotated[str | None, typer.Option(metavar="T", help="Raised after T, ISO 8601 with offset.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(alerts_app, name="alerts")


@alerts_app.command("list")
def list_alerts(
    search: OfSearch = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="Only those not acknowledged.")] = False,
    since: Since = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="So many at most.")] = 100,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """The latest alerts, newest first; copies of an advert are one."""
    settings = in_case_room(home, index)
    after = moment(since, "--since")
    rows = [facts(row) for row in recent_alerts(limit, search, waiting=waiting, since=after)]
    of = find_search(search) if search is not None else None
    engine = open_the_index(settings)
    covered = coverage_of(of.query if of else "", of.filters if of else {}, settings, engine)
    engine.close()
    if json:
        print_json({"alerts": rows, "coverage": summary(covered)})
        return
    cells = [tuple(row[name] for name in COLUMNS) for row in rows]
    table(say("{number} alerts", number=len(rows)), COLUMNS, cells)
    show_coverage(covered)


@alerts_app.command("digest")
def digest(since: Since = None, home: Home = None, index: IndexUrl = None, json: Json = False) -> None:
    """What waits to be acknowledged, search by search, and what each search covers."""
    settings = in_case_room(home, index)
    engine = open_the_index(settings)
    rows = recent_alerts(None, waiting=True, since=moment(since, "--since"))
    rows.sort(key=attrgetter("search_id"))
    told = [list(alerts) for _, alerts in groupby(rows, key=attrgetter("search_id"))]
    searches = [alerts[0].search for alerts in told]
    covered = [coverage_of(one.query, one.filters, settings, engine) for one in searches]
    engine.close()
    digests = [digest_of(*one) for one in zip(told, covered, strict=True)]
    if json:
        print_json(digests)
        return
    for one, reach in zip(digests, covered, strict=True):
        out.print(
            say(
                "{name}: {alerts} alerts ({retro} by a retro-run), {copies} listings",
                name=one["name"],
                alerts=len(one["alerts"]),
                copies=one["listings"],
                retro=one["retro"],
            ),
            markup=False,
        )
        show_coverage(reach)


@alerts_app.command("acknowledge")
def acknowledge_alerts(
    account: Acting,
    numbers: Annotated[list[int] | None, typer.Argument(metavar="[ALERT]…", help="Their numbers.")] = None,
    search: OfSearch = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Be done with alerts: those named, or all of a saved search."""
    in_case_room(home)
    if bool(numbers) == (search is not None):
        raise typer.BadParameter("name alerts, or one saved search by --search")
    by = find_account(account)
    done = acknowledge_search(find_search(search).pk, by) if search else acknowledge(numbers or [], by)
    if json:
        print_json({"acknowledged": done})
    else:
        out.print(say("{number} alerts acknowledged", number=done))


def facts(row: "Alert") -> dict[str, Any]:
    """An alert as machines get it."""
    return {
        "id": row.pk,
        "at": row.at,
        "search": row.search_id,
        "name": row.search.name,
        "listing": row.listing,
        "campaign": row.campaign,
        "copies": row.copies,
        "retro": row.retro,
        "seen_by": row.seen_by.name if row.seen_by else None,
        "acknowledged_at": row.acknowledged_at,
        "acknowledged_by": row.acknowledged_by.name if row.acknowledged_by else None,
    }


def digest_of(alerts: "list[Alert]", covered: Coverage) -> dict[str, Any]:
    """The alerts of one search together."""
    return {
        "search": alerts[0].search_id,
        "name": alerts[0].search.name,
        "retro": sum(alert.retro for alert in alerts),
        "listings": sum(alert.copies for alert in alerts),
        "since": min(alert.at for alert in alerts),
        "alerts": [facts(alert) for alert in alerts],
        "coverage": summary(covered),
    }
