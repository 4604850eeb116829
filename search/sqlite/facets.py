"""What the hits hold of each facet, counted: over the whole index by counters, else over the newest hits."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np

from search.answer import MOST_VALUES, ranked
from search.fields import FACETS
from search.sqlite.columns import Snapshot
from search.sqlite.facts import Places
from search.sqlite.row import Held

Facets = dict[str, dict[str, int]]
# Thousands are read for one answer.
READ = msgspec.json.Decoder(list[str]).decode
#: Of these facets a document may hold several values.
SEVERAL = frozenset({"category", "channel"})
#: So many codes are counted more quickly one by one than sorted.
MANY = 50_000
#: The counter of all documents has no facet.
WHOLE = ""


class Codes:
    """The codes of one transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.known: dict[tuple[str, tuple[str, ...]], int] = {}

    def of(self, held: Held) -> tuple[int, ...]:
        """A document's codes, by what it holds of each facet: one for all of it, 0 for nothing."""
        return tuple(self._code(facet, values) for facet, values in held)

    def _code(self, facet: str, values: tuple[str, ...]) -> int:
        if not values:
            return 0
        if (code := self.known.get((facet, values))) is None:
            held = (facet, json.dumps(sorted(values), ensure_ascii=False))
            self.database.execute("INSERT OR IGNORE INTO held (facet, held) VALUES (?, ?)", held)
            row = self.database.execute("SELECT code FROM held WHERE facet=? AND held=?", held).fetchone()
            code = self.known[facet, values] = int(row[0])
        return code


def add_up(database: sqlite3.Connection, changes: Counter[tuple[str, str]]) -> None:
    """Change the counters; those that come to nothing go."""
    rows = [(facet, value, change) for (facet, value), change in changes.items() if change]
    database.executemany(
        "INSERT INTO counter VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET documents = documents + excluded.documents",
        rows,
    )
    fallen = [(facet, value) for facet, value, change in rows if change < 0]
    database.executemany("DELETE FROM counter WHERE facet=? AND value=? AND documents=0", fallen)


def count_whole(database: sqlite3.Connection) -> Facets:
    """How many of all documents hold each value of each facet."""
    most = "SELECT value, documents FROM counter WHERE facet=? ORDER BY documents DESC, value LIMIT ?"
    return {facet: dict(database.execute(most, (facet, MOST_VALUES)).fetchall()) for facet in FACETS}


def count_documents(database: sqlite3.Connection) -> int:
    """How many documents there are."""
    return count_value(database, WHOLE, "")


def count_value(database: sqlite3.Connection, facet: str, value: str) -> int:
    """How many documents hold a value of a facet."""
    row = database.execute(
        "SELECT documents FROM counter WHERE facet=? AND value=?", (facet, value)
    ).fetchone()
    return int(row[0]) if row else 0


def count_held(snapshot: Snapshot, places: Places) -> Facets:
    """How many of the documents at these places hold each value of each facet."""
    if not len(places):  # most of what long lists ask for stands nowhere
        return {facet: {} for facet in FACETS}
    return {facet: ranked(_counts(snapshot, facet, places)) for facet in FACETS}


def count_anew(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    """All counters, from the documents themselves."""
    here = np.flatnonzero(snapshot.columns.here)
    counters: Counter[tuple[str, str]] = Counter({(WHOLE, ""): len(here)} if len(here) else {})
    for facet in FACETS:
        codes, numbers = _tallied(snapshot.at(facet, here))
        held = names(snapshot.database, codes.tolist())
        for code, number in zip(codes.tolist(), numbers.tolist(), strict=True):
            counters.update({(facet, value): number for value in held.get(code, ())})
    return counters


def _counts(snapshot: Snapshot, facet: str, places: Places) -> Counter[str]:
    codes, numbers = _tallied(snapshot.at(facet, places))
    if facet not in SEVERAL and len(codes) > MOST_VALUES:
        # Only what may be among the most frequent needs a name.
        least = np.partition(numbers, -MOST_VALUES - 1)[-MOST_VALUES - 1]
        codes, numbers = codes[numbers >= least], numbers[numbers >= least]
    counts: Counter[str] = Counter()
    held = _named(snapshot, codes.tolist())
    for code, number in zip(codes.tolist(), numbers.tolist(), strict=True):
        for value in held.get(code, ()):
            counts[value] += number
    return counts


def _named(snapshot: Snapshot, codes: Sequence[int]) -> dict[int, list[str]]:
    """The values that codes stand for, and perhaps others: what was named once is known."""
    known = snapshot.columns.named
    if unknown := [code for code in codes if code not in known]:
        known.update(names(snapshot.database, unknown))
    return known


def _tallied(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each code and how often it stands there."""
    if len(codes) < MANY:
        return np.unique(codes, return_counts=True)
    numbers = np.bincount(codes)
    told = np.flatnonzero(numbers)
    return told, numbers[told]


def names(database: sqlite3.Connection, codes: Sequence[int]) -> dict[int, list[str]]:
    """The values that codes stand for."""
    rows = database.execute(
        "SELECT code, held FROM held WHERE code IN (SELECT value FROM json_each(?))", (json.dumps(codes),)
    )
    return {code: READ(held) for code, held in rows}


def held_by(database: sqlite3.Connection, codes: Sequence[int]) -> list[tuple[str, list[str]]]:
    """Each facet and its values that the document with these codes holds."""
    held = names(database, codes)
    return [(facet, held.get(code, [])) for facet, code in zip(FACETS, codes, strict=True)]
