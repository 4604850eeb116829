"""What a page shows of the session it was asked for with."""

import re

from crawlers.session.saved import Check
from records.page import Page
from records.reading import Reading, State

_FAREWELL = re.compile(
    rb"""(?:href|action)\s*=\s*["'][^"']{0,300}(?:log-?out|log-?off|sign-?out)""", re.IGNORECASE
)
READ = frozenset({State.ITEMS, State.EMPTY, State.UNKNOWN})


def shows_farewell(page: Page) -> bool:
    """Whether a page offers a way to log out, as forums do to those who are in."""
    content = page.rendering.dom.encode("utf-8", "replace") if page.rendering else page.content
    return _FAREWELL.search(content) is not None


def tells_end(check: Check, page: Page, reading: Reading) -> bool:
    """Whether the page at the check's address shows that the session has ended."""
    if reading.state is State.LOGIN_WALL:
        return True
    return check.farewell and reading.state in READ and page.status == 200 and not shows_farewell(page)
