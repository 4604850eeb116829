"""Hours of the day in which a source may be asked."""

from datetime import datetime, time
from zoneinfo import ZoneInfo


def are_open(hours: str | None, zone: str, now: datetime) -> bool:
    """Whether the aware moment ``now`` lies in ``hours`` (``08:00-23:30``) of the IANA ``zone``.

    A span whose end is not after its beginning runs over midnight; None is always open.
    """
    if hours is None:
        return True
    begin, end = (_minute(part) for part in hours.split("-"))
    here = now.astimezone(ZoneInfo(zone))
    minute = here.hour * 60 + here.minute
    return begin <= minute < end if begin < end else minute >= begin or minute < end


def _minute(clock: str) -> int:
    """Minutes since midnight; ``24:00`` is the end of the day."""
    if clock == "24:00":
        return 24 * 60
    moment = time.fromisoformat(clock)
    return moment.hour * 60 + moment.minute
