"""A saved search run over everything that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from casework import retro_marks, tables
from casework.matches import Match
from records.document import Document
from search.index import Index

BATCH = 500


@dataclass(frozen=True, slots=True)
class RetroRun:
    """What came of it: listings that answer the search, and the alerts that are new."""

    listings: int
    alerts: int


def run_over_everything(search: tables.SavedSearch, index: Index) -> RetroRun:
    """Tell of every listing that answers ``search``; the alerts are marked, and wait in the digest.

    A run that was cut off goes on where it stopped, and its counts with it. What was told before is not told
    again: a run over nothing new changes nothing.

    Raises:
        QueryError: the query cannot be read any more, or takes too long.
    """
    mark = retro_marks.mark_of(search)
    for some in _batches(index.scan(search.query, filters=search.filters, after=mark.after)):
        retro_marks.tell(mark, [Match(search.pk, document.id, document.campaign) for document in some])
    retro_marks.end(mark)
    return RetroRun(mark.listings, mark.alerts)


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    walk = iter(documents)
    while some := list(islice(walk, BATCH)):
        yield some
