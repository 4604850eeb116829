"""The embedded index: one SQLite file."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from records.document import Document
from search.answer import check_page, hit_of, narrowed
from search.entry import Unfit, entry_of
from search.fault import IndexFault
from search.found import Found, Refusal
from search.query import parse
from search.sqlite_file import open_file, read_record
from search.sqlite_reading import count_facets, page_by, page_by_relevance
from search.sqlite_writing import TABLES, drop, store
from search.terming import Termed, clipped


class SqliteIndex:
    """FTS5 over terms made by us. One writer and any number of readers, also in other processes."""

    def __init__(self, path: Path, terms: Termed) -> None:
        self.path = path
        self.terms = clipped(terms)
        self.database = open_file(path)
        self.lock = threading.RLock()

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[sqlite3.Connection]:
        """One snapshot to read from, or one change that happens whole or not at all."""
        try:
            with self.lock:
                self.database.execute(f"BEGIN {kind}")
                try:
                    yield self.database
                except BaseException:
                    self.database.execute("ROLLBACK")
                    raise
                self.database.execute("COMMIT")
        except sqlite3.Error as error:
            verb = "written" if kind == "IMMEDIATE" else "read"
            raise IndexFault(f"{self.path}: the index cannot be {verb}: {error}") from error

    def init(self) -> None:
        """Nothing to do: opening makes the tables."""

    def put(self, documents: Sequence[Document]) -> list[Refusal]:
        """Store documents; lower and equal versions are left out."""
        refusals = []
        with self._transaction("IMMEDIATE") as database:
            for document in documents:
                try:
                    store(database, document, entry_of(document, self.terms))
                except Unfit as error:
                    refusals.append(Refusal(document.id, str(error)))
        return refusals

    def find(
        self,
        query: str,
        *,
        sort: str = "newest",
        limit: int = 20,
        offset: int = 0,
        filters: Mapping[str, str] | None = None,
    ) -> Found:
        """Answer a query with hits, total and facets, all of one moment."""
        check_page(sort, limit, offset)
        node = parse(query, self.terms)
        wanted = narrowed(node, filters)
        with self._transaction("DEFERRED") as database:
            total, facets = count_facets(database, wanted)
            if sort == "relevance":
                page = page_by_relevance(database, wanted, node, limit, offset)
            else:
                page = page_by(database, wanted, sort, limit, offset)
        hits = tuple(hit_of(read_record(self.path, row), node, self.terms, score) for row, score in page.rows)
        return Found(total, hits, facets, total > page.reach)

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""
        with self._transaction("DEFERRED") as database:
            row = database.execute("SELECT record FROM document WHERE id=?", (document_id,)).fetchone()
        return read_record(self.path, row[0]) if row else None

    def count(self) -> int:
        """How many documents there are."""
        with self._transaction("DEFERRED") as database:
            return int(database.execute("SELECT count(*) FROM document").fetchone()[0])

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
        with self._transaction("IMMEDIATE") as database:
            for table in TABLES:
                database.execute(f"DELETE FROM {table}")
            for document in documents:
                try:
                    store(database, document, entry_of(document, self.terms))
                except Unfit:  # it was a dead letter before and stays one
                    continue
        return self.count()

    def remove(self, ids: Sequence[str]) -> int:
        """Take documents out."""
        removed = 0
        with self._transaction("IMMEDIATE") as database:
            for document_id in ids:
                known = database.execute("SELECT n FROM document WHERE id=?", (document_id,)).fetchone()
                if known:
                    drop(database, known[0])
                    removed += 1
        return removed

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
