"""The facets of an answer as links that choose a value or let it go."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.question import Question
from search.fields import BANDS, FACETS, SEVERITIES

#: So many values of a facet stand open; the others are folded.
OPEN = 6
# Facets whose values have an order of their own; the others stand by how many listings have them.
ORDERS: Mapping[str, tuple[str, ...]] = {
    "severity": tuple(reversed(tuple(SEVERITIES))),
    "band": tuple(code for code, _ in BANDS),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value as a link: following it chooses the value or lets it go."""

    code: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with the values that stand open, the chosen one first, and those that are folded."""

    name: str
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]


def facets_of(question: Question, counts: Mapping[str, Mapping[str, int]]) -> list[Facet]:
    """The facets that have values under the question's answer."""
    facets = []
    for name in FACETS:
        if choices := _choices(question, name, counts.get(name, {})):
            facets.append(Facet(name, choices[:OPEN], choices[OPEN:]))
    return facets


def chosen_of(question: Question) -> list[tuple[str, str, str]]:
    """Facet, value and the address without it, of each that is chosen."""
    return [(facet, code, question.toggled(facet, code).address()) for facet, code in question.filters]


def _choices(question: Question, facet: str, counts: Mapping[str, int]) -> tuple[Choice, ...]:
    chosen = dict(question.filters).get(facet)
    shown = dict(counts) if chosen is None or chosen in counts else {**counts, chosen: 0}
    codes = sorted(_ordered(facet, shown), key=lambda code: code != chosen)
    return tuple(
        Choice(code, shown[code], question.toggled(facet, code).address(), code == chosen) for code in codes
    )


def _ordered(facet: str, counts: Mapping[str, int]) -> list[str]:
    if facet == "month":
        return sorted(counts, reverse=True)
    order = ORDERS.get(facet, ())
    return sorted(counts, key=lambda code: (order.index(code) if code in order else 0, -counts[code], code))
