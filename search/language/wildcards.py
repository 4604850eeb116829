"""Wildcards as Python's fnmatch and SQLite's GLOB both spell them: ``*`` any characters, ``?`` one, ``[*]``
the character itself.
"""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from glob import escape

from search.fault import QueryError

MOST_WILDCARDS = 4
SHORTEST_START = 2
LITERAL = re.compile(r"(?:\[.\]|[^*?\[])*", re.DOTALL)
SIGN = re.compile(r"\[(.)\]|(\\)", re.DOTALL)


def check_wildcards(pieces: Sequence[str], place: int) -> None:
    """Refuse what would have an engine read all its terms.

    Raises:
        QueryError: a wildcard too early, or too many of them.
    """
    if not pieces[0]:
        message = "a wildcard at the beginning has every word read; write {number} characters before it"
        raise QueryError(message, place, number=SHORTEST_START)
    if len(pieces[0]) < SHORTEST_START:
        message = "at least {number} characters must stand before a wildcard; write more of the word"
        raise QueryError(message, place, number=SHORTEST_START)
    if sum(map(len, pieces[1::2])) > MOST_WILDCARDS:
        message = "a word may hold {number} wildcards; write more of its characters"
        raise QueryError(message, place, number=MOST_WILDCARDS)


def glob_of(pieces: Sequence[str]) -> str:
    """Texts and wildcards by turns as one pattern."""
    return "".join(piece if turn % 2 else escape(piece) for turn, piece in enumerate(pieces))


def start_of(glob: str) -> str:
    """What everything that ``glob`` matches begins with."""
    found = LITERAL.match(glob)
    return SIGN.sub(r"\1\2", found.group()) if found else ""


def lucene_of(glob: str) -> str:
    """``glob`` as Lucene spells it: a backslash before what is no wildcard."""
    return SIGN.sub(lambda sign: "\\" + (sign[1] or sign[2]), glob)


def is_like(text: str, glob: str) -> bool:
    """Whether ``glob`` matches the whole of ``text``; in time that grows with both, whatever they hold."""
    return fnmatchcase(text, glob)
