"""The one download handler of both schemes: plain or browser, each under a total deadline."""

import asyncio
import os
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Self
from weakref import WeakKeyDictionary

from scrapy.http import Request, Response

from crawlers.fetching.plain_fetch import PlainFetch
from crawlers.manners.pacer import pacer_of
from crawlers.manners.sending import telling
from crawlers.session.live import session_of
from crawlers.session.withheld import without_secrets
from crawlers.spider_source import source_of
from records.page import Page

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawlers.fetching.browser_fetch import BrowserFetch

# Pages shown at once: more of them only take the processors from one another until all are late.
MOST_SHOWN = max(4, 2 * (os.cpu_count() or 1))
_handlers: "WeakKeyDictionary[Crawler, Fetch]" = WeakKeyDictionary()


class Fetch:
    """Sends a request to the fetch it asks for. Scrapy builds a handler per scheme; both get the same one,
    for otherwise each would start a browser."""

    lazy = False

    def __init__(self, crawler: "Crawler") -> None:
        self.pacer = pacer_of(crawler)
        self.plain = PlainFetch(crawler)
        self.browser = _browser(crawler) if source_of(crawler).rendered else None
        self.browser_seconds = crawler.settings.getfloat("RENDER_SECONDS")
        self.shown = asyncio.Semaphore(MOST_SHOWN)
        self.session = session_of(crawler)
        self.closed = False

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """The crawler's one handler."""
        if crawler not in _handlers:
            _handlers[crawler] = cls(crawler)
        return _handlers[crawler]  # type: ignore[return-value]

    async def download_request(self, request: Request) -> Response:
        """Wait for the host's turn, then fetch within the deadline; a session's secrets stay out of the page.

        The turn is taken here, behind every queue of the engine: what holds one goes out at once.

        Raises:
            LeftAlone: the host may not be asked now.
            BrowserDown: the page is to be rendered, and no browser starts.
            TimeoutError: no answer, or no page of the browser's, had come by then.
        """
        browser = self.browser if request.meta.get("render") else None
        async with self.shown if browser else nullcontext():
            if browser:
                await browser.ready()
            gap = await self.pacer.take_turn(request.url, counted=not request.meta.get("robots"))
            with telling(partial(self.pacer.note_sent, request.url)) if gap else nullcontext():
                request.meta["asked_at"] = datetime.now(UTC)
                response = await self._fetch(request, browser)
        page: Page = request.meta["page"]
        latency = None if page.rendering else request.meta.get("download_latency")
        self.pacer.note_answer(page.exchange, latency)
        if self.session:
            request.meta["page"] = without_secrets(page, self.session)
        return response

    async def _fetch(self, request: Request, browser: "BrowserFetch | None") -> Response:
        if browser:
            async with asyncio.timeout(self.browser_seconds):
                return await browser.download_request(request)
        return await self.plain.download_request(request)

    async def close(self) -> None:
        """Close both, once."""
        if self.closed:
            return
        self.closed = True
        self.pacer.close()
        await self.plain.close()
        if self.browser is not None:
            await self.browser.close()


def _browser(crawler: "Crawler") -> "BrowserFetch":
    """The door to the browser: a run that shows no page does not wait for what drives one."""
    from crawlers.fetching.browser_fetch import BrowserFetch

    return BrowserFetch(crawler)
