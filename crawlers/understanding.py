"""What a page says to a run: what its family's reader finds, unless it is no page at all."""

from crawlers.memory.walk import is_unasked
from crawlers.workers.pool import ReaderPool
from records.page import Page
from records.reading import Reading, State


async def understand(page: Page, readers: ReaderPool, *, last: bool) -> Reading:
    """The reading of a page by its source's ``readers``. A 304 nobody asked for is no page; a body that broke
    off is one at the ``last`` try only, for until then it may come whole.
    """
    if page.exchange and page.broken_off and not last:
        why = f"body cut ({page.exchange.truncated}) after {len(page.content)} bytes"
        return Reading(State.UNREACHABLE, why)
    if is_unasked(page):
        return Reading(State.UNKNOWN, "HTTP 304 to a request that set no condition")
    return await readers.read(page)
