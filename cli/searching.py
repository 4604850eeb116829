"""``hawkwatch search``."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from cli.answers import show
from cli.options import Filters, Home, IndexUrl, Json, filters_of, settings_for
from cli.output import print_json
from cli.stores import open_the_index
from cli.typed import concealed
from operations.coverage import cover
from records.coverage import Coverage
from records.coverage_words import summary
from records.wire import builtins
from search.asked import asked
from search.found import Found


class Sort(StrEnum):
    """Orders of hits."""

    NEWEST = "newest"
    RELEVANCE = "relevance"
    SCORE = "score"
    PRICE = "price"
    SEVERITY = "severity"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(
    query: Annotated[
        str, typer.Argument(help='Words, "phrases", fields such as category:bank; - reads it from stdin.')
    ],
    sort: Annotated[Sort, typer.Option(help="Order of the hits.")] = Sort.NEWEST,
    limit: Annotated[int, typer.Option(min=0, max=10_000, help="So many hits at most.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many hits before them.")] = 0,
    page: Annotated[int, typer.Option(min=1, help="Turn to this page of --limit hits each.")] = 1,
    filters: Filters = None,
    home: Home = None,
    index: IndexUrl = None,
    json: Json = False,
) -> None:
    """Search the listings."""
    settings = settings_for(home, index)
    chosen = filters_of(filters)
    engine = open_the_index(settings)
    query = concealed(query, settings)
    found = engine.find(
        query, sort=sort.value, limit=limit, offset=offset + (page - 1) * limit, filters=chosen
    )
    covered = cover(settings, engine, asked(query, chosen, engine.terms))
    engine.close()
    if json:
        print_json(as_json(found, covered))
    else:
        show(found, covered)


def as_json(found: Found, covered: Coverage) -> dict[str, Any]:
    """The answer as machines get it: each hit is its document with ``highlights`` beside."""
    return {
        "total": found.total,
        "approximate": found.approximate,
        "hits": [
            builtins(hit.document) | {"highlights": hit.highlights, "title_highlights": hit.title_highlights}
            for hit in found.hits
        ],
        "facets": found.facets,
        "coverage": summary(covered, found.total),
    }
