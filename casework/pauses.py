"""Pauses: a source is left alone until a day or until somebody resumes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from casework import audit, tables
from casework.fault import CaseworkError
from casework.rights import demand


def pause(
    source: str, why: str, until: datetime | None = None, by: tables.Account | None = None
) -> tables.Pause:
    """Leave ``source`` alone; a pause that holds already gets the new reason and end.

    Raises:
        Denied: the account may not schedule.
        CaseworkError: no reason is given, or the end lies in the past.
    """
    _allow(by)
    now = timezone.now()
    if not why.strip():
        raise CaseworkError("say why {source} is paused", source=source)
    if until is not None and until <= now:
        raise CaseworkError(
            "the pause of {source} would have ended at {until} already",
            source=source,
            until=until.isoformat(),
        )
    with transaction.atomic():
        row, _ = tables.Pause.objects.update_or_create(
            source=source,
            defaults={"until": until, "why": why.strip(), "by": by},
            create_defaults={"since": now, "until": until, "why": why.strip(), "by": by},
        )
        audit.record("source paused", f"source:{source}", by, why=row.why, until=until and until.isoformat())
    return row


def resume(source: str, by: tables.Account | None = None) -> None:
    """End the pause of ``source``; what its schedules missed meanwhile is not made up for.

    Raises:
        Denied: the account may not schedule.
        CaseworkError: it is not paused.
    """
    _allow(by)
    with transaction.atomic():
        if not tables.Pause.objects.filter(source=source).delete()[0]:
            raise CaseworkError("{source} is not paused", source=source)
        tables.Schedule.objects.filter(source=source, active=True).update(active_since=timezone.now())
        audit.record("source resumed", f"source:{source}", by)


def pause_of(source: str, now: datetime | None = None) -> tables.Pause | None:
    """The pause that holds for ``source`` at ``now``, or None."""
    row = tables.Pause.objects.filter(source=source).first()
    return row if row and (row.until is None or row.until > (now or timezone.now())) else None


def standing_pauses(now: datetime | None = None) -> list[tables.Pause]:
    """The pauses that hold at ``now``, by source."""
    rows = tables.Pause.objects.select_related("by")
    return [row for row in rows if row.until is None or row.until > (now or timezone.now())]


def _allow(by: tables.Account | None) -> None:
    if by is not None:
        demand(by, "schedule")
