"""The record of who did what."""

from __future__ import annotations

from casework import tables

HOUSE = "house"


def record(kind: str, subject: str, by: tables.Account | None, **details: object) -> tables.AuditEvent:
    """Write one event; ``by`` None means the house itself (its scheduler, its worker)."""
    actor = by.name if by else HOUSE
    return tables.AuditEvent.objects.create(actor=actor, kind=kind, subject=subject, details=details)


def recent_events(limit: int = 100, subject: str | None = None) -> list[tables.AuditEvent]:
    """The latest events, newest first, of one subject or of all."""
    rows = tables.AuditEvent.objects.all()
    return list((rows.filter(subject=subject) if subject else rows)[:limit])
