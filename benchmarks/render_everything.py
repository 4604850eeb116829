"""Every page in a browser and read there: ``python -m benchmarks.render_everything HOST:PORT PAGES``.

Playwright as its documentation shows it, a new page for each address, with the reading of ``BoardSpider``.
"""

import asyncio
import sys

from playwright.async_api import Browser, async_playwright
from scrapy.http import HtmlResponse

from benchmarks.board_spider import BoardSpider
from benchmarks.threads import path_of
from crawlers.fetching.chromium import find_chromium, sandboxed
from crawlers.fetching.fetch import MOST_SHOWN


async def main(place: str, pages: int) -> None:
    """Show and read every page; one without posts is an error."""
    addresses = (f"http://{place}{path_of(number)}" for number in range(pages))
    async with async_playwright() as play:
        browser = await play.chromium.launch(
            executable_path=str(find_chromium() or "") or None, chromium_sandbox=sandboxed()
        )
        spider = BoardSpider(addresses=[])

        async def tab() -> None:
            for url in addresses:
                if not list(spider.parse(await shown(browser, url))):
                    raise RuntimeError(f"no posts at {url}")

        await asyncio.gather(*(tab() for _ in range(MOST_SHOWN)))
        await browser.close()


async def shown(browser: Browser, url: str) -> HtmlResponse:
    """The page as the browser has made it."""
    page = await browser.new_page()
    await page.goto(url)
    await page.wait_for_selector("#postlist")
    dom = await page.content()
    await page.close()
    return HtmlResponse(url, body=dom.encode(), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
