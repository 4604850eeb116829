"""A search as the command line has it: its query, its facets' values, and whether it can be asked."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from casework.open import open_casework
from casework.saved_searches import SearchDraft
from cli.options import filters_of
from cli.stores import open_the_index
from cli.typed import concealed
from config.settings import Settings
from operations.coverage import cover
from records.coverage import Coverage
from search.asked import asked
from search.index import Index
from search.nodes import Everything
from search.query import LANGUAGE, QueryError

if TYPE_CHECKING:  # there is no such class before the case room is open
    from casework.tables import SavedSearch

Query = Annotated[str, typer.Argument(help="As for `hawkwatch search`; - reads it from standard input.")]


def read_filters(given: list[str] | None, settings: Settings) -> dict[str, str]:
    """The values chosen by ``--filter``; none of them may name a person, for they are kept as they stand."""
    chosen = filters_of(given)
    for facet, value in chosen.items():
        if concealed(f"{facet}:{value}", settings) != f"{facet}:{value}":
            raise typer.BadParameter(f"{facet} names a person; ask in the query", param_hint="--filter")
    return chosen


def check(wish: SearchDraft, settings: Settings) -> None:
    """Let a draft pass whose query the index can be asked.

    Raises:
        QueryError: it cannot; the message names the place.
    """
    engine = open_the_index(settings)
    asked(wish.query, wish.filters, engine.terms)
    engine.close()


def draft_of(row: "SavedSearch") -> SearchDraft:
    """A saved search as a draft that would save it again."""
    return SearchDraft(
        name=row.name,
        query=row.query,
        purpose=row.purpose,
        language=LANGUAGE,
        filters=row.filters,
        case=row.case.pk if row.case else None,
        notice=row.notice,
    )


def coverage_of(query: str, filters: Mapping[str, str], settings: Settings, engine: Index) -> Coverage:
    """What an answer to a search covers; of one that cannot be read any more what all there is covers."""
    open_casework(settings.home)
    try:
        node = asked(query, filters, engine.terms)
    except QueryError:
        node = Everything()
    return cover(settings, engine, node)
