"""Where a facet's value or a range holds, by columns: of every document, or where values are given."""

import json
import sqlite3
from collections.abc import Callable, Iterator

import numpy as np

from search.nodes import Range, Tag, TagStart
from search.sqlite.columns import Mask, Snapshot
from search.sqlite.facets import READ, SEVERAL
from search.sqlite.facts import Places

# Behind every text that begins alike.
LAST = "\U0010ffff"


def within(snapshot: Snapshot, wanted: Range) -> Mask:
    """Any value in the range: the lowest, the highest, or one between them."""
    mask = bounded(wanted, snapshot.of)
    mask[between(snapshot, wanted)] = True
    return mask


def bounded(wanted: Range, column: Callable[[str], np.ndarray]) -> Mask:
    """Where the lowest or the highest value is in the range."""
    ends = (column(wanted.field), column(f"{wanted.field}_high"))
    return np.logical_or(*(_is_within(values, wanted) for values in ends))


def _is_within(values: np.ndarray, wanted: Range) -> Mask:
    mask: Mask = ~np.isnan(values)
    if wanted.low is not None:
        mask &= values >= wanted.low if wanted.low_included else values > wanted.low
    if wanted.high is not None:
        mask &= values <= wanted.high if wanted.high_included else values < wanted.high
    return mask


def between(snapshot: Snapshot, wanted: Range) -> Places:
    """Where a value that is neither the lowest nor the highest is in the range and may decide."""
    if wanted.low is None or wanted.high is None:
        return np.zeros(0, np.int64)
    low, high = ">=" if wanted.low_included else ">", "<=" if wanted.high_included else "<"
    within = f"SELECT DISTINCT n FROM between_them WHERE field = ? AND value {low} ? AND value {high} ?"
    rows = snapshot.database.execute(within, (wanted.field, wanted.low, wanted.high)).fetchall()
    return snapshot.columns.places(np.array([n for (n,) in rows], np.int64))


def holding(snapshot: Snapshot, wanted: Tag | TagStart, column: np.ndarray) -> Mask:
    """Where a facet's value is held."""
    codes = [*_codes(snapshot.database, wanted)]
    if len(codes) == 1:
        mask: Mask = column == codes[0]
    else:
        known = np.zeros(max(int(column.max(initial=0)), *codes, 0) + 1, bool)
        known[codes] = True
        mask = known[column]
    return mask


def _codes(database: sqlite3.Connection, wanted: Tag | TagStart) -> Iterator[int]:
    """The codes of all that documents hold of a facet with the value in it."""
    if wanted.field in SEVERAL:
        for code, held in database.execute("SELECT code, held FROM held WHERE facet = ?", (wanted.field,)):
            if any(_is_wanted(value, wanted) for value in READ(held)):
                yield code
        return
    # Held alone: the text in the table begins with the value.
    start = json.dumps([wanted.value], ensure_ascii=False)
    end = start if isinstance(wanted, Tag) else start[:-2] + LAST
    start = start if isinstance(wanted, Tag) else start[:-2]
    among = "SELECT code FROM held WHERE facet = ? AND held >= ? AND held <= ?"
    for (code,) in database.execute(among, (wanted.field, start, end)):
        yield code


def _is_wanted(value: str, wanted: Tag | TagStart) -> bool:
    return value == wanted.value if isinstance(wanted, Tag) else value.startswith(wanted.value)
