"""robots.txt, asked for once per host before its first page, and obeyed unless the source says why not."""

import asyncio
from collections import defaultdict
from time import monotonic, time
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from config.user_agent import check_user_agent, product_token
from crawlers.egress.address import OutOfScope
from crawlers.egress.failure import FAILURES, phrase
from crawlers.manners.pacer import SLOW_DOWN, pacer_of
from crawlers.manners.retry_after import retry_after
from crawlers.manners.robots_file import RobotsUnavailable, rules_in
from crawlers.manners.robots_leave import overrules, ruling
from crawlers.readers.answers import redirect_target
from crawlers.spider_source import source_of
from records.errand import Robots
from records.page import Page

# RFC 9309, 2.3.1.2: at least five redirects are followed; 2.4: no file is gone by for longer than a day.
MOST_HOPS = 5
LONGEST_KEPT = 86_400.0
# Seconds until a host in a passing trouble is asked again, as for a page; then its answer counts as none.
PAUSES = (2.0, 4.0)
FAILED: tuple[type[Exception], ...] = (*FAILURES, DownloadCancelledError, OSError)
Rules = Protego | RobotsUnavailable


class Disallowed(IgnoreRequest):
    """robots.txt forbids the address, or could not be had."""


class RobotsMiddleware:
    """Asks each host's robots.txt before its first page, anew in each run: what it forbids today holds today.

    Scrapy's own middleware lets requests through that arrive while the file is under way; here they wait
    on a lock.
    4xx means no rules, 5xx and network failures mean that nothing may be read (RFC 9309, 2.3.1.3 and
    2.3.1.4).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.source = source_of(crawler)
        self.agent = product_token(check_user_agent(crawler.settings["USER_AGENT"]))
        self.rules: dict[str, tuple[float, Rules]] = {}
        self.locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build for a crawler."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.open, signals.spider_opened)
        return middleware

    def open(self) -> None:
        """Say so where a leave not to obey has run out."""
        if self.source.robots == "ignore-with-reason" and not overrules(self.source):
            self.note_fault(f"robots_until {self.source.robots_until} is over: robots.txt is obeyed again")

    async def process_request(self, request: Request) -> None:
        """Let a request through that is allowed, or whose source may overrule robots.txt: the two are told
        apart by ``request.meta["overruled"]``, ``["ruling"]`` says it in words. Raise Disallowed otherwise.
        """
        if request.meta.get("robots"):
            return
        await self.rules_of(origin_of(request.url))
        verdict = self.verdict(request.url).verdict
        if verdict != "allows" and not overrules(self.source):
            raise Disallowed(self.refusal(request.url))
        request.meta["ruling"] = ruling(self.source, verdict)
        request.meta["overruled"] = verdict != "allows"

    def refusal(self, url: str) -> str:
        """Why ``url`` is not read."""
        _, rules = self.rules[origin_of(url)]
        if isinstance(rules, RobotsUnavailable):
            return f"robots.txt could not be had ({rules}), so nothing is read"
        return "robots.txt forbids this address"

    def verdict(self, url: str) -> Robots:
        """What is known so far of the rules for ``url``."""
        _, rules = self.rules.get(origin_of(url), (0.0, None))
        if rules is None:
            return Robots("not asked")
        if isinstance(rules, RobotsUnavailable):
            return Robots("unavailable")
        allowed = rules.can_fetch(url, self.agent)
        return Robots("allows" if allowed else "forbids", rules.crawl_delay(self.agent))

    async def rules_of(self, origin: str) -> None:
        """Make the origin's rules known, or why there are none to go by: one question for all who wait."""
        async with self.locks[origin]:
            asked_at, _ = self.rules.get(origin, (monotonic() - LONGEST_KEPT, None))
            if monotonic() - asked_at >= LONGEST_KEPT:
                self.rules[origin] = (monotonic(), await self.find(origin))

    async def find(self, origin: str) -> Rules:
        """The origin's rules, or why there are none to go by."""
        try:
            rules = rules_in(await self.fetch(f"{origin}/robots.txt"))
        except RobotsUnavailable as error:
            self.note_fault(f"{origin}/robots.txt: {error}")
            return error
        pacer_of(self.crawler).keep_apart(origin, rules.crawl_delay(self.agent))
        return rules

    async def fetch(self, url: str) -> Page:
        """The final answer to the question for robots.txt."""
        for _ in range(MOST_HOPS + 1):
            page = await self.ask_patiently(url)
            if not 300 <= page.status < 400:
                return page
            url = redirected(page)
        raise RobotsUnavailable("too many redirects")

    async def ask_patiently(self, url: str) -> Page:
        """One answer; a host in a passing trouble is asked again: when it says (Retry-After), or soon."""
        for pause in PAUSES:
            try:
                page = await self.ask(url)
            except FAILED:
                await asyncio.sleep(pause)
            else:
                if page.status < 500 and page.status not in SLOW_DOWN:
                    return page
                if not _is_told_when(page):
                    await asyncio.sleep(pause)
        try:
            return await self.ask(url)
        except FAILED as error:
            raise RobotsUnavailable(f"no answer: {phrase(error)}") from error

    async def ask(self, url: str) -> Page:
        """One request past the frontier, through the same fence, pace and exit as every other."""
        request = Request(url, priority=1000, callback=NO_CALLBACK, meta={"robots": True}, dont_filter=True)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except (IgnoreRequest, OutOfScope) as error:
            raise RobotsUnavailable(str(error)) from error
        page: Page = response.meta["page"]
        return page

    def note_fault(self, what: str) -> None:
        """A trouble beside the pages."""
        self.crawler.spider.note_fault(what)  # type: ignore[union-attr]


def origin_of(url: str) -> str:
    """Scheme, host and port: each has a robots.txt of its own."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_told_when(page: Page) -> bool:
    """Whether the host says when to come back: its turn is kept until then."""
    said = page.exchange.header("retry-after") if page.exchange else None
    return retry_after(said, time()) is not None


def redirected(page: Page) -> str:
    """Where a redirect of robots.txt leads."""
    if target := redirect_target(page):
        return target
    raise RobotsUnavailable(f"HTTP {page.status} that leads to no address")
