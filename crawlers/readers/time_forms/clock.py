"""The time of day in a shown time: ``13:00``, ``1:00 pm``, ``下午1:05``, ``03:04:05 +0800``."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

from records.reading import Precision

_HALF = r"凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|[ap]\.?m\b\.?"
_OFFSET = r"(?:utc|gmt|ut|z)?\s?[+-]\d{2}(?::?\d{2})?(?![\d:/-])|(?:utc|gmt)[+-]\d\b|(?:utc|gmt|ut|z)\b"
_CLOCK = re.compile(
    rf"(?:({_HALF})\s?)?(?<![\d:])(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:[.,]\d{{1,9}})?)?(?![\d:])"
    rf"(?:\s?({_HALF}))?(?:\s?\(?({_OFFSET})\)?)?"
)
_FIGURES = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_AFTERNOON = ("p", "下午", "傍晚", "晚上", "夜里", "中午")
_MORNING = ("a", "上午", "凌晨", "清晨", "早晨", "早上")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, how exactly it was told, and the zone where it names one."""

    time: time
    precision: Precision
    zone: tzinfo | None = None

    def on(self, day: datetime) -> datetime:
        """This clock on ``day``, in the day's zone unless it names its own."""
        return datetime.combine(day, self.time, self.zone or day.tzinfo)


def take_clock(text: str) -> tuple[str, Clock | None]:
    """``text`` without its clock, and the clock. Raises ValueError for 25 o'clock."""
    if not (found := _CLOCK.search(text)):
        return text, None
    before, hour, minute, second, after, offset = found.groups()
    told = time(_hour(int(hour), before or after or ""), int(minute), int(second or 0))
    clock = Clock(told, "second" if second else "minute", _zone(offset) if offset else None)
    return f"{text[: found.start()]} {text[found.end() :]}", clock


def _hour(hour: int, half: str) -> int:
    """12 am is midnight and 12 pm noon; 13 pm is 13. 11 at noon (中午) is 11."""
    if half.startswith(_MORNING) and hour == 12:
        return 0
    late = half.startswith(_AFTERNOON) and hour < 12
    return hour + 12 if late and not (half == "中午" and hour > 9) else hour


def _zone(offset: str) -> tzinfo:
    found = _FIGURES.search(offset)
    if not found:
        return UTC
    sign, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-ahead if sign == "-" else ahead)
