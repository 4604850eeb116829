"""Runs: what the crawls did."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from casework import tables
from records.order import RunReport
from records.wire import builtins


def begin_run(
    run: str, source: str, order: int | None = None, started_at: datetime | None = None
) -> tables.Run:
    """Note that a run has begun, or begins again after an interruption; ``order`` asked for it."""
    row, _ = tables.Run.objects.update_or_create(
        run=run,
        defaults={"source": source, "state": "running", "order_id": order, "ended_at": None},
        create_defaults={"source": source, "order_id": order, "started_at": started_at or timezone.now()},
    )
    return row


def end_run(report: RunReport) -> tables.Run:
    """Keep a run's report; a run nobody announced gets its row now."""
    row, _ = tables.Run.objects.update_or_create(
        run=report.run,
        defaults={
            "source": report.source,
            "state": "ended",
            "started_at": report.started_at,
            "ended_at": report.ended_at,
            "outcome": report.outcome,
            "exit_code": report.exit_code,
            "report": builtins(report),
        },
    )
    return row


def recent_runs(limit: int = 50, source: str | None = None) -> list[tables.Run]:
    """The latest runs, newest first, of one source or of all."""
    rows = tables.Run.objects.all()
    return list((rows.filter(source=source) if source else rows)[:limit])
