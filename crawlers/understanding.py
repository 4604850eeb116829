"""What a page says to a run: what its family's reader finds, unless it is no page at all."""

from crawlers.memory.walk import is_unasked
from crawlers.readers import read
from records.page import Page
from records.reading import Reading, State
from records.source import Source


def understand(page: Page, source: Source) -> Reading:
    """The reading of a page of ``source``; a body cut on the way, or a 304 nobody asked for, is no page."""
    if page.exchange and page.exchange.truncated in ("disconnect", "time"):
        return Reading(State.UNREACHABLE, f"body cut short after {len(page.exchange.body)} bytes")
    if is_unasked(page):
        return Reading(State.UNKNOWN, "HTTP 304 to a request that set no condition")
    return read(page, source.family, source.zone, source.select)
