"""What an index answers."""

from collections.abc import Callable
from dataclasses import dataclass, field

from records.document import Document

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document the index does not take, and why."""

    id: str
    reason: str


#: Hears of each document that is not taken.
Refuse = Callable[[Refusal], object]


def ignore(_: Refusal) -> None:
    """For who need not know."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; highlights are ``[start, end)`` offsets into its original text and title.

    ``score`` is the engine's own measure under ``sort="relevance"`` (higher is better), else 0.
    """

    document: Document
    highlights: tuple[Span, ...] = ()
    title_highlights: tuple[Span, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """How many listings answer a query, a page of them, and the counts per facet under the same query.

    ``approximate`` where an engine ranked only the newest part of the hits, or ran out of time; then it is
    not ``in_time``, and what is told is of what was looked at by then.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    approximate: bool = False
    in_time: bool = True
