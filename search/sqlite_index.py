"""The embedded index: one SQLite file."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from records.document import Document
from records.wire import decode, encode
from search.entry import FACETS, Entry, Unfit, entry_of
from search.fault import IndexFault
from search.found import Found, Hit, Refusal
from search.highlighter import highlight
from search.nodes import All, Node, Tag
from search.query import Termed, fold_value, parse
from search.sqlite_query import clause

SCHEMA = Path(__file__).with_name("schema.sql")
ORDERS = {
    "newest": "newest DESC",
    "relevance": "score DESC, newest DESC",
    "score": "score DESC",
    "price": "price IS NULL, price",
    "severity": "severity DESC, newest DESC",
}


class SqliteIndex:
    """FTS5 over terms made by us. One writer and any number of readers, also in other processes."""

    def __init__(self, path: Path, terms: Termed) -> None:
        self.path = path
        self.terms = terms
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.database = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
            self.database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
            self.database.executescript(SCHEMA.read_text())
        except (sqlite3.Error, OSError) as error:
            raise IndexFault(f"{path}: the index cannot be opened: {error}") from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.database.execute("ROLLBACK")
                raise
            self.database.execute("COMMIT")
        except sqlite3.Error as error:
            raise IndexFault(f"{self.path}: the index cannot be written: {error}") from error

    def init(self) -> None:
        """Nothing to do: opening makes the tables."""

    def put(self, documents: Sequence[Document]) -> list[Refusal]:
        """Store documents; lower and equal versions are left out."""
        refusals = []
        with self._writing():
            for document in documents:
                try:
                    self._store(document, entry_of(document, self.terms))
                except Unfit as error:
                    refusals.append(Refusal(document.id, str(error)))
        return refusals

    def _store(self, document: Document, entry: Entry) -> None:
        known = self.database.execute("SELECT n, version FROM document WHERE id=?", (document.id,)).fetchone()
        if known and known[1] >= document.version:
            return
        if known:
            self._drop(known[0])
        n = self.database.execute(
            "INSERT INTO document (n, id, version, newest, score, severity, price, record)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                known[0] if known else None,
                document.id,
                document.version,
                entry.newest,
                document.score,
                entry.severity,
                entry.price,
                encode(document),
            ),
        ).lastrowid
        self.database.execute(
            "INSERT INTO term (rowid, words, bigrams) VALUES (?, ?, ?)",
            (n, " ".join(entry.words), " ".join(entry.bigrams)),
        )
        for table, fields in (("tag", entry.tags), ("number", entry.numbers)):
            self.database.executemany(
                f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?)",
                [(field, value, n) for field, values in fields.items() for value in values],
            )

    def _drop(self, n: int) -> None:
        for statement in (
            "DELETE FROM document WHERE n=?",
            "DELETE FROM tag WHERE n=?",
            "DELETE FROM number WHERE n=?",
            "DELETE FROM term WHERE rowid=?",
        ):
            self.database.execute(statement, (n,))

    def find(
        self,
        query: str,
        *,
        sort: str = "newest",
        limit: int = 20,
        offset: int = 0,
        filters: Mapping[str, str] | None = None,
    ) -> Found:
        """Answer a query with hits, total and facets."""
        node = parse(query, self.terms)
        try:
            return self._found(node, narrowed(node, filters), ORDERS[sort], limit, offset)
        except sqlite3.Error as error:
            raise IndexFault(f"{self.path}: the index cannot be read: {error}") from error

    def _found(self, node: Node, wanted: Node, order: str, limit: int, offset: int) -> Found:
        where, values = clause(wanted)
        rows = self.database.execute(
            f"SELECT record FROM document WHERE {where} ORDER BY {order}, id LIMIT ? OFFSET ?",
            (*values, limit, offset),
        ).fetchall()
        counts = self.database.execute(
            f"WITH hit AS MATERIALIZED (SELECT n FROM document WHERE {where})"
            " SELECT '', '', count(*) FROM hit UNION ALL"
            " SELECT field, value, count(*) FROM hit JOIN tag USING (n)"
            f" WHERE field IN ({','.join('?' * len(FACETS))}) GROUP BY field, value",
            (*values, *FACETS),
        ).fetchall()
        facets: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        for field, value, number in counts[1:]:
            facets[field][value] = number
        return Found(
            counts[0][2], tuple(hit_of(decode(row[0], Document), node, self.terms) for row in rows), facets
        )

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""
        row = self.database.execute("SELECT record FROM document WHERE id=?", (document_id,)).fetchone()
        return decode(row[0], Document) if row else None

    def count(self) -> int:
        """How many documents there are."""
        return int(self.database.execute("SELECT count(*) FROM document").fetchone()[0])

    def status(self) -> dict[str, Any]:
        """Engine, place, documents, size."""
        return {
            "engine": f"SQLite {sqlite3.sqlite_version}",
            "place": str(self.path),
            "documents": self.count(),
            "bytes": self.path.stat().st_size,
        }

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace everything in one transaction: readers see the old documents until it ends."""
        with self._writing():
            for table in ("document", "tag", "number", "term"):
                self.database.execute(f"DELETE FROM {table}")
            for document in documents:
                try:
                    self._store(document, entry_of(document, self.terms))
                except Unfit:  # it was a dead letter before and stays one
                    continue
        return self.count()

    def remove(self, ids: Sequence[str]) -> int:
        """Take documents out."""
        removed = 0
        with self._writing():
            for document_id in ids:
                known = self.database.execute("SELECT n FROM document WHERE id=?", (document_id,)).fetchone()
                if known:
                    self._drop(known[0])
                    removed += 1
        return removed

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def narrowed(node: Node, filters: Mapping[str, str] | None) -> Node:
    """The query and every filter's value."""
    tags = tuple(Tag(field, fold_value(value)) for field, value in (filters or {}).items())
    return All((node, *tags)) if tags else node


def hit_of(document: Document, node: Node, terms: Termed) -> Hit:
    """A hit with its highlights."""
    return Hit(document, highlight(document.text, node, terms), highlight(document.title or "", node, terms))
