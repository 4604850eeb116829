"""Whether an address is worth asking once more."""

import re

from crawlers.journal.address_queue import Row
from crawlers.manners.cookie_page import gives_cookie
from crawlers.readers.challenges import loads_itself_again
from records.page import Page
from records.reading import Reading, State
from records.source import Source
from records.visit import Again

PASSING = frozenset({State.UNREACHABLE, State.SERVER_ERROR, State.RATE_LIMITED})
# What a page that only gives a cookie is taken for by readers.
COOKIE_PAGES = frozenset({State.CHALLENGE, State.FORBIDDEN, State.UNKNOWN, State.EMPTY})
MOST_TRIES = 3
# A search that answers every so many seconds is waited for; of several that wait one is answered each time.
MOST_WAITS, LONGEST_WAIT = 10, 120
_SECONDS = re.compile(r"(\d{1,3})\s{0,3}(?:秒|seconds?\b)", re.IGNORECASE)
# Such pages load themselves again after a second or so.
COOKIE_SECONDS = 1.0


def again(row: Row, page: Page, reading: Reading) -> Again | None:
    """Another try for a passing trouble, or with the cookie that a page gave.

    A guard's challenge, a login wall or a captcha ends the visit: it is never tried again. How long the host
    wants to be left alone is not the row's business but the host's (crawlers.manners.turns).
    """
    wait = _seconds_named(reading)
    if wait and row.attempts < MOST_WAITS:
        return Again(after=wait + 1.0)
    if reading.state in PASSING and row.attempts < MOST_TRIES:
        return Again(after=float(2**row.attempts))
    if reading.state in COOKIE_PAGES and row.attempts < MOST_TRIES and gives_cookie(page):
        return Again(after=COOKIE_SECONDS)
    return None


def _seconds_named(reading: Reading) -> int:
    """The wait that the words of a flood control ask for, 0 where they name none."""
    if reading.state is not State.RATE_LIMITED:
        return 0
    named = [int(found) for found in _SECONDS.findall(reading.why)]
    return max((wait for wait in named if wait <= LONGEST_WAIT), default=0)


def lacks_posts(source: Source, page: Page, reading: Reading) -> bool:
    """Whether a plain page of ``source`` has nothing to read that a browser might show: no posts, or a script
    that sets a cookie and loads the page again.
    """
    if source.render != "when-empty" or page.rendering is not None or page.exchange is None:
        return False
    empty = page.status == 200 and reading.state in (State.UNKNOWN, State.EMPTY)
    return empty or (reading.state in COOKIE_PAGES and loads_itself_again(page))
