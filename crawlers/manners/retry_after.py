"""Retry-After: how long a site asks to be left alone (RFC 9110, 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds to wait from ``now`` (Unix seconds); None where the header is missing, past or no such thing.

    The header has a number of seconds, or a date in any of HTTP's three forms (RFC 9110, 5.6.7).
    """
    said = (value or "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:12]) or None
    try:
        moment = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - now
    return seconds if seconds > 0 else None


def moment_shown(moment: float) -> str:
    """Unix seconds as a sentence shows them: ``2026-03-14 12:00:00 UTC``."""
    return f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d %H:%M:%S} UTC"
