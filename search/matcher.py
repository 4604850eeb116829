"""Tells whether an entry answers a query tree: what the engines must agree with."""

from search.entry import Entry
from search.nodes import All, Any, Everything, Node, Not, Range, Row, Run, Tag, TagStart, Word, WordStart


def matches(node: Node, entry: Entry) -> bool:
    """Whether ``entry`` answers ``node``."""
    match node:
        case Everything():
            return True
        case All(parts):
            return all(matches(part, entry) for part in parts)
        case Any(parts):
            return any(matches(part, entry) for part in parts)
        case Not(part):
            return not matches(part, entry)
        case Word(text):
            return text in entry.words
        case WordStart(text):
            return any(word.startswith(text) for word in entry.words)
        case Run(bigrams):
            return _in_a_row(bigrams, entry.bigrams)
        case Row(words):
            return _in_a_row(words, entry.words)
        case Tag(field, value):
            return value in entry.tags.get(field, ())
        case TagStart(field, value):
            return any(one.startswith(value) for one in entry.tags.get(field, ()))
        case Range():
            return any(_between(node, value) for value in entry.numbers.get(node.field, ()))


def _in_a_row(wanted: tuple[str, ...], terms: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(terms[start : start + size] == wanted for start in range(len(terms) - size + 1))


def _between(bounds: Range, value: float) -> bool:
    low, high = bounds.low, bounds.high
    above = low is None or value > low or (bounds.low_included and value == low)
    below = high is None or value < high or (bounds.high_included and value == high)
    return above and below
