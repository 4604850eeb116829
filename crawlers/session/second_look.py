"""Whether a session lives: asked before the first page of a run, and again before a wall is believed."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http.request import NO_CALLBACK

from crawlers.egress.address import OutOfScope
from crawlers.egress.profile import ExitDown
from crawlers.fetching.chromium import BrowserDown, NotShown
from crawlers.manners.retry import MOST_TRIES
from crawlers.manners.robots import FAILED
from crawlers.manners.turns import LeftAlone
from crawlers.readers import read
from crawlers.session.farewell import tells_end
from crawlers.session.live import LiveSession
from crawlers.session.saved import Check
from records.page import Page
from records.reading import State
from records.source import Source

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# What may keep a look from being answered.
NO_ANSWER: tuple[type[Exception], ...] = (
    *FAILED, IgnoreRequest, OutOfScope, LeftAlone, ExitDown, BrowserDown, NotShown
)  # fmt: skip


class SecondLook:
    """Tells a dead session from a place that is closed to its account: by the session's check, else by where
    the source starts. For walls met at the same time it looks once; ``tell`` hears of the end, once.
    """

    def __init__(
        self, crawler: "Crawler", source: Source, session: LiveSession, tell: Callable[[str], None]
    ) -> None:
        self.crawler, self.source, self.session, self.tell = crawler, source, session, tell
        self.check = session.saved.check or Check(source.start[0])
        self.lock = asyncio.Lock()
        self.looked_at = 0.0
        self.ended = False

    async def look_first(self) -> None:
        """Look before anything else is asked, where a check is known.

        Raises:
            LeftAlone: the session has ended.
        """
        async with self.lock:
            if self.session.saved.check and not self.looked_at:
                await self._look(self.check.url)
        if self.ended:
            raise LeftAlone("the session has ended", "session", time.time())

    async def keeps_back(self, url: str, state: State, attempts: int) -> bool:
        """Whether a page ended in ``state`` because the source's session has ended, or may have: then it
        stays in the queue.
        """
        if state is not State.LOGIN_WALL:
            return False
        ended = await self.has_ended(url)
        return attempts < MOST_TRIES if ended is None else ended

    async def has_ended(self, walled: str) -> bool | None:
        """Whether the session with which ``walled`` has just been asked for has ended; None where nobody
        answered.
        """
        walled_at = monotonic()
        async with self.lock:
            if not self.ended and self.looked_at <= walled_at:
                return await self._look(walled)
        return self.ended

    async def _look(self, walled: str) -> bool | None:
        """One request past the frontier, through the same fence, pace and exit as every other."""
        self.looked_at = monotonic()
        meta = {"render": self.source.render == "always", "look": True}
        request = Request(self.check.url, priority=1000, callback=NO_CALLBACK, meta=meta, dont_filter=True)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except NO_ANSWER:
            return None
        page: Page = response.meta["page"]
        return None if page.broken_off else self._judge(page, walled)

    def _judge(self, page: Page, walled: str) -> bool:
        reading = read(page, self.source.family, self.source.zone, self.source.select)
        self.ended = tells_end(self.check, page, reading)
        if self.ended:
            self.tell(walled)
        else:
            now = datetime.now(UTC)
            self.session.safe.change(self.session.name, lambda kept: replace(kept, checked_at=now))
        return self.ended


class SessionMiddleware:
    """Lets no page of a run be asked for before its session was looked at."""

    def __init__(self, look: SecondLook) -> None:
        self.look = look

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> Self:
        """Build for the crawler's spider; one without a second look (an errand) goes without."""
        look = getattr(crawler.spider, "second_look", None)
        if look is None:
            raise NotConfigured
        return cls(look)

    async def process_request(self, request: Request) -> None:
        """Hold a page until the look is over."""
        if not request.meta.get("look") and not request.meta.get("robots"):
            await self.look.look_first()
