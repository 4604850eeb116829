"""Listings that somebody has to do with: they do not disappear, whatever the machine thinks of them later."""

from __future__ import annotations

from casework import tables


def involved_listings() -> set[str]:
    """The ids of all listings with a review, in a case or told of by an alert."""
    found: set[str] = set()
    for table in (tables.Review, tables.CaseListing, tables.AlertListing):
        found.update(table.objects.order_by().values_list("listing", flat=True).distinct().iterator())
    return found
