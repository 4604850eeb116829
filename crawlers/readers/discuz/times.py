"""Times as Discuz! prints them: words to read, and in a title the moment (or only the day) they stand for."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from parsel import Selector, SelectorList

from crawlers.readers.sheet import Moment, Sheet, line
from records.reading import Precision

_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_EXACTNESS: tuple[Precision | None, ...] = ("second", "minute", "hour", "day", "month", "year", None)


def moment_in(cell: SelectorList[Selector], sheet: Sheet) -> Moment:
    """The time in the first of ``cell``: as shown, and as exact as title and words together tell."""
    title = (cell[:1].css("[title]::attr(title)").get() or "").strip()
    words = line(cell)
    exact = sheet.moment(joined(title, words or "")) if title else Moment()
    if exact.precision == "second":  # the words can only say less
        return Moment(words, exact.time, exact.precision)
    shown = sheet.moment(words)
    if _contradict(exact, shown, sheet.zone):  # "半小时前" of a page that was kept and is read years later
        return Moment(shown.shown, exact.time, exact.precision)
    best = min(exact, shown, key=lambda moment: _EXACTNESS.index(moment.precision))
    return Moment(shown.shown, best.time, best.precision)


def _contradict(exact: Moment, shown: Moment, zone: str) -> bool:
    """Whether a title names another day than the words count back to, give or take a night."""
    if not (exact.time and shown.time):
        return False
    here = ZoneInfo(zone)
    return abs(exact.time.astimezone(here).date() - shown.time.astimezone(here).date()) > timedelta(days=1)


def joined(title: str, shown: str) -> str:
    """``2018-8-20`` and ``昨天 21:28`` as one time; a title with a clock of its own stays."""
    clock = _CLOCK.search(shown)
    return f"{title} {clock[0]}" if clock and _DATE.fullmatch(title) else title
