"""What a search page's address asks."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

SORTS = ("newest", "relevance", "score", "price", "severity")
FACETS = ("severity", "category", "channel", "source", "label", "review")
PAGE = 20
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

    def address(self) -> str:
        """The query string that asks this."""
        named = {"q": self.query, "sort": self.sort if self.sort != "newest" else "", **dict(self.filters)}
        named["page"] = str(self.page) if self.page > 1 else ""
        return "?" + urlencode({name: value for name, value in named.items() if value})

    def turned(self, page: int) -> "Question":
        """The same on another page."""
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> "Question":
        """The same in another order, from the first page."""
        return replace(self, sort=sort, page=1)

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
        page=int(page) if PAGE_NUMBER.fullmatch(page) else 1,
        filters=tuple((facet, value) for facet in FACETS if (value := asked.get(facet))),
    )
