"""Requests that brought no page: why, as a page without an exchange and a state."""

from datetime import UTC, datetime

from scrapy.exceptions import IgnoreRequest

from crawlers.egress import failure
from crawlers.egress.address import OutOfScope
from crawlers.fetching.chromium import NotShown
from crawlers.fetching.leash import FileOffered, LedElsewhere, PageTooHeavy, PageTrouble
from crawlers.manners.robots import Disallowed
from crawlers.manners.turns import LeftAlone
from records.page import Page
from records.reading import Reading, State

# What a browser's page did, where that has a state of its own.
STATES: tuple[tuple[type[BaseException], State], ...] = (
    (LedElsewhere, State.REDIRECTED_ELSEWHERE),
    (PageTooHeavy, State.TOO_LARGE),
)


def phrase(error: BaseException) -> str:
    """The failure in one short line."""
    if isinstance(error, PageTrouble):
        return f"the page {failure.said(error)}"
    if isinstance(error, NotShown):
        return f"the browser could not load the page: {failure.said(error)}".removesuffix(": ")
    return failure.phrase(error)


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
