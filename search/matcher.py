"""Tells whether an entry answers a query tree: what the engines must agree with."""

from dataclasses import dataclass

from search.entry import Entry
from search.language.wildcards import is_like
from search.nodes import (
    Alike,
    All,
    Any,
    Everything,
    Node,
    Not,
    Range,
    Row,
    Run,
    Tag,
    TagLike,
    TagStart,
    Word,
    WordLike,
    WordStart,
)

# Stands between terms that stand side by side. A private-use character never occurs in terms.
BESIDE = "\ue001"


@dataclass(frozen=True, slots=True)
class TermRow:
    """Terms as a set, and as one text in which those that stand side by side are looked for."""

    terms: frozenset[str]
    text: str

    def holds(self, wanted: tuple[str, ...]) -> bool:
        """Whether the terms wanted stand in a row."""
        if not self.terms.issuperset(wanted):
            return False
        return len(wanted) == 1 or _in_a_row(wanted) in self.text


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry ready to be asked many queries."""

    words: TermRow
    bigrams: TermRow
    alike: TermRow
    tags: dict[str, tuple[str, ...]]
    numbers: dict[str, tuple[float, ...]]


def prepare(entry: Entry) -> Prepared:
    """``entry`` made ready: worth it from the second query on."""
    return Prepared(_row(entry.words), _row(entry.bigrams), _row(entry.alike), entry.tags, entry.numbers)


def matches(node: Node, entry: Entry) -> bool:
    """Whether ``entry`` answers ``node``."""
    return answers(node, prepare(entry))


def answers(node: Node, entry: Prepared) -> bool:
    """Whether an entry made ready answers ``node``."""
    match node:
        case All(parts):
            return all(answers(part, entry) for part in parts)
        case Any(parts):
            return any(answers(part, entry) for part in parts)
        case Not(part):
            return not answers(part, entry)
        case Word(text):
            return text in entry.words.terms
        case Run(bigrams):
            return entry.bigrams.holds(bigrams)
        case Alike(bigrams):
            return entry.alike.holds(bigrams)
        case Tag(field, value):
            return value in entry.tags.get(field, ())
        case Range():
            return any(_between(node, value) for value in entry.numbers.get(node.field, ()))
        case Row(words):
            return entry.words.holds(words)
        case WordStart(text):
            return any(word.startswith(text) for word in entry.words.terms)
        case WordLike(glob):
            return any(is_like(word, glob) for word in entry.words.terms)
        case TagLike(field, glob):
            return any(is_like(one, glob) for one in entry.tags.get(field, ()))
        case TagStart(field, value):
            return any(one.startswith(value) for one in entry.tags.get(field, ()))
        case Everything():
            return True


def _row(terms: tuple[str, ...]) -> TermRow:
    return TermRow(frozenset(terms), _in_a_row(terms))


def _in_a_row(terms: tuple[str, ...]) -> str:
    return f"{BESIDE}{BESIDE.join(terms)}{BESIDE}"


def _between(bounds: Range, value: float) -> bool:
    low, high = bounds.low, bounds.high
    above = low is None or value > low or (bounds.low_included and value == low)
    below = high is None or value < high or (bounds.high_included and value == high)
    return above and below
