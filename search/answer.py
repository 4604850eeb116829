"""What both engines do alike around a query: its page, its filters, its hits."""

from collections.abc import Mapping

from records.document import Document
from search.entry import FACETS
from search.fault import QueryError
from search.fields import TAGS, fold_value
from search.found import Hit
from search.highlighter import highlight
from search.nodes import All, Node, Tag
from search.terming import Termed

SORTS = ("newest", "relevance", "score", "price", "severity")
DEEPEST = 10_000


def check_page(sort: str, limit: int, offset: int) -> None:
    """Refuse an order that is none, and a page that no engine turns to.

    Raises:
        QueryError: saying what is possible.
    """
    if sort not in SORTS:
        raise QueryError(f"there is no order {sort!r}; orders are {', '.join(SORTS)}")
    if limit < 0 or offset < 0:
        raise QueryError("limit and offset are 0 or more")
    if limit + offset > DEEPEST:
        raise QueryError(f"only the first {DEEPEST} hits can be shown; narrow the query")


def narrowed(node: Node, filters: Mapping[str, str] | None) -> Node:
    """The query and every filter's value.

    Raises:
        QueryError: a filter names no field of exact values.
    """
    tags = []
    for field, value in (filters or {}).items():
        if field not in TAGS:
            raise QueryError(f"there is no facet {field!r}; facets are {', '.join(FACETS)}")
        tags.append(Tag(field, fold_value(value)))
    return All((node, *tags)) if tags else node


def hit_of(document: Document, node: Node, terms: Termed, score: float = 0.0) -> Hit:
    """A hit with its highlights."""
    text, title = (highlight(part, node, terms) for part in (document.text, document.title or ""))
    return Hit(document, text, title, score)


def ranked(counts: Mapping[str, int]) -> dict[str, int]:
    """A facet's values, the most frequent first."""
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))
