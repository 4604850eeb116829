"""A process that fetches a few addresses as a run would, and keeps nothing: ``python -m crawlers.errand``.

It reads an Errand from stdin and writes one Reply per line to stdout. Fence, robots.txt, user agent, pace,
deadlines and size limits are those of every crawl; only the frontier, the journal and the pipelines are
missing.
"""

import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response
from scrapy.settings import BaseSettings, Settings
from twisted.python.failure import Failure

from crawlers.egress.hosts import host_of, inside
from crawlers.fetching.refusal import refused_reading
from crawlers.manners.cookie_page import gives_cookie
from crawlers.manners.retry import lacks_posts
from crawlers.manners.robots import RobotsMiddleware
from crawlers.readers import read
from crawlers.readers.answers import redirect_target
from records.errand import Errand, Reply, Robots
from records.page import Page
from records.reading import Reading
from records.source import Source
from records.wire import decode, encode


class ErrandSpider(scrapy.Spider):
    """Asks for every address once."""

    name = "errand"
    source: ClassVar[Source]
    errand: ClassVar[Errand]

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Scrapy's own scheduler, no pipelines; hosts side by side, one request at a time on each."""
        super().update_settings(settings)
        for name, value in {
            "SCHEDULER": "scrapy.core.scheduler.Scheduler",
            "ITEM_PIPELINES": {},
            "CONCURRENT_REQUESTS": cls.source.pace.concurrency,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        }.items():
            settings.set(name, value, priority="spider")

    async def start(self) -> AsyncIterator[Any]:
        """One request per address."""
        for address in self.errand.addresses:
            yield self.ask(address, address, (), self.source.render == "always")

    def ask(
        self, url: str, address: str, pages: tuple[Page, ...], render: bool, again: bool = False
    ) -> Request:
        """A request for ``url`` on the way that began at ``address``, ``again`` with the cookie it gave.

        Cookies but those of a session are kept for each way apart, for it may be another source's.
        """
        way = {"address": address, "pages": pages, "render": render, "again": again}
        way["cookiejar"] = None if self.source.session else address
        return Request(url, callback=self.parse, errback=self.refused, dont_filter=True, meta=way)

    def parse(self, response: Response) -> Iterator[Request]:
        """An answer: go on where it leads, ask a browser where it lacks its posts, else hand it over."""
        page: Page = response.meta["page"]
        address, pages = response.meta["address"], (*response.meta["pages"], page)
        target = redirect_target(page)
        if target and len(pages) <= self.errand.hops and inside(target, (host_of(address),)):
            yield self.ask(target, address, pages, response.meta["render"])
        elif gives_cookie(page) and not response.meta["again"]:
            yield self.ask(page.url, address, pages[:-1], response.meta["render"], again=True)
        elif self.source.render == "when-empty" and lacks_posts(self.source, page, self.understand(page)):
            yield self.ask(page.url, address, pages[:-1], True)
        else:
            self.hand_over(address, pages, page.url)

    def understand(self, page: Page) -> Reading:
        """What the source's reader makes of the page."""
        return read(page, self.source.family, self.source.zone, self.source.select)

    def refused(self, failure: Failure) -> None:
        """Nothing came back, or nothing was asked for."""
        request: Request = failure.request  # type: ignore[attr-defined]
        assert failure.value is not None
        refusal = refused_reading(failure.value)
        self.hand_over(request.meta["address"], request.meta["pages"], request.url, refusal)

    def hand_over(
        self, address: str, pages: tuple[Page, ...], url: str, refusal: Reading | None = None
    ) -> None:
        """Write what came of an address."""
        reply = Reply(address=address, pages=pages, refusal=refusal, robots=self.robots(url))
        sys.stdout.buffer.write(encode(reply) + b"\n")
        sys.stdout.buffer.flush()

    def robots(self, url: str) -> Robots:
        """What the host of ``url`` says in its robots.txt."""
        middleware = self.crawler.get_downloader_middleware(RobotsMiddleware)
        assert middleware is not None
        return middleware.verdict(url)

    def note_fault(self, what: str) -> None:
        """A trouble beside the pages: there is no journal, the log on stderr has it."""
        self.logger.warning(what)


def fetch(errand: Errand) -> None:
    """Fetch every address and write the replies; returns when all are written."""
    settings = Settings()
    settings.setmodule("crawlers.settings")
    settings.set("SPIDER_LOADER_CLASS", "scrapy.spiderloader.SpiderLoader")  # no folder of sources is read
    process = AsyncCrawlerProcess(settings)
    process.crawl(type("Errand", (ErrandSpider,), {"source": errand.source, "errand": errand}))
    process.start()


if __name__ == "__main__":
    fetch(decode(sys.stdin.buffer.read(), Errand))
