"""One change of the embedded index: what is put in and taken out in a transaction."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

from search.entry import Unfit, entry_of
from search.sqlite.columns import count_change
from search.sqlite.facets import WHOLE, Codes, add_up, held_by
from search.sqlite.facts import FactWriter
from search.sqlite.records import Packing
from search.sqlite.row import ROOM, IndexRow, checksum, columns_of, first_of
from search.terming import Termed

TABLES = ("document", "facts", "between_them", "record", "held", "counter", "dead")
INSERT = "INSERT INTO document (n, id, version, checksum) VALUES (?, ?, ?, ?)"
COLUMNS = "tags, words, bigrams, alike"
INSERT_TERMS = f"INSERT INTO term (rowid, {COLUMNS}) VALUES (?, ?, ?, ?, ?)"
DELETE_TERMS = f"INSERT INTO term (term, rowid, {COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)"
#: Options of FTS5: bytes collected before they are written, and how many parts are joined into one.
AT_ONCE, BY_AND_BY = {"hashsize": 1 << 26, "automerge": 0}, {"hashsize": 1 << 20, "automerge": 4}


class Writer:
    """Puts documents in and takes them out; :meth:`settle` makes columns and counters right at the end."""

    def __init__(self, database: sqlite3.Connection, packing: Packing, terms: Termed) -> None:
        self.database = database
        self.packing = packing
        self.terms = terms
        self.codes = Codes(database)
        self.facts = FactWriter(database)
        self.counted: Counter[tuple[str, str]] = Counter()
        self.next: dict[int, int] = {}

    def put(self, row: IndexRow) -> None:
        """Put one document in, unless its version or a higher one is there."""
        known = self.database.execute("SELECT n, version FROM document WHERE id=?", (row.id,)).fetchone()
        if known and known[1] >= row.version:
            return
        if known:
            self._drop(known[0])
        n = self._number(row.newest)
        self.database.execute(INSERT, (n, row.id, row.version, row.checksum))
        self.facts.put(n, row, self.codes.of(row.held))
        for field, value in row.between:
            self.database.execute("INSERT INTO between_them VALUES (?, ?, ?)", (field, value, n))
        self.database.execute("INSERT INTO record VALUES (?, ?)", (n, row.body))
        self.database.execute(INSERT_TERMS, (n, *row.terms))
        self._count(row.held, 1)

    def fill(self, rows: Iterable[IndexRow]) -> None:
        """Put many in: FTS5 collects more before it writes, and leaves joining what it wrote for later."""
        self._set(AT_ONCE)
        for row in rows:
            self.put(row)
        self._set(BY_AND_BY)

    def _set(self, options: dict[str, int]) -> None:
        self.database.executemany("INSERT INTO term (term, rank) VALUES (?, ?)", options.items())

    def remove(self, document_id: str) -> bool:
        """Take a document out, if it is there."""
        known = self.database.execute("SELECT n FROM document WHERE id=?", (document_id,)).fetchone()
        if known:
            self._drop(known[0])
        return bool(known)

    def _drop(self, n: int) -> None:
        body, stored = self.database.execute(
            "SELECT body, checksum FROM record JOIN document USING (n) WHERE n=?", (n,)
        ).fetchone()
        self._drop_terms(n, body, stored)
        for table in ("document", "between_them", "record"):
            self.database.execute(f"DELETE FROM {table} WHERE n=?", (n,))
        self._count(held_by(self.database, self.facts.drop(n)), -1)

    def _drop_terms(self, n: int, body: bytes, stored: int) -> None:
        """FTS5 has no copy of a document's terms and must be told them; if they are no longer made alike, the
        document's number is left out of every count instead.
        """
        columns = self._columns(body)
        if columns and checksum(columns) == stored:
            self.database.execute(DELETE_TERMS, (n, *columns))
        else:
            self.database.execute("INSERT INTO dead VALUES (?)", (n,))

    def _columns(self, body: bytes) -> tuple[str, ...]:
        """The terms of a packed record; none if it would be refused today."""
        try:
            return columns_of(entry_of(self.packing.unpack(body), self.terms))
        except Unfit:
            return ()

    def clear(self) -> None:
        """Take everything out."""
        self.facts.clear()
        for table in TABLES:
            self.database.execute(f"DELETE FROM {table}")
        self.database.execute("INSERT INTO term (term) VALUES ('delete-all')")

    def refill(self) -> None:
        """Make the terms of every document anew."""
        self.database.execute("INSERT INTO term (term) VALUES ('delete-all')")
        self.database.execute("DELETE FROM dead")
        for n, body in self.database.execute("SELECT n, body FROM record"):
            if columns := self._columns(body):
                self.database.execute(INSERT_TERMS, (n, *columns))
                self.database.execute("UPDATE document SET checksum=? WHERE n=?", (checksum(columns), n))

    def settle(self) -> None:
        """Bring columns and counters to what was put in and taken out."""
        self.facts.settle()
        count_change(self.database)
        add_up(self.database, self.counted)
        self.counted.clear()

    def _count(self, held: Iterable[tuple[str, Iterable[str]]], change: int) -> None:
        self.counted[WHOLE, ""] += change
        for facet, values in held:
            for value in values:
                self.counted[facet, value] += change

    def _number(self, newest: float) -> int:
        """The next free number of the week."""
        week = first_of(newest)
        if week not in self.next:
            self.next[week] = 1 + max(week, self._last("document", week), self._last("dead", week))
        self.next[week] += 1
        return self.next[week] - 1

    def _last(self, table: str, week: int) -> int:
        last = f"SELECT max(n) FROM {table} WHERE n >= ? AND n < ?"
        return int(self.database.execute(last, (week, week + ROOM)).fetchone()[0] or 0)
