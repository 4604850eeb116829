"""The tree of a query. Both engines, the matcher and the highlighter read the same one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every document."""


@dataclass(frozen=True, slots=True)
class Word:
    """A term among the document's words."""

    text: str


@dataclass(frozen=True, slots=True)
class WordStart:
    """A word that begins with ``text``."""

    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Han characters that stand side by side: their bigrams in a row."""

    bigrams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A field that holds exactly ``value``."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Range:
    """A number field one of whose values lies between the bounds."""

    field: str
    low: float | None = None
    high: float | None = None
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True)
class All:
    """Every part matches."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part matches."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not match."""

    part: "Node"


Node = Everything | Word | WordStart | Run | Tag | Range | All | Any | Not
