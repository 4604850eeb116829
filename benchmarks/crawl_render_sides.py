"""One side of the rendering benchmark: ``python -m benchmarks.crawl_render_sides SIDE HOST:PORT PAGES HOME``.

Prints one JSON line with the pages per second between the first pages, which start the browser and fill its
cache, and the last one.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from typing import Any, ClassVar

import scrapy
from playwright.async_api import async_playwright
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response
from scrapy.settings import Settings

from benchmarks.script_pages import POSTS, path_of
from crawlers.fetching.chromium import UNWANTED, find_chromium, launch_arguments, sandboxed
from crawlers.fetching.fetch import MOST_SHOWN
from crawlers.fetching.tab import VIEWPORT
from records.page import Page
from records.source import Pace, Source

# As many as a run shows at once.
TABS = MOST_SHOWN
WARM = 10
POST = ".post"
ended: list[float] = []


class RenderSpider(scrapy.Spider):
    """Asks for every page in a browser."""

    name = "render"
    source: ClassVar[Source]

    async def start(self) -> AsyncIterator[Request]:
        """Every thread."""
        for url in self.source.start:
            yield Request(url, callback=self.parse, meta={"render": True})

    def parse(self, response: Response) -> None:
        """A page is there."""
        page: Page = response.meta["page"]
        assert page.rendering is not None
        note(page.rendering.dom)

    def note_fault(self, what: str) -> None:
        """There is no robots.txt to complain about."""
        raise RuntimeError(what)


def note(dom: str) -> None:
    """Check that the posts are there, and take the time."""
    if dom.count('class="post ') != POSTS:
        raise RuntimeError(f"not all posts are shown: {dom[-300:]}")
    ended.append(time.perf_counter())


def ours(addresses: list[str], place: str) -> None:
    """Every request by our settings' downloader, without frontier and pipelines."""
    source = Source(
        name="bench",
        title="bench",
        family="forum",
        start=tuple(addresses),
        hosts=(place,),
        folder="",
        follow=(),
        render="always",
        wait_for=POST,
        private_hosts=True,
        pace=Pace(delay=0, concurrency=TABS, pages=len(addresses)),
    )
    settings = Settings()
    settings.setmodule("crawlers.settings")
    for name, value in {
        "SCHEDULER": "scrapy.core.scheduler.Scheduler",
        "ITEM_PIPELINES": {},
        "LOG_LEVEL": "ERROR",
        "CONCURRENT_REQUESTS": TABS,
        "CONCURRENT_REQUESTS_PER_DOMAIN": TABS,
    }.items():
        settings.set(name, value)
    process = AsyncCrawlerProcess(settings)
    process.crawl(type("Render", (RenderSpider,), {"source": source}))
    process.start()


async def playwright(addresses: list[str], chromium: str) -> None:
    """Playwright as its documentation shows it, with tabs used again."""
    waiting = iter(addresses)
    async with async_playwright() as play:
        browser = await play.chromium.launch(
            executable_path=chromium or None,
            args=launch_arguments(pictures=False),
            ignore_default_args=list(UNWANTED),
            chromium_sandbox=sandboxed(),
        )
        width, height = VIEWPORT
        context = await browser.new_context(viewport={"width": width, "height": height})

        async def tab() -> None:
            page = await context.new_page()
            for url in waiting:
                await page.goto(url)
                await page.wait_for_selector(POST)
                note(await page.content())

        await asyncio.gather(*(tab() for _ in range(TABS)))
        await browser.close()


def main(side: str, place: str, pages: int, home: str) -> None:
    """Run one side and print its line."""
    os.environ["HAWKWATCH_HOME"] = home
    addresses: list[Any] = [f"http://{place}{path_of(number)}" for number in range(pages)]
    if side == "ours":
        ours(addresses, place)
    else:
        asyncio.run(playwright(addresses, str(find_chromium() or "")))
    if len(ended) != pages:
        raise RuntimeError(f"{len(ended)} of {pages} pages came")
    print(json.dumps({"speed": (pages - WARM) / (ended[-1] - ended[WARM - 1])}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
