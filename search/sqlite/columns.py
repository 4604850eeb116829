"""The facts of all documents at one moment, as arrays.

A document's *place* is where it stands in every array: places go up with numbers, so the newest week is last.
"""

import json
import sqlite3
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from search.sqlite.facts import HERE, KINDS, SLOTS, Places, absent
from search.sqlite.told import Told

Mask = npt.NDArray[np.bool_]
#: So many places of a column are looked up before all of it is read.
FEW = 200
BODIES = "SELECT chunk, body FROM facts WHERE fact = ?"


class Columns:
    """Columns of one ``change`` of the file, each read when it is asked for, from any connection that sees
    this change.
    """

    def __init__(self, database: sqlite3.Connection, change: int) -> None:
        self.change = change
        here = database.execute(
            "SELECT chunk, body FROM facts WHERE fact = ? ORDER BY chunk", (HERE,)
        ).fetchall()
        self.chunks = np.array([chunk for chunk, _ in here], np.int64)
        self.sizes = np.array([len(body) for _, body in here], np.int64)
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.here: Mask = np.frombuffer(b"".join(body for _, body in here), bool)
        self.read: dict[str, np.ndarray] = {}
        self.asked: dict[str, int] = {}
        self.told = Told()
        self.named: dict[int, list[str]] = {0: []}

    def of(self, database: sqlite3.Connection, fact: str) -> np.ndarray:
        """One column."""
        if (column := self.read.get(fact)) is None:
            column = self.read[fact] = self._joined(database, fact)
        return column

    def at(self, database: sqlite3.Connection, fact: str, places: Places) -> np.ndarray:
        """One column at some places. Few are looked up one by one, for who asks once or after each change."""
        asked = self.asked[fact] = self.asked.get(fact, 0) + len(places)
        if fact in self.read or asked > FEW:
            values: np.ndarray = self.of(database, fact)[places]
            return values
        return self._looked_up(database, fact, places)

    def _looked_up(self, database: sqlite3.Connection, fact: str, places: Places) -> np.ndarray:
        chunk = np.searchsorted(self.starts, places, "right") - 1
        numbers, slots = self.chunks[chunk].tolist(), (places - self.starts[chunk]).tolist()
        among = f"{BODIES} AND chunk IN (SELECT value FROM json_each(?))"
        kept = dict(database.execute(among, (fact, json.dumps(numbers))).fetchall())
        values = absent(KINDS[fact], len(places))
        for place, (number, slot) in enumerate(zip(numbers, slots, strict=True)):
            if body := kept.get(number):
                values[place] = np.frombuffer(body, KINDS[fact])[slot]
        return values

    def _joined(self, database: sqlite3.Connection, fact: str) -> np.ndarray:
        kind = KINDS[fact]
        kept = dict(database.execute(BODIES, (fact,)).fetchall())
        bodies = []
        for chunk, size in zip(self.chunks.tolist(), self.sizes.tolist(), strict=True):
            bodies.append(kept.get(chunk) or absent(kind, size).tobytes())
        return np.frombuffer(b"".join(bodies), kind)

    def places(self, numbers: np.ndarray) -> Places:
        """Where those of the documents stand that there are, in the same order."""
        if not len(self.chunks):
            return np.zeros(0, np.int64)
        owner = numbers // SLOTS
        slot = numbers - owner * SLOTS
        chunk = np.searchsorted(self.chunks, owner).clip(max=len(self.chunks) - 1)
        known = (self.chunks[chunk] == owner) & (slot < self.sizes[chunk])
        places: Places = (self.starts[chunk] + slot)[known]
        there: Places = places[self.here[places]]
        return there

    def places_in_order(self, numbers: np.ndarray) -> Places:
        """The same for numbers that go up: hundreds of thousands are looked up by chunks."""
        first = self.chunks * SLOTS
        begin, end = np.searchsorted(numbers, first), np.searchsorted(numbers, first + self.sizes)
        inside = np.repeat(first - self.starts, end - begin)
        if len(inside) < len(numbers):  # some stand in no chunk
            return self.places(numbers)
        places: Places = numbers - inside
        there: Places = places[self.here[places]]
        return there

    def place_from(self, number: int) -> int:
        """Where the documents begin whose numbers are that of a chunk's first, or higher."""
        chunk = int(np.searchsorted(self.chunks, number // SLOTS))
        return int(self.starts[chunk]) if chunk < len(self.chunks) else len(self.here)

    def numbers(self, places: Places) -> np.ndarray:
        """The numbers of documents by their places."""
        chunk = np.searchsorted(self.starts, places, "right") - 1
        numbers: np.ndarray = self.chunks[chunk] * SLOTS + places - self.starts[chunk]
        return numbers


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One moment of the file: a connection that reads it, and its columns."""

    database: sqlite3.Connection
    columns: Columns

    def of(self, fact: str) -> np.ndarray:
        """One column."""
        return self.columns.of(self.database, fact)

    def at(self, fact: str, places: Places) -> np.ndarray:
        """One column at some places."""
        return self.columns.at(self.database, fact, places)


def snapshot_of(database: sqlite3.Connection, kept: Columns | None = None) -> Snapshot:
    """What ``database`` sees; ``kept`` are columns read earlier, perhaps of an earlier change."""
    change = change_of(database)
    current = kept if kept and kept.change == change else Columns(database, change)
    return Snapshot(database, current)


def change_of(database: sqlite3.Connection) -> int:
    """How often the file was changed."""
    row = database.execute("SELECT value FROM state WHERE name = 'change'").fetchone()
    return int(row[0]) if row else 0


def count_change(database: sqlite3.Connection) -> None:
    """Tell who keeps columns that they are of the past, inside of a transaction."""
    database.execute(
        "INSERT INTO state VALUES ('change', 1) ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )
