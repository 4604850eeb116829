"""robots.txt, obeyed: one fetch per host, everybody waits for it, and no answer means no (RFC 9309)."""

import asyncio
from collections import defaultdict
from typing import Self
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawlers.manners.pacer import pacer_of
from records.errand import Robots

# RFC 9309, 2.3.1.2: at least five redirects are followed; 2.5: at least 500 KiB are read.
MOST_HOPS = 5
FAILED = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    TimeoutError,
)


class Disallowed(IgnoreRequest):
    """robots.txt forbids the address, or could not be had."""


class RobotsUnavailable(RuntimeError):
    """robots.txt gave no usable answer."""


class RobotsMiddleware:
    """Asks each host's robots.txt before its first page.

    Scrapy's own middleware lets requests through that arrive while the file is under way; here they wait
    on a lock.
    4xx means no rules, 5xx and network failures mean that nothing may be read (RFC 9309, 2.3.1.3 and
    2.3.1.4).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.agent = crawler.settings["USER_AGENT"].partition("/")[0]
        self.rules: dict[str, Protego | RobotsUnavailable] = {}
        self.locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build for a crawler."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let an allowed request through; raise Disallowed otherwise."""
        if request.meta.get("robots"):
            return
        rules = await self.rules_of(origin_of(request.url))
        if isinstance(rules, RobotsUnavailable):
            raise Disallowed(f"robots.txt could not be had ({rules}), so nothing is read")
        if not rules.can_fetch(request.url, self.agent):
            raise Disallowed("robots.txt forbids this address")

    def verdict(self, url: str) -> Robots:
        """What is known so far of the rules for ``url``."""
        origin = origin_of(url)
        if origin not in self.rules:
            return Robots("not asked")
        rules = self.rules[origin]
        if isinstance(rules, RobotsUnavailable):
            return Robots("unavailable")
        return Robots(
            "allows" if rules.can_fetch(url, self.agent) else "forbids", rules.crawl_delay(self.agent)
        )

    async def rules_of(self, origin: str) -> Protego | RobotsUnavailable:
        """The origin's rules, fetched once, or why there are none to go by."""
        async with self.locks[origin]:
            if origin not in self.rules:
                try:
                    rules = Protego.parse(await self.fetch(f"{origin}/robots.txt"))
                    pacer_of(self.crawler).keep_apart(origin, rules.crawl_delay(self.agent))
                    self.rules[origin] = rules
                except RobotsUnavailable as error:
                    self.crawler.spider.note_fault(f"{origin}/robots.txt: {error}")  # type: ignore[union-attr]
                    self.rules[origin] = error
        return self.rules[origin]

    async def fetch(self, url: str) -> str:
        """The file's text; empty where the host says that there is none."""
        for _ in range(MOST_HOPS + 1):
            response = await self.ask(url)
            if not 300 <= response.status < 400:
                return body_of(response)
            url = urljoin(url, (response.headers.get("Location") or b"").decode("latin-1"))
        raise RobotsUnavailable("too many redirects")

    async def ask(self, url: str) -> Response:
        """One request past the frontier, through the same fence, pace and exit as every other."""
        request = Request(url, priority=1000, callback=NO_CALLBACK, meta={"robots": True}, dont_filter=True)
        assert self.crawler.engine is not None
        try:
            return await self.crawler.engine.download_async(request)
        except IgnoreRequest as error:
            raise RobotsUnavailable(str(error)) from error
        except (OSError, *FAILED) as error:
            raise RobotsUnavailable(f"no answer: {error or type(error).__name__}") from error


def origin_of(url: str) -> str:
    """Scheme, host and port: each has a robots.txt of its own."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def body_of(response: Response) -> str:
    """The rules in a final answer.

    Raises:
        RobotsUnavailable: a 5xx or a refusal that says nothing about the rules.
    """
    if response.status >= 500 or response.status == 429:
        raise RobotsUnavailable(f"HTTP {response.status}")
    if response.status >= 400:
        return ""
    page = response.meta["page"]
    text: str = page.content.decode("utf-8", "replace")
    return text
