"""Whether a host may be asked at all just now."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from crawlers.manners.retry_after import moment_shown
from crawlers.manners.turns import LONGEST_WAIT, LeftAlone, Turns
from records.source import Source


def refusal(source: Source, host: str, turns: Turns, now: float) -> LeftAlone | None:
    """Why ``host`` is not asked for ``source`` at ``now`` (Unix seconds), None where it may be.

    A wish to be left alone for no longer than LONGEST_WAIT is waited for.
    """
    return wish(source, host, turns, now) or _budget_used(source, host, turns, now)


def wish(source: Source, host: str, turns: Turns, now: float) -> LeftAlone | None:
    """The wish of ``host`` to be left alone, where it is for longer than we wait."""
    standing = turns.standing(source.egress, host)
    if standing.until <= now + LONGEST_WAIT:
        return None
    until = moment_shown(standing.until)
    why = f"{source.name}: {host} asked to be left alone until {until} ({standing.why})"
    return LeftAlone(why, "rate_limited", standing.until)


def _budget_used(source: Source, host: str, turns: Turns, now: float) -> LeftAlone | None:
    budget = source.pace.budget
    if budget is None:
        return None
    begins, ends = day_around(now, source.zone)
    if turns.requests_since(source.egress, host, begins) < budget:
        return None
    used = f"{source.name} has used its {budget} pages of today at {host}"
    why = f"{used}; the next day begins at {moment_shown(ends)}"
    return LeftAlone(why, "budget", ends)


def day_around(now: float, zone: str) -> tuple[float, float]:
    """The beginning and the end of the day of ``now`` in the IANA ``zone``, as Unix seconds."""
    here = ZoneInfo(zone)
    today = datetime.fromtimestamp(now, here).date()
    begins, ends = (datetime.combine(day, time(), here) for day in (today, today + timedelta(days=1)))
    return begins.timestamp(), ends.timestamp()
