"""Documents on their way into the index, matched with the saved searches."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from casework import tables
from casework.matches import Match, raise_alerts
from casework.saved_searches import changed_searches
from operations.deliver import Alert
from records.document import Document
from search.answer import narrowed
from search.entry import Unfit, entry_of
from search.fields import TIMES
from search.index import Index
from search.nodes import All, Any, Node, Not, Range
from search.query import QueryError, parse
from search.stored_queries import StoredQueries
from search.terming import Termed

logger = logging.getLogger(__name__)
CLOCK_SECONDS = 60.0


class Watch:
    """The saved searches as they are now: what changed is heard of with the next documents.

    ``dictionary`` is the file of the words that the index cuts texts by; with another one every query is read
    anew. The case room must be open.
    """

    def __init__(self, dictionary: Path) -> None:
        self.dictionary = dictionary
        self.words: int | None = None
        self.revision = 0
        self.stored: StoredQueries[int] = StoredQueries()
        self.timed: dict[int, tables.SavedSearch] = {}
        self.timed_at = 0.0

    def over(self, index: Index) -> Alert:
        """What tells of the documents that ``index`` is about to get."""
        return partial(self.alert, index)

    def alert(self, index: Index, documents: Sequence[Document]) -> int:
        """Raise the alerts of documents that ``index`` is about to get; returns how many are new.

        A search that the document's earlier version answered already is not told. Called again for the same
        documents, before they are in the index or after, it tells nothing twice.
        """
        self.refresh(index.terms)
        if not len(self.stored):
            return 0
        return raise_alerts(self._matches(index, documents))

    def refresh(self, terms: Termed) -> None:
        """Read the searches that changed; one that cannot be read any more is named in the log."""
        words = self.dictionary.stat().st_mtime_ns if self.dictionary.exists() else None
        if words != self.words:
            self.words, self.revision, self.stored, self.timed = words, 0, StoredQueries(), {}
        for row in changed_searches(self.revision):
            self.revision = row.revision
            self.stored.remove(row.pk)
            self.timed.pop(row.pk, None)
            if row.active:
                self._put(row, terms)
        self._turn_clock(terms)

    def _turn_clock(self, terms: Termed) -> None:
        """Read searches that ask for a time anew now and then: 近7天 is seven days of today."""
        if time.monotonic() > self.timed_at + CLOCK_SECONDS:
            self.timed_at = time.monotonic()
            for row in self.timed.values():
                self._put(row, terms)

    def _put(self, row: tables.SavedSearch, terms: Termed) -> None:
        try:
            tree = narrowed(parse(row.query, terms), row.filters)
            self.stored.put(row.pk, tree)
            if asks_for_time(tree):
                self.timed[row.pk] = row
        except QueryError as error:
            logger.warning("saved search %s (%s) finds nothing: %s", row.pk, row.name, error)

    def _matches(self, index: Index, documents: Sequence[Document]) -> Iterator[Match]:
        answered = [(one, found) for one in documents if (found := self._answered(one, index.terms))]
        earlier = index.get_many([one.id for one, _ in answered])
        for document, found in answered:
            known = earlier.get(document.id)
            before = self._answered(known, index.terms) if known else set()
            for search in sorted(found - before):
                yield Match(search, document.id, document.campaign)

    def _answered(self, document: Document, terms: Termed) -> set[int]:
        try:
            return self.stored.matching(entry_of(document, terms))
        except Unfit:  # the index will refuse it, and say so
            return set()


def asks_for_time(node: Node) -> bool:
    """Whether a time stands in a query."""
    match node:
        case All(parts) | Any(parts):
            return any(map(asks_for_time, parts))
        case Not(part):
            return asks_for_time(part)
        case Range(field):
            return field in TIMES
    return False
