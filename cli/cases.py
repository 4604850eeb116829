"""``hawkwatch cases``."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from casework.accounts import find_account
from casework.cases import add_listing, all_cases, find_case, listings_of, open_case, remove_listing
from cli.case_room import Acting, in_case_room
from cli.language import say
from cli.options import Home, IndexUrl, Json
from cli.output import out, print_json, show_all
from cli.stores import open_the_index
from records.complaint import Complaint
from records.order import Exit

if TYPE_CHECKING:  # there is no such class before the case room is open
    from casework.tables import Case

cases_app = typer.Typer(
    help="Cases: folders of listings, and of what was asked for them.", no_args_is_help=True
)

Number = Annotated[int, typer.Argument(metavar="N", help="Number of the case.")]
Listings = Annotated[list[str], typer.Argument(metavar="LISTING…", help="Ids of listings.")]


class UnknownListing(Complaint):
    """A listing that the index does not hold."""

    code = Exit.NEGATIVE


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(cases_app, name="cases")


@cases_app.command("open")
def open_one(
    title: Annotated[str, typer.Argument(help="What it is about.")],
    account: Acting,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What else is to be known of it.")] = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Open a case; its number is told."""
    in_case_room(home)
    show_case(open_case(title, find_account(account), note), json)


@cases_app.command("list")
def list_cases(home: Home = None, json: Json = False) -> None:
    """Every case, the newest first."""
    in_case_room(home)
    rows = [facts(case) for case in all_cases()]
    columns = (say("number"), say("title"), say("opened by"), say("opened"), say("listings"))
    show_all(rows, json, say("{number} cases", number=len(rows)), columns, _cells)


@cases_app.command("show")
def show(number: Number, home: Home = None, json: Json = False) -> None:
    """A case and its listings."""
    in_case_room(home)
    show_case(find_case(number), json)


@cases_app.command("add")
def add(
    number: Number,
    listings: Listings,
    account: Acting,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Put listings into a case."""
    settings = in_case_room(home, index)
    case, by = find_case(number), find_account(account)
    engine = open_the_index(settings)
    unknown = set(listings) - set(engine.get_many(listings))
    engine.close()
    if unknown:
        raise UnknownListing(say("there is no listing {id}", id=min(unknown)))
    for listing in listings:
        add_listing(case, listing, by)
    show_case(case, json)


@cases_app.command("remove")
def remove(
    number: Number, listings: Listings, account: Acting, home: Home = None, json: Json = False
) -> None:
    """Take listings out of a case."""
    in_case_room(home)
    case, by = find_case(number), find_account(account)
    for listing in listings:
        remove_listing(case, listing, by)
    show_case(case, json)


def facts(case: "Case") -> dict[str, Any]:
    """A case as machines get it."""
    return {
        "number": case.pk,
        "title": case.title,
        "note": case.note,
        "opened_by": case.opened_by.name,
        "opened_at": case.opened_at.isoformat(timespec="seconds"),
        "listings": listings_of(case),
    }


def _cells(one: dict[str, Any]) -> tuple[object, ...]:
    return (one["number"], one["title"], one["opened_by"], one["opened_at"][:10], len(one["listings"]))


def show_case(case: "Case", json: bool) -> None:
    """A case for machines or people."""
    known = facts(case)
    if json:
        print_json(known)
        return
    about = say("opened by {name} on {day}", name=known["opened_by"], day=known["opened_at"][:10])
    out.print(
        say("case {number}: {title} ({about})", number=case.pk, title=case.title, about=about), markup=False
    )
    for line in filter(None, (case.note, *known["listings"])):
        out.print(line, markup=False)
