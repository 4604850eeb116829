"""What is counted, ordered and asked for by ranges, in columns: how they are laid out, and how they change.

A column holds one fact of every document. It is cut into chunks of ``SLOTS`` numbers; a chunk ends behind the
last document there is in it, and where none has the fact it is not written at all.
"""

import sqlite3

import numpy as np
import numpy.typing as npt

from search.fields import FACETS
from search.sqlite.row import NUMBERED, IndexRow

#: Where documents stand in the columns.
Places = npt.NDArray[np.int64]
SLOTS = 1024
# However the documents come that fill an index, they change one chunk of each week: eight years, 70 MB.
MOST_OPEN = 400
#: Whether there is a document of this number.
HERE = "here"
#: The first bytes of its id, which put most ids into their order.
ID = "id"
NEWEST, RANK, BREVITY = "newest", "rank", "brevity"
NUMBERS = tuple(column for name in NUMBERED for column in (name, f"{name}_high"))
#: Each column and its type. A facet has one code for all that a document holds of it, 0 for nothing.
KINDS: dict[str, np.dtype] = {
    **dict.fromkeys((HERE, RANK), np.dtype("<u1")),
    ID: np.dtype("<u8"),
    **dict.fromkeys(FACETS, np.dtype("<u4")),
    BREVITY: np.dtype("<f4"),
    **dict.fromkeys((NEWEST, *NUMBERS), np.dtype("<f8")),
}
FACT = np.dtype(list(KINDS.items()))
READ = f"SELECT fact, body FROM facts WHERE fact IN ({', '.join('?' * len(KINDS))}) AND chunk = ?"


def absent(kind: np.dtype, number: int) -> np.ndarray:
    """What stands where documents have no such fact."""
    return np.full(number, np.nan if kind.kind == "f" else 0, kind)


def first_bytes(document_id: str) -> int:
    """A number that orders ids as their first eight bytes do."""
    return int.from_bytes(document_id.encode()[:8].ljust(8, b"\0"), "big")


class FactWriter:
    """The facts that one transaction changes; :meth:`settle` writes them down."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.open: dict[int, np.ndarray] = {}

    def put(self, n: int, row: IndexRow, codes: tuple[int, ...]) -> None:
        """The facts of a new document."""
        ends = (np.nan if end is None else end for end in row.ends)
        facts = (1, row.severity, first_bytes(row.id), *codes, row.brevity, row.newest, *ends)
        self._chunk(n // SLOTS)[n % SLOTS] = facts

    def drop(self, n: int) -> tuple[int, ...]:
        """Forget a document; the codes of its facets."""
        chunk = self._chunk(n // SLOTS)
        codes = tuple(int(chunk[facet][n % SLOTS]) for facet in FACETS)
        chunk[n % SLOTS] = NOTHING
        return codes

    def clear(self) -> None:
        """Forget what is not written down."""
        self.open.clear()

    def settle(self) -> None:
        """Write down what has changed."""
        for number, chunk in self.open.items():
            self._write(number, chunk)
        self.open.clear()

    def _chunk(self, number: int) -> np.ndarray:
        if (chunk := self.open.get(number)) is None:
            if len(self.open) >= MOST_OPEN:
                self.settle()
            chunk = self.open[number] = self._read(number)
        return chunk

    def _read(self, number: int) -> np.ndarray:
        chunk = np.full(SLOTS, NOTHING)
        for fact, body in self.database.execute(READ, (*KINDS, number)):
            values = np.frombuffer(body, KINDS[fact])
            chunk[fact][: len(values)] = values
        return chunk

    def _write(self, number: int, chunk: np.ndarray) -> None:
        used = int(chunk[HERE].nonzero()[0].max(initial=-1)) + 1
        for fact, kind in KINDS.items():
            values = chunk[fact][:used]
            if np.array_equal(values, absent(kind, used), equal_nan=True):
                self.database.execute("DELETE FROM facts WHERE fact = ? AND chunk = ?", (fact, number))
            else:
                body = values.tobytes()
                self.database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", (fact, number, body))


NOTHING = np.array([tuple(absent(kind, 1)[0] for kind in KINDS.values())], FACT)[0]
