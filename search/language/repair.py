"""A query as it may be meant: with the nearest name, or a word parted where a wildcard stood in its way."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from search.fault import QueryError

#: Of two Chinese characters one may be wrong.
LIKENESS, LIKENESS_CHINESE = 0.7, 0.5
WORD = re.compile(r"[^\s()]+")


def nearest(name: str, names: Iterable[str]) -> str:
    """The name most like ``name``; empty where none is like it."""
    likeness = LIKENESS if name.isascii() else LIKENESS_CHINESE
    return next(iter(get_close_matches(name, names, 1, likeness)), "")


def mended(query: str, error: QueryError) -> QueryError:
    """``error`` with its place in ``query``, and ``query`` repaired by what the error suggests."""
    place, values = error.position, error.values
    if "parts" in values and (word := WORD.match(query, place)):
        error.repaired = query[:place] + values["parts"] + query[word.end() :]
    elif near := values.get("near"):
        wrong = values.get("name") or values.get("value", "")
        start = query.find(wrong, place)
        error.repaired = query[:start] + near + query[start + len(wrong) :] if start >= 0 else ""
    return error.of(query)
