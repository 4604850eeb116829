"""The embedded index: one SQLite file."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from records.document import Document
from search.answer import MOST_SECONDS_OF_A_PAGE, check_page, hit_of, narrowed
from search.entry import Unfit
from search.fault import IndexFault, TookTooLong
from search.found import Found, Hit, Refusal, Refuse, ignore
from search.nodes import Node
from search.query import parse
from search.sqlite.columns import Columns, Snapshot, snapshot_of
from search.sqlite.deadline import deadline
from search.sqlite.facets import count_documents
from search.sqlite.file import File, is_current, packing
from search.sqlite.filling import rows_of
from search.sqlite.hits import hits_of
from search.sqlite.migration import migrate
from search.sqlite.order import by_id, newest_first
from search.sqlite.reading import Answer, bodies_of, read_answer, records
from search.sqlite.records import Packing
from search.sqlite.row import row_of
from search.sqlite.tending import tend
from search.sqlite.wildcards import expanded
from search.sqlite.writing import Writer
from search.terming import Termed, clipped


class SqliteIndex:
    """FTS5 over terms made by us. One writer and any number of readers, also in other processes."""

    def __init__(self, path: Path, terms: Termed) -> None:
        self.path = path
        self.raw, self.terms = terms, clipped(terms)
        self.file = File(path)
        self.columns: Columns | None = None
        try:
            self.packing = self._ready()
        except IndexFault:
            self.file.close()
            raise

    def _ready(self) -> Packing:
        """Make the file one of this version, if it is not: only that asks for the right to write."""
        with self.file.reading() as database:
            if is_current(self.path, database):
                return packing(self.path, database)
        with self.file.writing() as database:
            if not is_current(self.path, database):
                migrate(self.path, database, self.raw)
            return packing(self.path, database)

    def init(self, dry_run: bool = False) -> list[str]:
        """Nothing to do: opening makes the tables."""
        return []

    @contextmanager
    def _change(self) -> Iterator[Writer]:
        with self.file.writing() as database:
            writer = Writer(database, self.packing, self.terms)
            yield writer
            writer.settle()

    def put(self, documents: Sequence[Document]) -> list[Refusal]:
        """Store documents; lower and equal versions are left out."""
        refusals = []
        with self._change() as writer:
            for document in documents:
                try:
                    writer.put(row_of(document, self.terms, self.packing))
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
        with self.file.reading() as database, deadline(database):
            wanted = expanded(database, narrowed(node, filters))
            answer = read_answer(self._snapshot(database), wanted, node, sort, limit, offset)
            found = self._records(database, answer)
        hits = tuple(hit_of(document, node, self.terms, score) for document, score in found)
        return Found(answer.total, hits, answer.facets, answer.approximate)

    def find_each(self, questions: Sequence[Node], limit: int = 20) -> list[Found]:
        """Answer many questions, all of one moment."""
        check_page("newest", limit, 0)
        with self.file.reading() as database:
            snapshot = self._snapshot(database)
            return [self._found(snapshot, node, limit) for node in questions]

    def _snapshot(self, database: sqlite3.Connection) -> Snapshot:
        """One moment; its columns stay for the next question while nothing changes."""
        snapshot = snapshot_of(database, self.columns)
        self.columns = snapshot.columns
        return snapshot

    def _found(self, snapshot: Snapshot, node: Node, limit: int) -> Found:
        try:
            with deadline(snapshot.database):
                node = expanded(snapshot.database, node)
                answer = read_answer(snapshot, node, node, "newest", limit, 0)
                hits = tuple(Hit(document) for document, _ in self._records(snapshot.database, answer))
        except TookTooLong:  # the others have their answers
            return Found(0, (), approximate=True, in_time=False)
        return Found(answer.total, hits, answer.facets, answer.approximate)

    def _records(self, database: sqlite3.Connection, answer: Answer) -> list[tuple[Document, float]]:
        bodies = records(database, [n for n, _ in answer.page])
        return [(self.packing.unpack(bodies[n]), score) for n, score in answer.page]

    def get(self, document_id: str) -> Document | None:
        """One document, or None."""
        return self.get_many([document_id]).get(document_id)

    def get_many(self, ids: Sequence[str]) -> dict[str, Document]:
        """Those of ``ids`` that are there."""
        with self.file.reading() as database:
            bodies = bodies_of(database, ids)
        return {document_id: self.packing.unpack(body) for document_id, body in bodies.items()}

    def scan(
        self, query: str = "", *, filters: Mapping[str, str] | None = None, after: str | None = None
    ) -> Iterator[Document]:
        """All documents that answer, the newest first, or by id."""
        node = narrowed(parse(query, self.terms), filters)
        with self.file.streaming() as database, deadline(database, MOST_SECONDS_OF_A_PAGE) as clock:
            snapshot = snapshot_of(database)
            hits = hits_of(snapshot, expanded(database, node))
            for n in newest_first(snapshot, hits) if after is None else by_id(snapshot, hits, after):
                yield self.packing.unpack(records(database, [n])[n])
                clock.restart()

    def count(self) -> int:
        """How many documents there are."""
        with self.file.reading() as database:
            return count_documents(database)

    def status(self) -> dict[str, Any]:
        """Engine, place, documents, size."""
        return {
            "engine": f"SQLite {sqlite3.sqlite_version}",
            "place": str(self.path),
            "documents": self.count(),
            "bytes": self.path.stat().st_size,
        }

    def rebuild(self, documents: Iterable[Document], *, switch: bool = True, refuse: Refuse = ignore) -> int:
        """Replace everything in one transaction: readers see the old documents until it ends."""
        if not switch:
            raise IndexFault(
                "{path}: an embedded index is one file and cannot be left for a switch", path=self.path
            )
        with self._change() as writer:
            writer.clear()
            writer.fill(rows_of(documents, self.raw, self.packing, refuse))
        return self.count()

    def switch(self, dry_run: bool = False, *, back: bool = False) -> list[str]:
        """Nothing to do: rebuilding switches by itself."""
        return []

    def prune(self, dry_run: bool = False, *, keep: int = 1) -> list[str]:
        """Nothing to do: nothing is left behind."""
        return []

    def optimize(self) -> list[str]:
        """Make the counters right, and the file small and quick; one sentence for what was done."""
        with self._change() as writer:
            done = tend(writer)
        return [f"{self.path}: {sentence}" for sentence in (*done, *self.file.shrink())]

    def remove(self, ids: Sequence[str]) -> int:
        """Take documents out."""
        with self._change() as writer:
            return sum(writer.remove(document_id) for document_id in ids)

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()
