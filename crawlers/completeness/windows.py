"""A capped search divided by time: what its pages did not show is asked for in spans of its time.

Weibo: ``timescope=custom:2026-01-01-0:2026-01-02-0``, hours of the platform's zone, the end excluded.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise
from statistics import median_low
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from crawlers.completeness.extent import counted_posts
from crawlers.completeness.soft_caps import cap_of
from crawlers.memory.way import Step, Way
from crawlers.readers.addresses import parameter, with_parameter
from records.visit import Visit

# What Weibo has begins in August 2009.
BEGINNING = (2009, 8, 1)
# So many spans may be asked for in one run, over all of its searches.
MOST_WINDOWS = 400
# Hits may stand a little out of their order.
ORDERLY = 0.8
_SPAN = re.compile(r"custom:(\d{4})-(\d{1,2})-(\d{1,2})-(\d{1,2}):(\d{4})-(\d{1,2})-(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Span:
    """From ``begin`` to ``end``, excluded; whole hours, aware."""

    begin: datetime
    end: datetime

    def parts(self) -> Iterator["Span"]:
        """The next smaller units of the calendar within, the newest first; an hour has none."""
        edges = [self.begin, *(edge for edge in self._edges() if self.begin < edge < self.end), self.end]
        if len(edges) > 2:
            yield from reversed([Span(*pair) for pair in pairwise(edges)])

    def _edges(self) -> Iterator[datetime]:
        """Where the units within begin, in order."""
        begin, end = self.begin, self.end
        if begin.year != (end - timedelta(hours=1)).year:
            yield from (
                begin.replace(year=year, month=1, day=1, hour=0) for year in range(begin.year, end.year + 1)
            )
        elif begin.month != (end - timedelta(hours=1)).month:
            yield from (begin.replace(month=month, day=1, hour=0) for month in range(begin.month, 13))
        else:
            step = timedelta(hours=1) if end - begin <= timedelta(days=1) else timedelta(days=1)
            first = begin.replace(hour=0) if step.days else begin
            yield from (first + step * number for number in range(32))


def is_window(url: str) -> bool:
    """Whether the address asks for a span of time."""
    return _SPAN.search(unquote(url)) is not None


def divide(way: Way, visit: Visit, database: sqlite3.Connection) -> Way:
    """The way on from a visit; from the last page of a capped search to the spans that it did not reach.

    A run that stopped there, for all it saw was known, asks for none; behind ``MOST_WINDOWS`` in the
    journal's ``database`` none is asked for any more.
    """
    cap = cap_of(visit.source.family, visit.page.url)
    pager = visit.reading.pager
    at_end = pager is not None and pager.capped and pager.page is not None and pager.page == pager.pages
    if cap is None or cap.window is None or not at_end or way.stopped:
        return way
    spans = unseen(visit)[: max(0, MOST_WINDOWS - _asked(database))]
    base = with_parameter(visit.page.url, "page", "1")
    urls = tuple(with_parameter(base, cap.window, shown(span)) for span in spans)
    return replace(way, steps=(*way.steps, *(Step(url, "next") for url in urls)), next=(*way.next, *urls))


def _asked(database: sqlite3.Connection) -> int:
    """How many spans this run has queued."""
    return sum(
        is_window(url) for (url,) in database.execute("SELECT url FROM request WHERE url LIKE '%custom%'")
    )


def unseen(visit: Visit) -> tuple[Span, ...]:
    """The spans to ask for behind the last page of a capped search.

    Where hits stand in the order of time all that was not reached is older than that page (one old hit
    among new ones tells nothing) and is one span, which is divided anew where it is capped itself. Where
    they do not, or where one hour fills all pages, the search is divided by the calendar.
    """
    zone = ZoneInfo(visit.source.zone)
    whole = span_of(visit.page.url, visit.page.fetched_at.astimezone(zone))
    times = [post.time.astimezone(zone) for post in counted_posts(visit.reading) if post.time]
    reached = _next_hour(median_low(times)) if times and _newest_first(times) else whole.end
    if reached < whole.end:
        return (Span(whole.begin, reached),) if whole.begin < reached else ()
    return tuple(whole.parts())


def _newest_first(times: list[datetime]) -> bool:
    falling = sum(one >= other for one, other in pairwise(times))
    return falling >= ORDERLY * (len(times) - 1)


def span_of(url: str, now: datetime) -> Span:
    """The span that an address asks for; without one from the platform's beginning to ``now``."""
    found = _SPAN.search(parameter(url, "timescope") or "")
    zone = now.tzinfo or UTC
    if not found:
        return Span(datetime(*BEGINNING, tzinfo=zone), _next_hour(now))
    numbers = [int(number) for number in found.groups()]
    return Span(_moment(numbers[:4], zone), _moment(numbers[4:], zone))


def shown(span: Span) -> str:
    """The span as the platform writes it."""
    return f"custom:{_shown(span.begin)}:{_shown(span.end)}"


def _shown(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}-{moment.hour}"


def _moment(numbers: list[int], zone: tzinfo) -> datetime:
    year, month, day, hour = numbers
    return datetime(year, month, day, tzinfo=zone) + timedelta(hours=hour)


def _next_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
