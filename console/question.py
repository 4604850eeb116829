"""What a search page's address asks."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from console.bounds import Bounds, bounded, bounds_typed
from search.answer import DEEPEST
from search.fields import FACETS

SORTS = ("newest", "relevance", "score", "price", "severity")
PAGE = 20
#: The last page that an index turns to.
LAST = DEEPEST // PAGE
#: No query that an index reads is as long.
LONGEST = 3_000
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query, the order wanted, the page (from 1) and at most one value per facet."""

    query: str = ""
    sort: str = "newest"
    page: int = 1
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def offset(self) -> int:
        """How many hits lie before the page."""
        return (self.page - 1) * PAGE

    @property
    def is_readable(self) -> bool:
        """Whether its query is short enough to stand in an address and to be looked through for numbers."""
        return len(self.query) <= LONGEST

    @property
    def asks(self) -> bool:
        """Whether it asks for anything less than everything."""
        return bool(self.query or self.filters)

    def address(self) -> str:
        """The query string that asks this."""
        named = {"q": self.query, "sort": self.sort if self.sort != "newest" else "", **dict(self.filters)}
        named["page"] = str(self.page) if self.page > 1 else ""
        return "?" + urlencode({name: value for name, value in named.items() if value})

    def concealed(self, conceal: Callable[[str], str]) -> "Question":
        """The same with nothing in it that names a person; a filter that does is let go."""
        kept = [
            (facet, value) for facet, value in self.filters if conceal(asked := f"{facet}:{value}") == asked
        ]
        return replace(self, query=conceal(self.query), filters=tuple(kept))

    def turned(self, page: int) -> "Question":
        """The same on another page."""
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> "Question":
        """The same in another order, from the first page."""
        return replace(self, sort=sort, page=1)

    def within(self, bounds: tuple[Bounds, ...]) -> "Question":
        """The same within these bounds, from the first page."""
        query = self.query
        for one in bounds:
            query = bounded(query, one)
        return replace(self, query=query, page=1)

    def asking(self, query: str) -> "Question":
        """Another query in the same order, without filters."""
        return replace(self, query=query, page=1, filters=())

    def toggled(self, facet: str, value: str) -> "Question":
        """With the facet's value chosen, or let go where it was; from the first page."""
        others = tuple((name, chosen) for name, chosen in self.filters if name != facet)
        chosen = () if (facet, value) in self.filters else ((facet, value),)
        return replace(self, filters=others + chosen, page=1)


def read_question(asked: QueryDict) -> Question:
    """The question in an address; what is not understood falls back to its default."""
    sort, page = asked.get("sort", ""), asked.get("page", "")
    return Question(
        query=asked.get("q", "").strip(),
        sort=sort if sort in SORTS else "newest",
        page=min(int(page), LAST) if PAGE_NUMBER.fullmatch(page) else 1,
        filters=tuple((facet, value) for facet in FACETS if (value := asked.get(facet))),
    )


def typed_question(typed: QueryDict) -> Question:
    """The question of a form, within the bounds it gives where it gives any."""
    question = read_question(typed)
    return question.within(bounds_typed(typed)) if "bounds" in typed else question
