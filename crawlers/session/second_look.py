"""Whether a wall means that the session has ended, or that this one place is closed to its account."""

import asyncio
import re
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as BrowserError
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from crawlers.manners.robots import FAILED
from crawlers.manners.turns import LeftAlone
from crawlers.readers import read
from crawlers.session.saved import Check
from records.page import Page
from records.reading import Reading, State
from records.source import Source

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

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


class SecondLook:
    """Asks the session's check before a wall is believed; for walls met at the same time once."""

    def __init__(self, crawler: "Crawler", source: Source, check: Check | None) -> None:
        self.crawler, self.source = crawler, source
        self.check = check or Check(source.start[0])
        self.lock = asyncio.Lock()
        self.ended = False
        self.begun = 0.0

    async def has_ended(self) -> bool | None:
        """Whether the session of a page that has just been walled has ended; None where nobody answered."""
        walled_at = monotonic()
        async with self.lock:
            if not self.ended and self.begun <= walled_at:
                self.begun = monotonic()
                ended = await self._look()
                self.ended = bool(ended)
                return ended
        return self.ended

    async def _look(self) -> bool | None:
        """One request past the frontier, through the same fence, pace and exit as every other."""
        meta = {"render": self.source.render == "always"}
        request = Request(self.check.url, priority=1000, callback=NO_CALLBACK, meta=meta, dont_filter=True)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except (OSError, IgnoreRequest, LeftAlone, BrowserError, *FAILED):
            return None
        page: Page = response.meta["page"]
        reading = read(page, self.source.family, self.source.zone, self.source.select)
        return tells_end(self.check, page, reading)
