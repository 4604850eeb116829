"""Alerts: what saved searches have found, until somebody is done with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils import timezone

from casework import audit, tables
from casework.fault import CaseworkError
from casework.rights import demand

SINGLE = Q(retro=False, search__notice="at_once")
NAMED = 100  # so many alerts stand in the audit event by number, the rest is counted


@dataclass(frozen=True, slots=True)
class DigestLine:
    """The alerts of one search together: how many, of how many listings, how many of them of retro-runs, and
    when the latest was raised.
    """

    search: tables.SavedSearch
    alerts: int
    listings: int
    retro: int
    latest: datetime


def recent_alerts(
    limit: int | None = 100,
    search: int | None = None,
    owner: tables.Account | None = None,
    waiting: bool = False,
    since: datetime | None = None,
) -> list[tables.Alert]:
    """The latest alerts, newest first: of one search, of an owner's searches, only those that wait to be
    acknowledged, or those raised after a moment. All of them where there is no limit.
    """
    asked = {"search_id": search, "at__gt": since}
    rows = _rows(owner, waiting).filter(**{name: value for name, value in asked.items() if value is not None})
    return list(rows[:limit])


def single_alerts(
    limit: int, owner: tables.Account | None = None, waiting: bool = True
) -> list[tables.Alert]:
    """The latest alerts that are told one by one, newest first: those that are not for the digest."""
    return list(_rows(owner, waiting).filter(SINGLE)[:limit])


def digest(owner: tables.Account | None = None, waiting: bool = True) -> list[DigestLine]:
    """What is told by the digest: what retro-runs found, and the alerts of searches that are told so. The
    search that was told of last comes first.
    """
    rows = list(
        _rows(owner, waiting)
        .exclude(SINGLE)
        .order_by()
        .values("search")
        .annotate(
            number=Count("id"), told=Sum("copies"), again=Count("id", filter=Q(retro=True)), last=Max("at")
        )
    )
    searches = tables.SavedSearch.objects.select_related("owner").in_bulk([row["search"] for row in rows])
    lines = (
        DigestLine(searches[row["search"]], row["number"], row["told"], row["again"], row["last"])
        for row in rows
    )
    return sorted(lines, key=lambda line: line.latest, reverse=True)


def waiting_alerts(account: tables.Account) -> int:
    """How many alerts of the account's own searches wait to be acknowledged, those for the digest apart."""
    return _rows(account, True).filter(SINGLE).count()


def _rows(owner: tables.Account | None, waiting: bool) -> QuerySet[tables.Alert]:
    rows = tables.Alert.objects.select_related("search__owner", "acknowledged_by", "seen_by")
    rows = rows if owner is None else rows.filter(search__owner=owner)
    return rows.filter(acknowledged_at=None) if waiting else rows


def counts_by_search() -> dict[int, tuple[int, int]]:
    """How many alerts each search has, and how many of them wait to be acknowledged."""
    rows = tables.Alert.objects.order_by().values("search_id").annotate(number=Count("id"))
    waiting = dict(rows.filter(acknowledged_at=None).values_list("search_id", "number"))
    every = rows.values_list("search_id", "number")
    return {search: (number, waiting.get(search, 0)) for search, number in every}


def alerts_of(listing: str) -> list[tables.Alert]:
    """The alerts that tell of a listing, newest first."""
    rows = tables.Alert.objects.filter(listings__listing=listing)
    return list(rows.select_related("search__owner"))


def mark_seen(alerts: Collection[int], by: tables.Account) -> int:
    """Note who saw alerts first; says how many nobody had seen."""
    rows = tables.Alert.objects.filter(pk__in=list(alerts), seen_at=None)
    return rows.update(seen_at=timezone.now(), seen_by=by)


def acknowledge(alerts: Collection[int], by: tables.Account) -> int:
    """Have alerts done with; says how many were not before.

    Raises:
        Denied: the account may not watch.
        CaseworkError: there is no such alert.
    """
    demand(by, "watch")
    rows = tables.Alert.objects.filter(pk__in=list(alerts))
    if missing := set(alerts) - set(rows.values_list("pk", flat=True)):
        raise CaseworkError("there is no alert {number}", number=min(missing))
    return _acknowledge(rows, by)


def acknowledge_search(search: int, by: tables.Account) -> int:
    """Have every alert of a search done with; says how many were not before.

    Raises:
        Denied: the account may not watch.
    """
    demand(by, "watch")
    return _acknowledge(tables.Alert.objects.filter(search_id=search), by)


def _acknowledge(rows: QuerySet[tables.Alert], by: tables.Account) -> int:
    with transaction.atomic():
        waiting = rows.filter(acknowledged_at=None)
        done: dict[int, list[int]] = {}
        for alert, search in waiting.order_by("id").values_list("pk", "search_id"):
            done.setdefault(search, []).append(alert)
        number = waiting.update(acknowledged_at=timezone.now(), acknowledged_by=by)
        for search, alerts in done.items():
            facts: dict[str, Any] = {"count": len(alerts), "alerts": alerts[:NAMED]}
            audit.record("alerts acknowledged", f"search:{search}", by, **facts)
    return number
