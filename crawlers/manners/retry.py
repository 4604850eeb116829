"""Whether an address is worth asking once more."""

from crawlers.journal.address_queue import Row
from records.page import Page
from records.reading import Reading, State
from records.source import Source
from records.visit import Again

PASSING = frozenset({State.UNREACHABLE, State.SERVER_ERROR, State.RATE_LIMITED})
MOST_TRIES = 3
LONGEST_WAIT = 600.0


def again(source: Source, row: Row, page: Page, reading: Reading) -> Again | None:
    """Another try for a passing trouble, or in a browser where the plain page lacks the posts.

    A challenge, login wall or captcha ends the visit: it is never tried again.
    """
    if reading.state in PASSING and row.attempts < MOST_TRIES:
        return Again(after=wait(page, row.attempts))
    return Again(render=True) if lacks_posts(source, page, reading) else None


def lacks_posts(source: Source, page: Page, reading: Reading) -> bool:
    """Whether a plain page of ``source`` has nothing to read that a browser might show."""
    plain = page.rendering is None and page.exchange is not None and page.status == 200
    return source.render == "when-empty" and plain and reading.state in (State.UNKNOWN, State.EMPTY)


def wait(page: Page, attempts: int) -> float:
    """Seconds to wait: what Retry-After says (RFC 9110, 10.2.3; seconds form), else 2, 4, 8 …"""
    said = page.exchange.header("retry-after") if page.exchange else None
    if said and said.strip().isdigit():
        return min(float(said), LONGEST_WAIT)
    return float(2**attempts)
