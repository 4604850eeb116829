"""Whether a forum prints 05-03-2026 for the fifth of March: declared, or told by the page itself."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

from parsel import Selector

from crawlers.readers.forum.pick import Picks, first
from crawlers.readers.sheet import Sheet

Dates = Literal["day-first", "month-first"]
_NUMBERS = re.compile(r"(?<![\d-])(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})(?![\d-])")
# The board's clock and ours may lie on two sides of a midnight.
_NEAR = timedelta(days=1)


def prints_day_first(
    sheet: Sheet, declared: Dates | None, present: Picks, blocks: Iterable[Selector], times: Picks
) -> bool:
    """Undeclared, the page's own clock tells (it can only mean today), and else its other dates: some of them
    can only begin with the day and none only with the month."""
    if declared:
        return declared == "day-first"
    told = _by_clock(first(present, sheet.root), sheet.now.date())
    return _by_dates(blocks, times) if told is None else told


def spelled_out(value: str, day_first: bool) -> str:
    """A date of three numbers with the whole year, which leads where the day did."""

    def whole(found: re.Match[str]) -> str:
        one, _, two, year = found.groups()
        year = year if len(year) == 4 else f"20{year}"
        return f"{year}-{two}-{one}" if day_first else f"{one}-{two}-{year}"

    return _NUMBERS.sub(whole, value)


def _by_clock(printed: str | None, today: date) -> bool | None:
    for one, two, year in _numbers(printed or ""):
        day_first, month_first = _near(year, two, one, today), _near(year, one, two, today)
        return day_first if day_first != month_first else None
    return None


def _by_dates(blocks: Iterable[Selector], times: Picks) -> bool:
    printed = (value for block in blocks for pick in times for value in pick.values(block))
    pairs = [(one, two) for value in printed for one, two, _ in _numbers(value)]
    return any(one > 12 for one, _ in pairs) and not any(two > 12 for _, two in pairs)


def _numbers(printed: str) -> Iterator[tuple[int, int, int]]:
    found = _NUMBERS.findall(printed)
    return ((int(one), int(two), int(year) % 2000 + 2000) for one, _, two, year in found)


def _near(year: int, month: int, day: int, today: date) -> bool:
    try:
        return abs(date(year, month, day) - today) <= _NEAR
    except ValueError:  # no such day
        return False
