"""A browser fetch: what the page's own script loaded, the DOM it made and, for evidence, a picture of it."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import FloatRect
from playwright.async_api import Response as Answer
from playwright.async_api import TimeoutError as BrowserTimeout
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from crawlers.egress.fence import dialer_of
from crawlers.fetching.browser import Browser
from crawlers.fetching.chromium import NotShown
from crawlers.fetching.leash import FileOffered, Leash
from crawlers.fetching.recorder import Recorder
from crawlers.fetching.tab import VIEWPORT, Tab
from crawlers.fetching.tabs import LOST_PASS, Tabs
from crawlers.fetching.unfold import unfold
from crawlers.files.policy import POLICY
from crawlers.manners.sending import sending
from crawlers.session.live import session_of
from crawlers.spider_source import source_of
from records.page import Exchange, Page, Rendering

# After this long, or a third of its deadline, a page is taken as it stands: some part of it may never come.
LOAD_SECONDS = 15.0
OFFER_SECONDS = 2.0
PICTURE_SECONDS = 10.0
# A picture of a page that has no end has one.
TALLEST = 15_000
DOM = """(() => {
  const kind = document.doctype ? new XMLSerializer().serializeToString(document.doctype) : '';
  const text = kind + document.documentElement.outerHTML;
  return [text.length, text.slice(0, %d)];
})()"""
TALL = "document.documentElement.scrollHeight"


class BrowserFetch:
    """Loads a source's pages in tabs of one browser."""

    def __init__(self, crawler: Crawler) -> None:
        source = self.source = source_of(crawler)
        self.largest = crawler.settings.getint("PAGE_BYTES")
        self.pictures = source.evidence == "rendered"
        self.keeps_pictures = crawler.settings.getbool("READ_PICTURES")
        self.deadline = crawler.settings.getfloat("RENDER_SECONDS")
        self.session = session_of(crawler)
        browser = Browser(crawler.settings["CHROMIUM"] or None, self.pictures, dialer_of(crawler))
        self.tabs = Tabs(
            browser,
            {
                "viewport": {"width": VIEWPORT[0], "height": VIEWPORT[1]},
                "locale": "zh-CN",
                "timezone_id": source.zone,
                "service_workers": "block",
                "accept_downloads": False,
            },
            self.session,
        )

    async def ready(self) -> None:
        """Have a browser that answers: its start is no page's time. Raises BrowserDown where none starts."""
        await self.tabs.ready()

    async def download_request(self, request: Request) -> Response:
        """Load the page in a tab, and leave the Page in ``request.meta["page"]``.

        Raises:
            NotShown: the browser could not load it, or died.
            PageTrouble: the page broke its bounds.
            OutOfScope, ExitDown, httpcore.NetworkError: why the gate did not connect to the page's host.
        """
        try:
            page = await self._show(request.url)
        except BrowserError as error:
            raise NotShown(error.message) from error
        request.meta["page"] = page
        assert page.exchange is not None
        return Response(page.url, page.status, _headers(page.exchange))

    async def _show(self, url: str) -> Page:
        """What a tab shows at ``url``; asked for again, in a new context, where this one lost its pass."""
        try:
            return await self._visit(url)
        except BrowserError as error:
            if LOST_PASS not in error.message:
                raise
            return await self._visit(url)

    async def _visit(self, url: str) -> Page:
        """What a tab shows at ``url``."""
        began = monotonic()
        async with self.tabs.lend() as tab:
            recorder = Recorder(self.source.capture, self.largest, self.keeps_pictures)
            leash = Leash(self.source.hosts)
            with tab.visit(recorder, leash):
                try:
                    return await leash.hold(self._load(tab, url))
                except BrowserError as error:
                    raise tab.engine.gate.refusal_of(url, began) or error from None

    async def close(self) -> None:
        """Close the tabs and end the browser."""
        await self.tabs.close()

    async def _load(self, tab: Tab, url: str) -> Page:
        started_at = datetime.now(UTC)
        assert tab.recorder is not None
        context = tab.sheet.context
        if self.session:  # a plain fetch may have been handed new ones meanwhile
            cookies: Any = self.session.browser_cookies()
            await context.add_cookies(cookies)
        answer = await _open(tab, url, min(LOAD_SECONDS, self.deadline / 3))
        await unfold(tab, self.source, tab.recorder)
        page = await self._page(tab, answer, url, started_at)
        if self.session:
            self.session.learn_from_browser(await context.cookies())
        return page

    async def _page(self, tab: Tab, answer: Answer, url: str, started_at: datetime) -> Page:
        assert tab.recorder is not None
        assert tab.leash is not None
        (length, dom), main = await asyncio.gather(
            tab.ask(DOM % self.largest), tab.recorder.document(tab.sheet.url, answer)
        )
        tab.leash.may_lead_to(tab.sheet.url)
        return Page(
            url=url,
            fetched_at=started_at,
            exchange=main,
            content=main.body,
            rendering=Rendering(
                dom=dom,
                screenshot=await _picture(tab) if self.pictures else None,
                exchanges=tuple(tab.recorder.captured),
                browser=f"Chromium {tab.engine.version}",
                user_agent=tab.engine.user_agent,
                viewport=VIEWPORT,
                offered=tuple(tab.leash.offered),
            ),
            failure=f"DOM of {length} characters cut" if length > self.largest else None,
        )


async def _open(tab: Tab, url: str, patience: float) -> Answer:
    """Load ``url`` until all of it is there, or for ``patience`` seconds after its beginning."""
    try:
        sending()
        answer = await tab.sheet.goto(url, wait_until="commit", timeout=0)
    except BrowserError as error:
        refused = "ERR_ABORTED" in error.message and tab.leash and tab.leash.offered
        if "Download is starting" in error.message or refused:
            raise FileOffered(f"{POLICY}: {await _offer(tab)}") from None
        raise
    assert answer is not None  # only about:blank and places inside the same page have none
    with suppress(BrowserTimeout):
        await tab.sheet.wait_for_load_state("load", timeout=patience * 1000)
    return answer


async def _offer(tab: Tab) -> str:
    """What the browser says of the file, which it does a moment after it refused to load it as a page."""
    assert tab.leash is not None
    with suppress(TimeoutError):
        async with asyncio.timeout(OFFER_SECONDS):
            return await tab.leash.offer()
    return "without a name"


async def _picture(tab: Tab) -> bytes | None:
    """A PNG of the page, down to ``TALLEST``; None where the page does not hold still for it."""
    tall = min(int(await tab.ask(TALL)), TALLEST)
    clip: FloatRect = {"x": 0, "y": 0, "width": VIEWPORT[0], "height": max(tall, VIEWPORT[1])}
    try:
        return await tab.sheet.screenshot(
            full_page=True, clip=clip, type="png", timeout=PICTURE_SECONDS * 1000
        )
    except BrowserTimeout:
        return None


def _headers(exchange: Exchange) -> dict[str, list[str]]:
    """The response headers as Scrapy takes them, so that cookies reach its jar."""
    found: dict[str, list[str]] = {}
    for name, value in exchange.headers:
        found.setdefault(name, []).append(value)
    return found
