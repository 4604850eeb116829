"""What both engines do alike around a query: its page, its filters, its hits."""

from collections.abc import Mapping

from records.document import Document
from search.fault import QueryError
from search.fields import FACETS, TAGS, fold_value
from search.found import Hit
from search.highlighter import highlight
from search.nodes import All, Node, Tag
from search.terming import Termed

SORTS = ("newest", "relevance", "score", "price", "severity")
DEEPEST = 10_000
#: The embedded engine ranks the newest hits up to so many and counts what they hold; beyond it says so.
MOST_COUNTED = 20_000
#: So long an engine looks for an answer; with what is around it a person waits five seconds at most.
MOST_SECONDS = 4
#: Who reads all that answers, an export or a run over everything, waits so long for what comes next.
MOST_SECONDS_OF_A_PAGE = 25
#: So many values of a facet are told, the most frequent ones.
MOST_VALUES = 100


def check_page(sort: str, limit: int, offset: int) -> None:
    """Refuse an order that is none, and a page that no engine turns to.

    Raises:
        QueryError: saying what is possible.
    """
    if sort not in SORTS:
        raise QueryError("there is no order {sort}; orders are {known}", sort=sort, known=SORTS)
    if limit < 0 or offset < 0:
        raise QueryError("limit and offset are 0 or more")
    if limit + offset > DEEPEST:
        raise QueryError("only the first {number} hits can be shown; narrow the query", number=DEEPEST)


def narrowed(node: Node, filters: Mapping[str, str] | None) -> Node:
    """The query and every filter's value.

    Raises:
        QueryError: a filter names no field of exact values.
    """
    tags = []
    for field, value in (filters or {}).items():
        if field not in TAGS:
            message = "there is no facet {field}; facets are {known}"
            raise QueryError(message, field=field, known=FACETS)
        tags.append(Tag(field, fold_value(value)))
    return All((node, *tags)) if tags else node


def hit_of(document: Document, node: Node, terms: Termed, score: float = 0.0) -> Hit:
    """A hit with its highlights."""
    text, title = (highlight(part, node, terms) for part in (document.text, document.title or ""))
    return Hit(document, text, title, score)


def ranked(counts: Mapping[str, int]) -> dict[str, int]:
    """A facet's most frequent values, those that occur as often by their names."""
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_VALUES])
