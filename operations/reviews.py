"""Carries people's verdicts into the index."""

from pathlib import Path

from casework.outbox import BATCH, pending_reviews, settle
from operations.deliver import Alert, changed, put
from operations.known import known_of
from operations.turn import turn
from search.index import Index


def deliver_reviews(home: Path, index: Index, alert: Alert | None = None) -> int:
    """Make the documents anew that were reviewed since the last time; returns how many reviews are settled.

    A review of a listing that the index does not hold yet waits for it. ``alert`` hears of each document
    first.
    """
    home, settled, last = home.resolve(), 0, 0
    while rows := pending_reviews(BATCH, after=last):
        last = rows[-1].pk
        with turn(home):
            ids = [row.review.listing for row in rows]
            stored, known = index.get_many(ids), known_of(home, ids)
            documents = [*changed(stored, map(known.renew, stored.values()))]
            if alert is not None and documents:
                alert(documents)
            put(home, index, documents)
            settled += settle(row.pk for row in rows if row.review.listing in stored)
    return settled
