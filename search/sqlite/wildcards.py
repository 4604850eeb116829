"""Wildcards as the terms they stand for: the embedded index looks them up before it asks."""

import re
import sqlite3
from collections.abc import Iterator

from search.fault import QueryError
from search.language.wildcards import is_like, start_of
from search.nodes import All, Any, Everything, Node, Not, Tag, TagLike, Word, WordLike
from search.sqlite.tags import shown, token

#: What FTS5 joins in a fraction of a second.
MOST_TERMS = 5_000
# Behind every text that begins alike.
LAST = "\U0010ffff"
VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, term, row)"


def expanded(database: sqlite3.Connection, node: Node) -> Node:
    """``node`` with every pattern as the words or values that match it.

    Raises:
        QueryError: there are too many of them.
    """
    match node:
        case All(parts):
            return All(tuple(expanded(database, part) for part in parts))
        case Any(parts):
            return Any(tuple(expanded(database, part) for part in parts))
        case Not(part):
            return Not(expanded(database, part))
        case WordLike(glob):
            begun = _terms(database, start_of(glob))
            return _any(glob, (Word(term) for term in begun if is_like(term, glob)))
        case TagLike(field, glob):
            begun = map(shown, _terms(database, token(field, start_of(glob))))
            return _any(glob, (Tag(field, value) for value in begun if is_like(value, glob)))
    return node


def _terms(database: sqlite3.Connection, start: str) -> Iterator[str]:
    database.execute(VOCABULARY)
    rows = database.execute("SELECT term FROM vocabulary WHERE term >= ? AND term < ?", (start, start + LAST))
    return (term for (term,) in rows)


def _any(glob: str, found: Iterator[Node]) -> Node:
    parts = tuple(part for part, _ in zip(found, range(MOST_TERMS + 1), strict=False))
    if len(parts) > MOST_TERMS:
        message = "more than {number} words are like {pattern}; write more of its characters"
        raise QueryError(message, number=MOST_TERMS, pattern=re.sub(r"\[(.)\]", r"\1", glob))
    if not parts:
        return Not(Everything())
    return parts[0] if len(parts) == 1 else Any(parts)
