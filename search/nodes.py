"""The tree of a query. Both engines, the matcher and the highlighter read the same one."""

from collections.abc import Iterator
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
class WordLike:
    """A word that matches ``glob`` (see ``search.language.wildcards``), which begins with a text."""

    glob: str


@dataclass(frozen=True, slots=True)
class Run:
    """Han characters that stand side by side: their bigrams in a row."""

    bigrams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Sounds that stand side by side: their bigrams in a row."""

    bigrams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Words that stand side by side."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tag:
    """A field that holds exactly ``value``."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class TagStart:
    """A field one of whose values begins with ``value``; with an empty one, a field that has any."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class TagLike:
    """A field one of whose values matches ``glob``, which begins with a text."""

    field: str
    glob: str


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


Ranked = Word | Run | Alike | Row
Leaf = Ranked | WordStart | WordLike
Node = Everything | Leaf | Tag | TagStart | TagLike | Range | All | Any | Not


def leaves_of(node: Node) -> Iterator[Leaf]:
    """What the tree wants found in a text; nothing that it excludes."""
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from leaves_of(part)
    elif isinstance(node, Leaf):
        yield node


def ranked_leaves(node: Node) -> tuple[Ranked, ...]:
    """What counts for relevance: each leaf once; words with wildcards rank nothing."""
    return tuple(dict.fromkeys(leaf for leaf in leaves_of(node) if isinstance(leaf, Ranked)))
