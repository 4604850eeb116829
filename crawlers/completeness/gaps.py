"""What a run did not get of a list or thread, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from crawlers.completeness.series import NO_PAGES, READ, Series
from records.order import Gap

# The site, or its robots.txt, keeps these to itself.
CLOSED = ("login_wall", "forbidden", "disallowed")
# These would have been read on a better day.
FAILED = ("captcha", "challenge", "rate_limited", "server_error", "unreachable", "too_large", "unknown")
# An address that nobody asked: the run ended first, no link led there, or its shape was left.
UNREAD, UNLINKED, LEFT = "unread", "unlinked", "left"


@dataclass(frozen=True, slots=True)
class Why:
    """What is known of the run as a whole: whether it walks from page to page, why it ended before its
    addresses did.
    """

    follows: bool
    ended: str


def gaps_of(series: Series, why: Why) -> tuple[Gap, ...]:
    """The gaps of one list or thread."""
    return (*_failed(series), *_waiting(series, why), *_missing(series, why))


def passed_of(series: Series, why: Why) -> int:
    """Pages accounted for without being read: before the first one asked, behind known ground, and where no
    ``next`` is followed all further ones.
    """
    rest = max(0, series.said - series.seen)
    if series.stopped or not why.follows:
        return max(0, series.said - max(series.seen, len(series.pages)))
    return min(series.before, rest)


def _failed(series: Series) -> Iterator[Gap]:
    for page in series.pages:
        ended = page.state == "redirected_elsewhere" and not page.forked and not series.read
        if page.state in (*CLOSED, *FAILED) or (ended and page.kind == "next"):
            yield Gap(url=page.url, state=page.state or "", why=page.why)
        elif page.state == "gone" and (page.kind == "next" or page is not series.first):
            told = f" though the pages before it say there are {series.said}" if series.read else ""
            yield Gap(url=page.url, state="gone", why=f"{page.why}{told}".strip())
        elif page.state == "empty" and page.parent is not None and page.kind == "next" and _expects(series):
            yield Gap(url=page.url, state="empty", why=f"{page.why}, though there are {series.said} pages")


def _expects(series: Series) -> bool:
    """Whether the site says that there are more pages than were read."""
    return any(page.state in READ for page in series.pages) and series.said > series.seen + series.before


def _waiting(series: Series, why: Why) -> Iterator[Gap]:
    waiting = [page for page in series.pages if page.state is None]
    if waiting:
        number = f"{len(waiting)} pages found and not read" if len(waiting) > 1 else "found and not read"
        yield Gap(url=waiting[0].url, state=UNREAD, why=f"{number}: {why.ended}")


def _missing(series: Series, why: Why) -> Iterator[Gap]:
    """Pages that the site says there are and that no page led to; behind one that failed the rest is lost
    with it.
    """
    broken = any(page.state not in (*NO_PAGES, *READ) for page in series.pages)
    missing = series.said - series.seen - passed_of(series, why)
    if missing <= 0 or broken or not series.read or series.capped:
        return
    last = series.read[-1]
    if last.extent and last.extent.rendered and not last.extent.onward:
        told = (
            f"{series.seen} of at least {series.said} pages were shown within the clicks and scrolls allowed"
        )
        yield Gap(url=last.url, state=UNREAD, why=told)
    elif last.left or (last.extent and last.extent.onward):
        told = last.left or "the pages before them brought nothing new"
        yield Gap(
            url=last.url, state=LEFT, why=f"{missing} of {series.said} pages were not asked for: {told}"
        )
    else:
        told = f"{series.said} pages are said to be there, and no link led to {missing} of them"
        yield Gap(url=last.url, state=UNLINKED, why=told)
