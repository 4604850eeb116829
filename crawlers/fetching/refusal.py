"""Requests that brought no page: why, as a page without an exchange and a state."""

from datetime import UTC, datetime

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)

from crawlers.egress.address import OutOfScope
from crawlers.fetching.chromium import NotShown
from crawlers.fetching.leash import FileOffered, LedElsewhere, PageTooHeavy, PageTrouble
from crawlers.manners.robots import Disallowed
from crawlers.manners.turns import LeftAlone
from records.page import Page
from records.reading import Reading, State

PHRASES: tuple[tuple[type[BaseException], str], ...] = (
    (CannotResolveHostError, "the host name does not resolve"),
    (DownloadFailedError, "no sound answer"),
    (DownloadConnectionRefusedError, "the connection was refused"),
    (DownloadFailedError, "the answer broke off or is no HTTP"),
    (DownloadTimeoutError, "no whole answer within the deadline"),
    (TimeoutError, "no whole answer within the deadline"),
    (NotShown, "the browser could not load the page"),
)
# What a browser's page did, where that has a state of its own.
STATES: tuple[tuple[type[BaseException], State], ...] = (
    (LedElsewhere, State.REDIRECTED_ELSEWHERE),
    (PageTooHeavy, State.TOO_LARGE),
)
# What more the exception says may quote the page; only its first line goes into the journal.
LONGEST = 200


def phrase(error: BaseException) -> str:
    """The failure in one short line."""
    said = next(iter(str(error).splitlines()), "").partition(": bytearray(")[0][:LONGEST]
    known = next((words for kind, words in PHRASES if isinstance(error, kind)), None)
    if isinstance(error, PageTrouble):
        return f"the page {said}"
    return f"{known}: {said}" if known and said else known or said or type(error).__name__


def refused_page(url: str, error: BaseException, asked_at: datetime | None) -> Page:
    """A page of which nothing came back since it was asked for; None where it was not."""
    return Page(url=url, fetched_at=asked_at or datetime.now(UTC), failure=phrase(error))


def refused_reading(error: BaseException) -> Reading:
    """The state of a request that was not sent or not answered."""
    if isinstance(error, OutOfScope | FileOffered):
        return Reading(State.OUT_OF_SCOPE, str(error))
    if isinstance(error, LeftAlone):
        return Reading(State.RATE_LIMITED, str(error))
    if isinstance(error, Disallowed | IgnoreRequest):
        return Reading(State.DISALLOWED, str(error))
    state = next((state for kind, state in STATES if isinstance(error, kind)), State.UNREACHABLE)
    return Reading(state, phrase(error))
