"""The one parser of shown times: whatever forum, network or search prints, in Chinese, English or numbers."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from crawlers.readers.time_forms.calendar import find_days, take_weekday
from crawlers.readers.time_forms.clock import Clock, take_clock
from crawlers.readers.time_forms.plain import plain
from crawlers.readers.time_forms.relative import counted_back
from records.reading import Precision

Parsed = tuple[datetime, Precision]
# Clocks differ: a time this little ahead of the fetch was printed "now".
SKEW = timedelta(minutes=10)
# Seconds since 1970 of ten digits (nine before September 2001), or milliseconds.
# What most forums print is understood without a look at the other forms.
_IN_FULL = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_UNIX = re.compile(r"(\d{9,10}|\d{12,13})(?:\.\d{1,9})?")


def parse_time(shown: str | int | float | None, now: datetime, zone: str) -> Parsed | None:
    """The moment a page printed as ``shown``, and how exactly it said so; None where it cannot be read.

    ``now`` is the (aware) time of the fetch, against which relative forms count; ``zone`` the IANA zone the
    site prints in. A form with an offset of its own keeps it. The moment is never later than ``now``: up to
    ten minutes ahead are clocks that differ and become ``now``. Where a form leaves open which day it means
    (no year, no day, a day of the week) the last one that is not ahead is meant; ``01-02-2024`` is the 2nd of
    January unless that lies ahead. No other time ahead is believed. Days and months begin at their first
    midnight in ``zone``.
    """
    here = now.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    try:
        if found := _IN_FULL.fullmatch(str(shown)):
            return _not_ahead(_written_in_full(found, here), now)
        text = plain(shown)
        parsed = _unix(text, here) or counted_back(text, here) or _on_calendar(text, here)
        return _not_ahead(parsed, now) if parsed else None
    except (ValueError, OverflowError):  # 25 o'clock, a million years ago
        return None


def _written_in_full(found: re.Match[str], here: datetime) -> Parsed:
    year, month, day, hour, minute = map(int, found.groups()[:5])
    second = int(found[6] or 0)
    moment = datetime(year, month, day, hour, minute, second, tzinfo=here.tzinfo)
    return moment, "second" if found[6] else "minute"


def _unix(text: str, here: datetime) -> Parsed | None:
    if not (found := _UNIX.fullmatch(text)):
        return None
    seconds = int(found[1]) // 1000 if len(found[1]) > 10 else int(found[1])
    return datetime.fromtimestamp(seconds, here.tzinfo), "second"


def _on_calendar(text: str, here: datetime) -> Parsed | None:
    rest, clock = take_clock(text)
    rest, weekday = take_weekday(rest)
    if not rest and not clock:
        return None
    if clock and (counted := counted_back(rest, here)):
        return _days_back(counted, clock)
    if not (found := find_days(rest, weekday, here.date())):
        return None
    days, precision = found
    moment = _last(days, clock, here)
    return (moment, clock.precision if clock else precision) if moment else None


def _days_back(counted: Parsed, clock: Clock) -> Parsed | None:
    """``3 天前 13:00`` is a minute, ``4 Weeks Ago, 10:20 AM`` still some day in a week."""
    moment, precision = counted
    if precision == "day":
        return clock.on(moment), clock.precision
    return counted if precision in ("month", "year") else None


def _last(days: list[date], clock: Clock | None, here: datetime) -> datetime | None:
    """The first of ``days`` that, at ``clock``, is not ahead of ``here``; a choice of days allows no skew."""
    allowed = SKEW if clock or len(days) == 1 else timedelta(0)
    midnights = (datetime(day.year, day.month, day.day, tzinfo=here.tzinfo) for day in days)
    moments = (clock.on(midnight) if clock else midnight for midnight in midnights)
    return next((moment for moment in moments if _ahead(moment, here) <= allowed), None)


def _ahead(moment: datetime, here: datetime) -> timedelta:
    """Both on one clock: within a zone Python would compare what the clocks on the wall show."""
    return moment.astimezone(UTC) - here.astimezone(UTC)


def _not_ahead(parsed: Parsed, now: datetime) -> Parsed | None:
    """The moment, or ``now`` where a clock was fast, or None."""
    moment, precision = parsed
    ahead = _ahead(moment, now)
    if ahead <= timedelta(0):
        return parsed
    return (now.astimezone(moment.tzinfo), precision) if ahead <= SKEW else None
