"""The day in a shown time. A form that can mean several days gives them all, the likeliest first."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from crawlers.readers.time_forms.words import (
    FILLING,
    HAN_MONTH,
    HAN_WEEKDAY,
    MONTH,
    NAMED_DAY,
    WEEKDAY,
    any_of,
)
from records.reading import Precision

Days = tuple[list[date], Precision]
_LETTERS = "[a-zа-яё]"
_WEEKDAY = re.compile(
    rf"(?:星期|周|礼拜)([{''.join(HAN_WEEKDAY)}])|\b({any_of(WEEKDAY)}){_LETTERS}{{0,9}}\b\.?"
)
_BETWEEN = re.compile(rf"(?:[\s,;|·•()\[\]@»]|\b(?:{any_of(FILLING)})\b\.?)+")
_YMD = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?")
_NNY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_MD = re.compile(r"(\d{1,2})\s?[-/月]\s?(\d{1,2})\s?[日号]?")
_YM = re.compile(r"(\d{4})\s?[-/年]\s?(\d{1,2})\s?月?")
_MONTH = rf"(?:({any_of(MONTH)}){_LETTERS}{{0,7}}\.?|(\d{{1,2}}|{any_of(HAN_MONTH)})月)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_WITH_NAME = re.compile(rf"(?:(\d{{4}})[ -])?(?:{_DAY}[ -])?{_MONTH}(?:[ -]{_DAY})?(?:[ -](\d{{4}}))?")
# Nobody put a post on the web before; a smaller year is a misread number.
_FIRST_YEAR = 1970


def take_weekday(text: str) -> tuple[str, int | None]:
    """``text`` without the day of the week and what stands between its parts; that day, Monday as 0."""
    found = _WEEKDAY.search(text)
    rest = f"{text[: found.start()]} {text[found.end() :]}" if found else text
    return _BETWEEN.sub(" ", rest).strip(" -"), _number(found) if found else None


def _number(weekday: re.Match[str]) -> int:
    return HAN_WEEKDAY[weekday[1]] if weekday[1] else WEEKDAY[weekday[2]]


def find_days(text: str, weekday: int | None, today: date) -> Days | None:
    """The days that ``text`` (without clock and weekday) can mean, seen from ``today``."""
    if not text:
        return _last_days(weekday, today), "day"
    if text in NAMED_DAY:
        return [today - timedelta(days=NAMED_DAY[text])], "day"
    return _numbered(text, today) or _with_name(text, today)


def _last_days(weekday: int | None, today: date) -> list[date]:
    """The last such days of the week; without one today, or yesterday where today's is still to come."""
    back = [today - timedelta(days=days) for days in range(8)]
    return [day for day in back if day.weekday() == weekday] if weekday is not None else back[:2]


def _numbered(text: str, today: date) -> Days | None:
    if found := _YMD.fullmatch(text):
        return list(_date(found[1], found[2], found[3])), "day"
    if found := _NNY.fullmatch(text):
        return list(_either_first(found[1], found[3], (int(found[4]),), found[2] == ".")), "day"
    if found := _MD.fullmatch(text):
        return list(_either_first(found[1], found[2], _years(today))), "day"
    if found := _YM.fullmatch(text):
        return list(_date(found[1], found[2], 1)), "month"
    return None


def _with_name(text: str, today: date) -> Days | None:
    """``2 January 2024``, ``Jan 2nd, 2024``, ``1月 02 2024``, ``Jan 2``, ``January 2024``."""
    if not (found := _WITH_NAME.fullmatch(text)):
        return None
    early_year, early_day, word, han, late_day, late_year = found.groups()
    month = MONTH[word] if word else int(han) if han.isdigit() else HAN_MONTH[han]
    year, day = early_year or late_year, early_day or late_day
    if (early_year and late_year) or (early_day and late_day) or not (year or day):
        return None
    years = (int(year),) if year else _years(today)
    days = [one for year in years for one in _date(year, month, day or 1)]
    return days, "day" if day else "month"


def _years(today: date) -> range:
    """Back to the last leap year, for the 29th of February; across 2100 those are eight years apart."""
    return range(today.year + 1, today.year - 9, -1)


def _either_first(
    one: str, other: str, years: tuple[int, ...] | range, day_first: bool = False
) -> Iterator[date]:
    """Month first, as boards that print dashes and slashes do; the day where it can only be the day."""
    month, day = (other, one) if day_first else (one, other)
    for year in years:
        yield from _date(year, month, day)
    for year in years:
        yield from _date(year, day, month)


def _date(year: str | int, month: str | int, day: str | int) -> Iterator[date]:
    """That day, if the calendar has it."""
    if int(year) < _FIRST_YEAR:
        return
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
