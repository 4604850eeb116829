"""Reviews the index has not heard of: operations reads them, makes the documents anew and settles them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils import timezone

from casework import tables

BATCH = 500  # SQLite's limit on parameters of one statement is older and lower than ours


def pending_reviews(limit: int = BATCH, after: int = 0) -> list[tables.ReviewOutbox]:
    """The oldest rows not delivered yet with ids above ``after``; each has ``id`` and a ``review`` (listing,
    verdict, at).
    """
    rows = tables.ReviewOutbox.objects.filter(delivered_at=None, id__gt=after).select_related("review")
    return list(rows[:limit])


def waiting() -> int:
    """How many reviews the index has not heard of."""
    return int(tables.ReviewOutbox.objects.filter(delivered_at=None).count())


def settle(rows: Iterable[int]) -> int:
    """Mark rows (by id) as delivered; says how many were not before."""
    wanted, settled = list(rows), 0
    for start in range(0, len(wanted), BATCH):
        some = tables.ReviewOutbox.objects.filter(id__in=wanted[start : start + BATCH], delivered_at=None)
        settled += some.update(delivered_at=timezone.now())
    return settled


def reopen(listings: Collection[str]) -> None:
    """Let the reviews of these listings wait again."""
    wanted = list(listings)
    for start in range(0, len(wanted), BATCH):
        some = tables.ReviewOutbox.objects.filter(review__listing__in=wanted[start : start + BATCH])
        some.update(delivered_at=None)
