"""Which documents answer a query tree: FTS5 tells what is said and exact values, columns the rest."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import filterfalse
from math import inf

import numpy as np

from search.fields import FACETS
from search.nodes import All, Any, Everything, Node, Not, Range, Tag, TagStart, WordStart
from search.sqlite.columns import Mask, Snapshot
from search.sqlite.facets import READ, SEVERAL, count_value
from search.sqlite.query import is_told, match_of
from search.sqlite.row import ROOM, first_of
from search.sqlite.told import Places

Parts = tuple[Node, ...]
#: All numbers that documents may have, from one up to before the other.
EVER = (0, 2**62)
#: A value that so many documents hold is rare.
RARE = 20_000
# Behind every text that begins alike.
LAST = "\U0010ffff"
# One long text is handed to Python five times as fast as a row for each hit.
NUMBERS = "SELECT group_concat(rowid) FROM term WHERE term MATCH ?"
OF_WEEKS = f"{NUMBERS} AND rowid >= ? AND rowid < ?"


def in_columns(node: Node) -> bool:
    """Whether columns alone tell it."""
    match node:
        case All(parts) | Any(parts):
            return all(map(in_columns, parts))
        case Not(part):
            return in_columns(part)
        case Tag(field) | TagStart(field):
            return field in FACETS
        case _:
            return isinstance(node, Everything | Range)


def hits_of(snapshot: Snapshot, node: Node) -> Places:
    """The places of all documents that answer."""
    if _is_asked(node) and not _is_filtered(node):
        return told_places(snapshot, node)
    return np.flatnonzero(mask_of(snapshot, node))


def mask_of(snapshot: Snapshot, node: Node) -> Mask:
    """Of every document whether it answers."""
    if _is_asked(node) and not _is_filtered(node):
        return _marked(snapshot, told_places(snapshot, node))
    match node:
        case Everything():
            return snapshot.columns.here
        case Not(part):
            return snapshot.columns.here & ~mask_of(snapshot, part)
        case All(parts):
            return _reduced(np.logical_and, _masks_of_all(snapshot, tuple(_flat(parts))))
        case Any(parts):
            return _reduced(np.logical_or, _masks_of_any(snapshot, parts))
        case Range():
            return _within(snapshot, node)
        case Tag() | TagStart():
            return _holding(snapshot, node)
    raise TypeError(f"no node of a query: {node}")


def _is_asked(node: Node) -> bool:
    """Whether FTS5 is the one to ask. Nearly every document answers what is *not* said: it is taken away."""
    return is_told(node) and not in_columns(node) and not isinstance(node, Not)


def _is_filtered(node: Node) -> bool:
    """Whether columns tell a part of what must all hold."""
    return isinstance(node, All) and any(map(in_columns, _flat(node.parts)))


def are_found_at_once(node: Node) -> bool:
    """Whether the newest hits take as long as all of them: columns tell a part of what must hold, or FTS5
    joins whatever begins alike before it tells the first.
    """
    return any(in_columns(part) or isinstance(part, TagStart | WordStart) for part in _flat((node,)))


def _reduced(join: np.ufunc, masks: Iterable[Mask]) -> Mask:
    joined: Mask = join.reduce(list(masks))
    return joined


def _masks_of_all(snapshot: Snapshot, parts: Parts) -> Iterator[Mask]:
    told = tuple(part for part in parts if _makes_less(snapshot, part)) if any(map(_is_asked, parts)) else ()
    others = tuple(part for part in parts if part not in told)
    if told:
        yield _marked(snapshot, told_places(snapshot, All(told), weeks_of(others)))
    for part in others:
        yield mask_of(snapshot, part)


def _makes_less(snapshot: Snapshot, part: Node) -> bool:
    """Whether FTS5, once it has to be asked, has less work with the part than without. What columns tell does
    that only where hardly any document holds it.
    """
    if not in_columns(part):
        return is_told(part)
    return isinstance(part, Tag) and count_value(snapshot.database, part.field, part.value) <= RARE


def _masks_of_any(snapshot: Snapshot, parts: Parts) -> Iterator[Mask]:
    if told := tuple(filter(_is_asked, parts)):
        yield _marked(snapshot, told_places(snapshot, Any(told)))
    for part in filterfalse(_is_asked, parts):
        yield mask_of(snapshot, part)


def _flat(parts: Parts) -> Iterator[Node]:
    for part in parts:
        if isinstance(part, All):
            yield from _flat(part.parts)
        else:
            yield part


def told_places(snapshot: Snapshot, node: Node, weeks: tuple[int, int] = EVER) -> Places:
    """What FTS5 finds among the numbers of some weeks."""
    match = match_of(node)
    if weeks == EVER:
        return snapshot.columns.told.of(match, lambda: _asked(snapshot, NUMBERS, match))
    return _asked(snapshot, OF_WEEKS, match, *weeks)


def _asked(snapshot: Snapshot, numbers: str, *told: object) -> Places:
    text = snapshot.database.execute(numbers, told).fetchone()[0]
    return snapshot.columns.places_in_order(numbers_in(text))


def numbers_in(text: str | None) -> np.ndarray:
    """Numbers that SQLite joined; none where there was nothing to be joined."""
    return np.fromstring(text or "", np.int64, sep=",")


def weeks_of(parts: Parts) -> tuple[int, int]:
    """The numbers that documents posted within the bounds may have: a document is as new as its post."""
    posted = [part for part in parts if isinstance(part, Range) and part.field == "posted"]
    lows = [part.low for part in posted if part.low is not None]
    highs = [part.high for part in posted if part.high is not None]
    if not posted:
        return EVER
    return first_of(max(lows, default=-inf)), first_of(min(highs, default=inf)) + ROOM


def _marked(snapshot: Snapshot, places: Places) -> Mask:
    mask = np.zeros_like(snapshot.columns.here)
    mask[places] = True
    return mask


def _within(snapshot: Snapshot, wanted: Range) -> Mask:
    """Any value in the range: the lowest, the highest, or one between them."""
    mask = _bounded(snapshot.of(wanted.field), wanted) | _bounded(snapshot.of(f"{wanted.field}_high"), wanted)
    if wanted.low is not None and wanted.high is not None:
        mask[snapshot.columns.places(_between(snapshot.database, wanted))] = True
    return mask


def _bounded(values: np.ndarray, wanted: Range) -> Mask:
    mask: Mask = ~np.isnan(values)
    if wanted.low is not None:
        mask &= values >= wanted.low if wanted.low_included else values > wanted.low
    if wanted.high is not None:
        mask &= values <= wanted.high if wanted.high_included else values < wanted.high
    return mask


def _between(database: sqlite3.Connection, wanted: Range) -> np.ndarray:
    low, high = ">=" if wanted.low_included else ">", "<=" if wanted.high_included else "<"
    within = f"SELECT n FROM between_them WHERE field = ? AND value {low} ? AND value {high} ?"
    rows = database.execute(within, (wanted.field, wanted.low, wanted.high)).fetchall()
    return np.array([n for (n,) in rows], np.int64)


def _holding(snapshot: Snapshot, wanted: Tag | TagStart) -> Mask:
    """Those that hold a facet's value."""
    codes = [*_codes(snapshot.database, wanted)]
    column = snapshot.of(wanted.field)
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
