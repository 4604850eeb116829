"""``hawkwatch saved-searches preview``."""

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from cli.answers import show as show_found
from cli.language import say
from cli.options import Filters, Home, IndexUrl, Json, settings_for
from cli.output import out, print_json
from cli.search_drafts import Query, coverage_of, read_filters
from cli.searching import as_json as found_as_json
from cli.stores import open_the_index
from cli.typed import concealed
from records.coverage import Coverage
from search.found import Found
from search.preview import PREVIEW_DAYS, Preview, preview


def add_to(searches: typer.Typer) -> None:
    """Add the command to those of ``hawkwatch saved-searches``."""
    searches.command("preview")(preview_search)


def preview_search(
    query: Query,
    filters: Filters = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="So many days back.")] = PREVIEW_DAYS,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """What a search would have told in the last days, and what it takes to keep matching it."""
    settings = settings_for(home, index)
    engine = open_the_index(settings)
    asked, chosen = concealed(query, settings), read_filters(filters, settings)
    seen = preview(engine, asked, chosen, (datetime.now(UTC) - timedelta(days=days)).date())
    covered = coverage_of(asked, chosen, settings, engine)
    engine.close()
    if json:
        print_json(preview_as_json(seen, covered))
    else:
        show_preview(seen, covered, days)


def preview_as_json(seen: Preview, covered: Coverage) -> dict[str, Any]:
    """A preview as machines get it; hits are those of `hawkwatch search`."""
    answer = found_as_json(Found(seen.total, seen.hits), covered)
    return {
        "total": seen.total,
        "campaigns": seen.campaigns,
        "counted": seen.counted,
        "hits": answer["hits"],
        "cost": seen.cost,
        "coverage": answer["coverage"],
    }


def show_preview(seen: Preview, covered: Coverage, days: int) -> None:
    """A preview for people."""
    least = "" if seen.counted == seen.total else "≥ "
    out.print(
        say(
            "in {days} days {total} listings of {campaigns} campaigns: so many alerts",
            days=days,
            total=seen.total,
            campaigns=f"{least}{seen.campaigns}",
        )
    )
    cost = seen.cost
    told = ", ".join(cost.terms) or say("nothing, so tried on every document")
    out.print(say("filed under {terms}", terms=told), markup=False)
    out.print(say("tried on {tried} of the {sample} newest documents", tried=cost.tried, sample=cost.sample))
    show_found(Found(seen.total, seen.hits), covered)
