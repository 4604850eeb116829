"""Firings: a due time acted on, exactly once."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice, takewhile

from django.db import IntegrityError, transaction
from django.utils import timezone

from casework import orders, tables
from casework.cron import due_times, last_due
from casework.pauses import pause_of

COUNTED = 1_000  # missed times are counted up to here: a year of minutes is no number anybody needs


def fire_due(now: datetime | None = None) -> list[tables.Firing]:
    """Place one crawl order for every active schedule that has come due since it last fired.

    A paused source is passed over. After a downtime the times missed become one firing, which counts them.
    Two processes calling at once place one order: the pair (schedule, due time) is unique.
    """
    moment = now or timezone.now()
    active = tables.Schedule.objects.filter(active=True)
    rows = [row for row in active if pause_of(row.source, moment) is None]
    return [firing for row in rows if (firing := _fire(row, moment)) is not None]


def recent_firings(limit: int = 20) -> list[tables.Firing]:
    """The latest firings, newest first."""
    return list(tables.Firing.objects.select_related("schedule", "order")[:limit])


def _fire(row: tables.Schedule, now: datetime) -> tables.Firing | None:
    due = last_due(row.cron, row.zone, now)
    newest = row.firings.order_by("-due_at").first()
    since = max(row.active_since, newest.due_at) if newest else row.active_since
    if due <= since:
        return None
    try:
        with transaction.atomic():
            return _place(row, due, _missed(row, since, due), now)
    except IntegrityError:  # another process fired this due time first; its order stands, ours is rolled back
        return None


def _missed(row: tables.Schedule, since: datetime, due: datetime) -> int:
    earlier = takewhile(lambda moment: moment < due, due_times(row.cron, row.zone, since))
    return sum(1 for _ in islice(earlier, COUNTED))


def _place(row: tables.Schedule, due: datetime, missed: int, now: datetime) -> tables.Firing:
    order = orders.place("crawl", {"source": row.source, "schedule": row.pk})
    moment = due.astimezone(UTC)
    return tables.Firing.objects.create(schedule=row, due_at=moment, fired_at=now, missed=missed, order=order)
