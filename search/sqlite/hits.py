"""Which documents answer a query tree: FTS5 tells what is said and exact values, columns the rest."""

from collections.abc import Iterable, Iterator
from itertools import filterfalse
from math import inf

import numpy as np

from search.fields import FACETS
from search.nodes import All, Any, Everything, Node, Not, Range, Tag, TagStart, WordStart
from search.sqlite.columns import Mask, Snapshot
from search.sqlite.facets import count_value
from search.sqlite.facts import Places
from search.sqlite.holding import between, bounded, holding, within
from search.sqlite.query import is_told, match_of
from search.sqlite.row import ROOM, first_of

Parts = tuple[Node, ...]
#: All numbers that documents may have, from one up to before the other.
EVER = (0, 2**62)
#: A value that so many documents hold is rare.
RARE = 20_000
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
    told = _told(snapshot, node)
    return np.flatnonzero(mask_of(snapshot, node)) if told is None else told


def _told(snapshot: Snapshot, node: Node) -> Places | None:
    """The same where FTS5 tells it, or a part that makes it quicker to tell the rest; else None."""
    if _is_asked(node) and not _is_filtered(node):
        return told_places(snapshot, node)
    if isinstance(node, All):
        told, others = _divided(snapshot, node)
        if told.parts:
            return _narrowed(snapshot, told_places(snapshot, told, weeks_of(others)), others)
    return None


def _narrowed(snapshot: Snapshot, places: Places, parts: Parts) -> Places:
    """Those where every part holds."""
    for part in parts:
        if not len(places):
            break
        places = places[_mask_at(snapshot, part, places)]
    return places


def _mask_at(snapshot: Snapshot, node: Node, places: Places) -> Mask:
    """Of the documents at some places whether they answer."""
    if not in_columns(node):
        return mask_of(snapshot, node)[places]
    match node:
        case Everything():
            return np.ones(len(places), bool)
        case Not(part):
            return ~_mask_at(snapshot, part, places)
        case All(parts) | Any(parts):
            join = np.logical_and if isinstance(node, All) else np.logical_or
            return _reduced(join, (_mask_at(snapshot, part, places) for part in parts))
        case Range():
            mask = bounded(node, lambda fact: snapshot.at(fact, places))
            return mask | np.isin(places, between(snapshot, node), assume_unique=True)
        case Tag(field) | TagStart(field):
            return holding(snapshot, node, snapshot.at(field, places))
    raise TypeError(f"columns tell nothing of {node}")


def mask_of(snapshot: Snapshot, node: Node) -> Mask:
    """Of every document whether it answers."""
    if (told := _told(snapshot, node)) is not None:
        return _marked(snapshot, told)
    match node:
        case Everything():
            return snapshot.columns.here
        case Not(part):
            return snapshot.columns.here & ~mask_of(snapshot, part)
        case All(parts):
            return _reduced(np.logical_and, (mask_of(snapshot, part) for part in parts))
        case Any(parts):
            return _reduced(np.logical_or, _masks_of_any(snapshot, parts))
        case Range():
            return within(snapshot, node)
        case Tag(field) | TagStart(field):
            return holding(snapshot, node, snapshot.of(field))
    raise TypeError(f"no node of a query: {node}")


def _is_asked(node: Node) -> bool:
    """Whether FTS5 is the one to ask. Nearly every document answers what is *not* said: it is taken away."""
    return is_told(node) and not in_columns(node) and not isinstance(node, Not)


def _is_filtered(node: Node) -> bool:
    """Whether columns tell a part of what must all hold."""
    return isinstance(node, All) and any(map(in_columns, _flat(node.parts)))


def are_found_at_once(node: Node) -> bool:
    """Whether the newest hits take as long as all of them: columns tell a part of what is asked for, or FTS5
    joins whatever begins alike before it tells the first.
    """
    if isinstance(node, All | Any):
        return any(map(are_found_at_once, node.parts))
    return in_columns(node) or isinstance(node, TagStart | WordStart)


def _reduced(join: np.ufunc, masks: Iterable[Mask]) -> Mask:
    joined: Mask = join.reduce(list(masks))
    return joined


def _divided(snapshot: Snapshot, node: All) -> tuple[All, Parts]:
    """What FTS5 is asked for of all that must hold, nothing where it need not be, and the rest."""
    parts = tuple(_flat(node.parts))
    told = tuple(part for part in parts if _makes_less(snapshot, part)) if any(map(_is_asked, parts)) else ()
    return All(told), tuple(part for part in parts if part not in told)


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


def _asked(snapshot: Snapshot, numbers: str, *values: object) -> Places:
    text = snapshot.database.execute(numbers, values).fetchone()[0]
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
