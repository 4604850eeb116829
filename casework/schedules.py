"""Schedules: when sources are to be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from casework import audit, tables
from casework.cron import check_cron, due_times, read_zone
from casework.fault import CaseworkError
from casework.rights import demand


class Due(TypedDict):
    """One coming due time, as ISO 8601 in the schedule's zone and in UTC."""

    schedule: int
    source: str
    due_at: str
    due_at_utc: str


def add_schedule(source: str, cron: str, zone: str, by: tables.Account | None = None) -> tables.Schedule:
    """Have a source read whenever ``cron`` (five fields) comes due in the IANA ``zone``.

    Raises:
        Denied: the account may not schedule.
        CaseworkError: the expression or the zone cannot be read.
    """
    if by is not None:
        demand(by, "schedule")
    check_cron(cron)
    read_zone(zone)
    with transaction.atomic():
        row = tables.Schedule.objects.create(
            source=source, cron=" ".join(cron.split()), zone=zone, active_since=timezone.now(), created_by=by
        )
        audit.record("schedule added", f"schedule:{row.pk}", by, source=source, cron=row.cron, zone=zone)
    return row


def set_active(number: int, active: bool, by: tables.Account | None = None) -> tables.Schedule:
    """Pause or resume a schedule; what came due during a pause is not made up for.

    Raises:
        Denied: the account may not schedule.
        CaseworkError: there is no such schedule.
    """
    if by is not None:
        demand(by, "schedule")
    with transaction.atomic():
        row = tables.Schedule.objects.filter(pk=number).first()
        if row is None:
            raise CaseworkError("there is no schedule {number}", number=number)
        if active and not row.active:
            row.active_since = timezone.now()
        row.active = active
        row.save()
        audit.record("schedule resumed" if active else "schedule paused", f"schedule:{number}", by)
    return row


def all_schedules(source: str | None = None) -> list[tables.Schedule]:
    """Every schedule, of one source or of all."""
    rows = tables.Schedule.objects.all()
    return list(rows.filter(source=source) if source else rows)


def next_due(
    schedules: tables.Schedule | Iterable[tables.Schedule], count: int = 5, after: datetime | None = None
) -> list[Due]:
    """The next ``count`` due times of each active schedule after ``after`` (aware, or now), soonest first."""
    rows = [schedules] if isinstance(schedules, tables.Schedule) else schedules
    start = after or timezone.now()
    coming = [
        (due.astimezone(UTC), due, row)
        for row in rows
        if row.active
        for due in islice(due_times(row.cron, row.zone, start), count)
    ]
    return [_due(row, due) for _, due, row in sorted(coming, key=lambda entry: (entry[0], entry[2].pk))]


def _due(row: tables.Schedule, due: datetime) -> Due:
    utc = due.astimezone(UTC).isoformat()
    return {"schedule": row.pk, "source": row.source, "due_at": due.isoformat(), "due_at_utc": utc}
