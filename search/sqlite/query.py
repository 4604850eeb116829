"""The query tree as what FTS5 is asked for."""

from search.nodes import (
    Alike,
    All,
    Any,
    Everything,
    Node,
    Not,
    Range,
    Ranked,
    Row,
    Run,
    Tag,
    TagLike,
    TagStart,
    Word,
    WordLike,
    WordStart,
)
from search.sqlite.tags import ANY, token

MOST_NESTED = 8


def is_counted(node: Node, choice: bool = False) -> bool:
    """Whether FTS5 counts whatever a hit says of it: what holds only together, in a ``choice`` that fell on
    something else, it may count or not.
    """
    match node:
        case All(parts):
            return not choice and all(map(is_counted, parts))
        case Any(parts):
            return all(is_counted(part, True) for part in parts)
    return True


def is_told(node: Node, depth: int = 0) -> bool:
    """Whether FTS5 can tell it: everything but ranges, and not what is nested too deep for its parser."""
    match node:
        case All(parts) | Any(parts):
            return depth < MOST_NESTED and all(is_told(part, depth + 1) for part in parts)
        case Not(part):
            return depth < MOST_NESTED and is_told(part, depth + 1)
        case _:
            return not isinstance(node, Range)


def match_of(node: Node) -> str:
    """The tree in FTS5's own language."""
    match node:
        case Everything():
            return f"tags : {_quoted(ANY)}"
        case All(parts):
            return _all(parts)
        case Any(parts):
            return f"({' OR '.join(map(match_of, parts))})"
        case Not():
            return _all((node,))
        case Tag(field, value):
            return f"tags : {_quoted(token(field, value))}"
        case TagStart(field, value):
            return f"tags : {_quoted(token(field, value))}{' *' if value else ''}"
        case Range() | TagLike() | WordLike():
            raise TypeError("FTS5 tells no range, and wildcards only by what they stand for")
        case _:
            return _leaf(node)


def _all(parts: tuple[Node, ...]) -> str:
    # NOT stands between two operands: what is wanted first, what is not in one.
    wanted = [part for part in parts if not isinstance(part, Not | Everything)]
    positive = [match_of(part) for part in wanted] or [match_of(Everything())]
    negative = [match_of(part.part) for part in parts if isinstance(part, Not)]
    text = " AND ".join(positive)
    if negative:
        return f"(({text}) NOT ({' OR '.join(negative)}))"
    return f"({text})" if len(positive) > 1 else text


def _leaf(leaf: Ranked | WordStart) -> str:
    match leaf:
        case Word(text):
            return f"words : {_quoted(text)}"
        case WordStart(text):
            return f"words : {_quoted(text)} *"
        case Row(words):
            return f"words : {_quoted(' '.join(words))}"
        case Run(bigrams):
            return f"bigrams : {_quoted(' '.join(bigrams))}"
        case Alike(bigrams):
            return f"alike : {_quoted(' '.join(bigrams))}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
