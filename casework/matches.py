"""Matches: listings that answer saved searches, told once as alerts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone

from casework import tables

BATCH = 400  # SQLite's limit on parameters of one statement is older and lower than ours
Pair = tuple[int, str]
Key = TypeVar("Key", int, str)


@dataclass(frozen=True, slots=True)
class Match:
    """A listing that answers a saved search. Copies share their ``campaign``; it may be empty."""

    search: int
    listing: str
    campaign: str = ""

    @property
    def told_as(self) -> str:
        """What is told once: the campaign, or a listing that belongs to none."""
        return self.campaign or self.listing


def raise_alerts(matches: Iterable[Match], retro: bool = False) -> int:
    """Tell of matches, a listing once per search and a campaign by one alert, in one transaction; returns how
    many alerts are new. What was told before stays as it is, so that it may be told again.
    """
    wanted = {(one.search, one.listing): one for one in matches}
    if not wanted:
        return 0
    with transaction.atomic():
        for pair in _told({listing for _, listing in wanted}):
            wanted.pop(pair, None)
        known = dict(_alerts(wanted.values()))
        new = [one for one in _first_of_each(wanted.values()) if (one.search, one.told_as) not in known]
        _write_alerts(new, retro)
        alerts = known | dict(_alerts(new))
        _write_listings(wanted.values(), alerts)
        _count_copies({alerts[one.search, one.told_as] for one in wanted.values()})
    return len(new)


def _told(listings: Collection[str]) -> Iterator[Pair]:
    for some in _some(listings):
        rows = tables.AlertListing.objects.order_by().filter(listing__in=some)
        yield from rows.values_list("search_id", "listing")


def _alerts(matches: Collection[Match]) -> Iterator[tuple[Pair, int]]:
    """The alerts there are of these campaigns, of whatever search."""
    for some in _some({one.told_as for one in matches}):
        rows = tables.Alert.objects.order_by().filter(campaign__in=some)
        for search, campaign, alert in rows.values_list("search_id", "campaign", "pk"):
            yield (search, campaign), alert


def _first_of_each(matches: Collection[Match]) -> Collection[Match]:
    first: dict[Pair, Match] = {}
    for one in matches:
        first.setdefault((one.search, one.told_as), one)
    return first.values()


def _write_alerts(matches: Collection[Match], retro: bool) -> None:
    now = timezone.now()
    tables.Alert.objects.bulk_create(
        tables.Alert(search_id=one.search, campaign=one.told_as, listing=one.listing, retro=retro, at=now)
        for one in matches
    )


def _write_listings(matches: Collection[Match], alerts: dict[Pair, int]) -> None:
    now = timezone.now()
    tables.AlertListing.objects.bulk_create(
        tables.AlertListing(
            alert_id=alerts[one.search, one.told_as], search_id=one.search, listing=one.listing, at=now
        )
        for one in matches
    )


def _count_copies(alerts: Collection[int]) -> None:
    listings = tables.AlertListing.objects.order_by().filter(alert=OuterRef("pk")).values("alert")
    number = Subquery(listings.annotate(number=Count("pk")).values("number"))
    for some in _some(alerts):
        tables.Alert.objects.filter(pk__in=some).update(copies=number)


def _some(values: Collection[Key]) -> Iterator[list[Key]]:
    """The values in parts that one statement takes."""
    ordered = sorted(values)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
