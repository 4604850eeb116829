"""Hits in the order of a stored fact: only what may stand on the page is sorted."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from search.sqlite.columns import Snapshot
from search.sqlite.facts import ID, NEWEST, RANK, Places
from search.sqlite.row import ROOM

#: What documents are compared by, the lowest first, looked at only where it may decide.
Key = Callable[[Places], np.ndarray]
#: So many are sorted without much ado.
FEW = 500
#: Numbers in a parameter, as JSON.
GIVEN = "n IN (SELECT value FROM json_each(?))"


def keys_of(snapshot: Snapshot, sort: str) -> list[Key]:
    """The keys of an order; ties go by id."""

    def newest(places: Places) -> np.ndarray:
        return -snapshot.at(NEWEST, places)

    def severest(places: Places) -> np.ndarray:
        grades: np.ndarray = snapshot.at(RANK, places).astype(np.int16)
        return -grades

    def cheapest(places: Places) -> np.ndarray:
        price = snapshot.at("price", places)
        return np.where(np.isnan(price), np.inf, price)

    def likeliest(places: Places) -> np.ndarray:
        return -snapshot.at("score", places)

    keys: dict[str, list[Key]] = {
        "newest": [newest],
        "severity": [severest, newest],
        "price": [cheapest],
        "score": [likeliest],
    }
    return keys[sort]


def page_of(snapshot: Snapshot, places: Places, sort: str, limit: int, offset: int) -> list[int]:
    """The numbers of a page of the documents at ``places``."""
    if sort == "newest":
        places = _newest_weeks(snapshot, places, limit + offset)
    return first_by(keys_of(snapshot, sort), snapshot, places, limit, offset)


def first_by(keys: list[Key], snapshot: Snapshot, places: Places, limit: int, offset: int) -> list[int]:
    """The same by any keys."""
    if not limit:
        return []

    def identity(places: Places) -> np.ndarray:
        return snapshot.at(ID, places)

    places = foremost([*keys, identity], places, limit + offset)
    numbers = snapshot.columns.numbers(places).tolist()
    ids = ids_of(snapshot.database, numbers)
    told = zip(*(key(places).tolist() for key in keys), (ids[n] for n in numbers), numbers, strict=True)
    return [n for *_, n in sorted(told)[offset : offset + limit]]


def foremost(keys: list[Key], places: Places, wanted: int) -> Places:
    """The ``wanted`` first by the keys, and what cannot be told from the last of them."""
    if not keys or len(places) <= max(wanted, FEW):
        return places
    key = keys[0](places)
    last = np.partition(key, wanted - 1)[wanted - 1]
    before = places[key < last]
    return np.concatenate([before, foremost(keys[1:], places[key == last], wanted - len(before))])


def _newest_weeks(snapshot: Snapshot, places: Places, wanted: int) -> Places:
    """The newest of them, by whole weeks."""
    week = week_of_last(snapshot, places, wanted)
    return places[np.searchsorted(places, snapshot.columns.place_from(week)) :]


def week_of_last(snapshot: Snapshot, places: Places, wanted: int) -> int:
    """The first number of the week of the last of the ``wanted`` newest: within a week numbers say nothing of
    the order.
    """
    if len(places) <= wanted:
        return 0
    last = snapshot.columns.numbers(places[[-max(wanted, 1)]])
    return int(last[0]) // ROOM * ROOM


def newest_first(snapshot: Snapshot, places: Places) -> Iterator[int]:
    """The numbers of all of them, the newest first; only one week's are sorted at a time."""
    weeks = snapshot.columns.numbers(places) // ROOM
    for end in reversed(np.flatnonzero(np.diff(weeks, append=-1)).tolist()):
        begin = np.searchsorted(weeks, weeks[end])
        yield from page_of(snapshot, places[begin : end + 1], "newest", int(end + 1 - begin), 0)


def by_id(snapshot: Snapshot, places: Places, after: str) -> Iterator[int]:
    """The numbers of those whose ids come behind ``after``, by id."""
    wanted = np.zeros_like(snapshot.columns.here)
    wanted[places] = True
    behind = snapshot.database.execute("SELECT n FROM document WHERE id > ? ORDER BY id", (after,))
    while rows := behind.fetchmany(FEW):
        there = snapshot.columns.places(np.array(rows, np.int64)[:, 0])
        yield from snapshot.columns.numbers(there[wanted[there]]).tolist()


def ids_of(database: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The ids of documents by their numbers."""
    rows = database.execute(f"SELECT n, id FROM document WHERE {GIVEN}", (json.dumps(numbers),))
    return dict(rows.fetchall())
