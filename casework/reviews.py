"""Reviews: what people said about listings."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from casework import audit, tables
from casework.fault import CaseworkError
from casework.rights import demand

VERDICTS = ("confirmed", "rejected", "unsure")
BATCH = 500  # SQLite's limit on parameters of one statement is older and lower than ours


def record_review(listing: str, verdict: str, by: tables.Account, note: str = "") -> tables.Review:
    """Add a verdict (``confirmed rejected unsure``) on a listing; earlier ones stay as history.

    The same transaction writes the outbox row from which the index hears of it, and the audit event.

    Raises:
        Denied: the account may not review.
        CaseworkError: the verdict is unknown.
    """
    demand(by, "review")
    if verdict not in VERDICTS:
        raise CaseworkError(
            "verdict {verdict!r} is unknown; verdicts are {known}", verdict=verdict, known=", ".join(VERDICTS)
        )
    with transaction.atomic():
        review = tables.Review.objects.create(
            listing=listing, verdict=verdict, note=note.strip(), reviewer=by
        )
        tables.ReviewOutbox.objects.create(review=review)
        audit.record("reviewed", f"listing:{listing}", by, verdict=verdict)
    return review


def reviews_of(listing: str) -> list[tables.Review]:
    """Every review of a listing, newest first."""
    return list(tables.Review.objects.filter(listing=listing).select_related("reviewer"))


def last_verdicts(listings: Collection[str] | None = None) -> dict[str, tables.Review]:
    """The newest review of each listing that has one, of the listings named or of all."""
    if listings is None:
        rows = list(tables.Review.objects.order_by("id").select_related("reviewer"))
        return {row.listing: row for row in rows}
    wanted = list(dict.fromkeys(listings))
    found: dict[str, tables.Review] = {}
    for start in range(0, len(wanted), BATCH):
        rows = list(tables.Review.objects.filter(listing__in=wanted[start : start + BATCH]).order_by("id"))
        found.update((row.listing, row) for row in rows)
    return found
