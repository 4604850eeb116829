"""Carries people's verdicts into the index."""

from dataclasses import replace

from casework.outbox import pending_reviews, settle
from search.index import Index


def deliver_reviews(index: Index) -> int:
    """Put the documents that were reviewed since the last time; returns how many reviews are settled.

    A review of a listing that the index does not hold yet waits for it.
    """
    settled = []
    for row in pending_reviews():
        document = index.get(row.review.listing)
        if document is None:
            continue
        version = max(document.version + 1, int(row.review.at.timestamp() * 1000))
        if not index.put([replace(document, review=row.review.verdict, version=version)]):
            settled.append(row.pk)
    return settle(settled)
