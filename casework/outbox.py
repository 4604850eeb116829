"""Reviews the index has not heard of: operations reads them, puts the documents again and settles them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from casework import tables


def pending_reviews(limit: int = 500) -> list[tables.ReviewOutbox]:
    """The oldest rows not delivered yet; each has ``id`` and a ``review`` (listing, verdict, at)."""
    rows = tables.ReviewOutbox.objects.filter(delivered_at=None).select_related("review")
    return list(rows[:limit])


def settle(rows: Iterable[int]) -> int:
    """Mark rows (by id) as delivered; says how many were not before."""
    wanted = tables.ReviewOutbox.objects.filter(id__in=list(rows), delivered_at=None)
    return wanted.update(delivered_at=timezone.now())
