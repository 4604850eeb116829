"""Times as people write them in a query: 2026-03, 2026年3月14日, now-7d/d, 近7天, 昨天; in UTC."""

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, datetime, timedelta

from search.language.bounds import Stretch

DATE = re.compile(r"([0-9]{4})(?:年|(?:年|[-/.])([0-9]{1,2})(?:月|(?:月|[-/.])([0-9]{1,2})日?)?)?")
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
#: Elastic's date math: an anchor, then steps, then what to round down to.
MATH = re.compile(r"(now|.+\|\|)((?:[+-][0-9]{1,6}[yMwdhHms])*)(?:/([yMwdhHms]))?")
STEP = re.compile(r"([+-][0-9]+)([yMwdhHms])")
AGO = re.compile(
    r"(?:最?近|过去)?([0-9]{1,6}|[一二两三四五六七八九十半])\s*(?:个)?"
    r"([yMwdhHms]|年|月|星期|周|天|日|小时|分钟|秒)内?"
)
UNITS = {
    "年": "y", "月": "M", "星期": "w", "周": "w", "天": "d", "日": "d", "小时": "h", "分钟": "m", "秒": "s",
}  # fmt: skip
DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "H": 3_600, "m": 60, "s": 1}
#: Days and longer stretches by their names: the unit, and how many of it back.
NAMED = {
    "今天": ("d", 0), "today": ("d", 0), "昨天": ("d", 1), "yesterday": ("d", 1), "前天": ("d", 2),
    "本周": ("w", 0), "这周": ("w", 0), "上周": ("w", 1), "本月": ("M", 0), "这个月": ("M", 0),
    "上月": ("M", 1), "上个月": ("M", 1), "今年": ("y", 0), "去年": ("y", 1),
}  # fmt: skip


def read_time(text: str, now: datetime) -> Stretch:
    """A moment, or a stretch such as a day; ``7d`` and 近7天 are the moment so long before ``now``.

    Raises:
        ValueError: it is none, or lies outside of the years 1 to 9998.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    try:
        return _read(plain, now)
    except OverflowError as error:
        raise ValueError("no such year") from error


def is_ago(text: str) -> bool:
    """Whether ``text`` tells how long ago: asked for alone it means all the time since."""
    return AGO.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def _read(text: str, now: datetime) -> Stretch:
    if named := NAMED.get(text.lower()):
        unit, back = named
        return _rounded(_moved(_floor(now, unit), -back, unit), unit)
    if date := DATE.fullmatch(text) or COMPACT.fullmatch(text):
        return _date(*date.groups())
    if ago := AGO.fullmatch(text):
        return _at(_ago(now, *ago.groups()))
    if math := MATH.fullmatch(text):
        return _reckoned(math[1], math[2], math[3], now)
    moment = datetime.fromisoformat(text)
    return _at(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _at(moment: datetime) -> Stretch:
    return Stretch(moment.timestamp(), moment.timestamp())


def _date(year: str, month: str | None, day: str | None) -> Stretch:
    unit = "d" if day else "M" if month else "y"
    return _rounded(datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC), unit)


def _rounded(start: datetime, unit: str) -> Stretch:
    return Stretch(start.timestamp(), _moved(start, 1, unit).timestamp())


def _ago(now: datetime, number: str, unit: str) -> datetime:
    unit = UNITS.get(unit, unit)
    if number == "半":  # 半年, 半个月
        return _moved(now, -6, "M") if unit == "y" else now - timedelta(seconds=15 * SECONDS["d"])
    return _moved(now, -(DIGITS.get(number) or int(number)), unit)


def _reckoned(anchor: str, steps: str, unit: str | None, now: datetime) -> Stretch:
    start = now if anchor == "now" else datetime.fromtimestamp(_read(anchor[:-2], now).first, UTC)
    for number, step in STEP.findall(steps):
        start = _moved(start, int(number), step)
    return _rounded(_floor(start, unit), unit) if unit else _at(start)


def _moved(moment: datetime, number: int, unit: str) -> datetime:
    if unit in SECONDS:
        return moment + timedelta(seconds=number * SECONDS[unit])
    months = moment.year * 12 + moment.month - 1 + number * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def _floor(moment: datetime, unit: str) -> datetime:
    """The start of the year, month, week… that ``moment`` lies in."""
    if unit == "w":
        return _floor(moment - timedelta(days=moment.weekday()), "d")
    kept = "yMdhms".index(unit.replace("H", "h")) + 1
    shown = (*moment.astimezone(UTC).timetuple()[:kept], *(1, 1, 1, 0, 0, 0)[kept:])
    year, month, day, hour, minute, second = shown
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
