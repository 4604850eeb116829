"""``hawkwatch saved-searches``."""

from collections.abc import Mapping
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from casework.accounts import find_account
from casework.alerts import counts_by_search
from casework.saved_searches import (
    SearchDraft,
    all_searches,
    begin_retro_run,
    change_search,
    find_search,
    remove_search,
    save_search,
    set_active,
)
from cli import search_preview
from cli.case_room import Acting, in_case_room
from cli.language import say
from cli.options import Filters, Home, IndexUrl, Json
from cli.output import out, print_json, show_all
from cli.search_drafts import Query, check, draft_of, read_filters
from cli.stores import open_the_index
from cli.typed import concealed
from operations.retro_run import run_over_everything
from search.query import LANGUAGE

if TYPE_CHECKING:  # there is no such class before the case room is open
    from casework.tables import SavedSearch

searches_app = typer.Typer(
    help="Saved searches: what you want to be told of as it is found.", no_args_is_help=True
)

Number = Annotated[int, typer.Argument(metavar="N", help="Number of the saved search.")]
Case = Annotated[int | None, typer.Option("--case", metavar="N", help="The case that it is for.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    search_preview.add_to(searches_app)
    app.add_typer(searches_app, name="saved-searches")


@searches_app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="What you call it.")],
    query: Query,
    purpose: Annotated[str, typer.Option(help="What it is for.")],
    account: Acting,
    filters: Filters = None,
    case: Case = None,
    notice: Annotated[str, typer.Option(help="How you are told: at_once, or digest.")] = "at_once",
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Save a search: what answers it from now on raises alerts."""
    settings = in_case_room(home, index)
    wish = SearchDraft(
        name=name,
        query=concealed(query, settings),
        purpose=purpose,
        language=LANGUAGE,
        filters=read_filters(filters, settings),
        case=case,
        notice=notice,
    )
    check(wish, settings)
    show_search(save_search(wish, find_account(account)), json)


@searches_app.command("change")
def change(
    number: Number,
    account: Acting,
    name: Annotated[str | None, typer.Option(help="What you call it now.")] = None,
    query: Annotated[str | None, typer.Option(help="As for `hawkwatch search`.")] = None,
    purpose: Annotated[str | None, typer.Option(help="What it is for now.")] = None,
    filters: Filters = None,
    case: Case = None,
    notice: Annotated[str | None, typer.Option(help="How you are told: at_once, or digest.")] = None,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Give a saved search other words; what you do not name stays as it is."""
    settings = in_case_room(home, index)
    asked: dict[str, Any] = {
        "name": name,
        "query": concealed(query, settings) if query is not None else None,
        "purpose": purpose,
        "filters": read_filters(filters, settings) if filters is not None else None,
        "case": case,
        "notice": notice,
    }
    named = {key: one for key, one in asked.items() if one is not None}
    wish = replace(draft_of(find_search(number)), **named)
    check(wish, settings)
    show_search(change_search(number, wish, find_account(account)), json)


@searches_app.command("list")
def list_searches(home: Home = None, json: Json = False) -> None:
    """The saved searches, and how many alerts each has."""
    in_case_room(home)
    counts = counts_by_search()
    rows = [facts(row, counts) for row in all_searches()]
    columns = ("id", "name", "query", "owner", "active", "notice", "alerts", "waiting")
    show_all(rows, json, say("{number} saved searches", number=len(rows)), columns, itemgetter(*columns))


@searches_app.command("show")
def show(number: Number, home: Home = None, json: Json = False) -> None:
    """One saved search."""
    in_case_room(home)
    show_search(find_search(number), json)


@searches_app.command("run")
def run(
    number: Number, account: Acting, home: Home = None, index: IndexUrl = None, json: Json = False
) -> None:
    """Run a saved search over everything that is kept; what it finds waits in the digest."""
    settings = in_case_room(home, index)
    row = begin_retro_run(number, find_account(account))
    engine = open_the_index(settings)
    done = run_over_everything(row, engine)
    engine.close()
    if json:
        print_json(done)
    else:
        out.print(say("{listings} listings, {alerts} new alerts", listings=done.listings, alerts=done.alerts))


@searches_app.command("pause")
def pause(number: Number, account: Acting, home: Home = None, json: Json = False) -> None:
    """Let a saved search rest."""
    in_case_room(home)
    show_search(set_active(number, False, find_account(account)), json)


@searches_app.command("resume")
def resume(number: Number, account: Acting, home: Home = None, json: Json = False) -> None:
    """Have a paused search told of again; what came meanwhile is found by `run`."""
    in_case_room(home)
    show_search(set_active(number, True, find_account(account)), json)


@searches_app.command("remove")
def remove(number: Number, account: Acting, home: Home = None, json: Json = False) -> None:
    """Take a saved search away; its alerts stay, acknowledged."""
    in_case_room(home)
    show_search(remove_search(number, find_account(account)), json)


def facts(row: "SavedSearch", counts: Mapping[int, tuple[int, int]]) -> dict[str, Any]:
    """A saved search as machines get it; ``waiting`` counts its alerts that nobody has acknowledged."""
    alerts, waiting = counts.get(row.pk, (0, 0))
    return {
        "id": row.pk,
        "name": row.name,
        "query": row.query,
        "filters": row.filters,
        "purpose": row.purpose,
        "owner": row.owner.name,
        "case": row.case.pk if row.case else None,
        "notice": row.notice,
        "active": row.active,
        "language": row.language,
        "created_at": row.created_at,
        "changed_at": row.changed_at,
        "alerts": alerts,
        "waiting": waiting,
    }


def show_search(row: "SavedSearch", json: bool) -> None:
    """One saved search for machines or people."""
    known = facts(row, counts_by_search())
    if json:
        print_json(known)
        return
    for name, value in known.items():
        out.print(f"{name}: {value}", markup=False)
