"""Numbers and times as people write them in a query: 10万, 0.5元, 2026-03, 2026-03-14T08:00."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

NUMBER = re.compile(r"[¥￥]?(-?[0-9]{1,15}(?:\.[0-9]{1,9})?)(千|k|万|w|亿)?[元块条人个]?", re.IGNORECASE)
SCALES = {"": 1, "千": 1_000, "k": 1_000, "万": 10_000, "w": 10_000, "亿": 100_000_000}
MONTH = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a bound covers: a number or moment (``first == last``), or a day, month or year up to before
    ``last``. Moments are seconds since 1970 in UTC.
    """

    first: float
    last: float


def read_number(text: str) -> Stretch:
    """A number.

    Raises:
        ValueError: it is none, or not finite.
    """
    found = NUMBER.fullmatch(text.strip())
    number = float(Decimal(found.group(1)) * SCALES[(found.group(2) or "").lower()]) if found else float(text)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return Stretch(number, number)


def read_time(text: str) -> Stretch:
    """A moment, day, month or year; without a zone it is UTC.

    Raises:
        ValueError: it is none, or lies outside of the years 1 to 9998.
    """
    if month := MONTH.fullmatch(text):
        return _month(int(month.group(1)), int(month.group(2) or 0))
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        end = moment + timedelta(days=1) if DAY.fullmatch(text) else moment
        return Stretch(moment.timestamp(), end.timestamp())
    except OverflowError as error:
        raise ValueError("no such year") from error


def _month(year: int, month: int) -> Stretch:
    first = datetime(year, month or 1, 1, tzinfo=UTC)
    years = 1 if month in (0, 12) else 0
    last = first.replace(year=year + years, month=1 if years else month + 1)
    return Stretch(first.timestamp(), last.timestamp())
