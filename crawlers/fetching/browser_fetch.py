"""A browser fetch: what the page's own script loaded, the DOM it made and a picture of it."""

import asyncio
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab
from playwright.async_api import Response as Answer
from playwright.async_api import TimeoutError as BrowserTimeout
from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawlers.session.live import session_of
from records.page import Exchange, Page, Rendering
from records.source import Source

VIEWPORT = (1280, 900)
# How long a page's script may take to show what the source waits for.
WAIT_MS = 10_000


class Recorder:
    """Collects the responses of one tab that the reader or the evidence needs."""

    def __init__(self, source: Source, largest: int) -> None:
        self.source = source
        self.largest = largest
        self.main: list[Exchange] = []
        self.captured: list[Exchange] = []
        self.tasks: set[asyncio.Task[None]] = set()
        self.arrived = asyncio.Event()

    def hear(self, answer: Answer) -> None:
        """The tab's response event."""
        wanted = any(part in answer.url for part in self.source.capture)
        if wanted or _is_document(answer):
            task = asyncio.create_task(self._note(answer, self.captured if wanted else self.main))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _note(self, answer: Answer, shelf: list[Exchange]) -> None:
        started_at, clock = datetime.now(UTC), monotonic()
        cut = None
        try:
            body = await answer.body()
        except BrowserError:  # a redirect has no body; a closed tab takes its bodies along
            body, cut = b"", None if 300 <= answer.status < 400 else "unspecified"
        server = await answer.server_addr()
        shelf.append(
            Exchange(
                url=answer.url,
                method=answer.request.method,
                request_headers=tuple((await answer.request.all_headers()).items()),
                request_body=(answer.request.post_data_buffer or b""),
                status=answer.status,
                reason=answer.status_text,
                headers=tuple((await answer.all_headers()).items()),
                body=body[: self.largest],
                started_at=started_at,
                seconds=monotonic() - clock,
                ip=server["ipAddress"] if server else None,
                truncated="length" if len(body) > self.largest else cut,
            )
        )
        self.arrived.set()

    async def settle(self) -> None:
        """Wait until every response heard so far is noted."""
        while self.tasks:
            await asyncio.gather(*self.tasks)


def _is_document(answer: Answer) -> bool:
    request = answer.request
    return request.is_navigation_request() and request.frame.parent_frame is None


class BrowserFetch(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]  # untyped there
    """scrapy-playwright, with the raw responses kept and the tab closed whatever happens."""

    def __init__(self, crawler: Crawler, source: Source) -> None:
        super().__init__(crawler)
        self.source = source
        self.largest = crawler.settings.getint("PAGE_BYTES")
        self.session = session_of(crawler)

    async def download_request(self, request: Request) -> Response:
        """Load the page in a tab, and leave the Page in ``request.meta["page"]``."""
        recorder = Recorder(self.source, self.largest)
        request.meta.update(
            playwright=True,
            playwright_include_page=True,
            playwright_context=self.source.name,
            playwright_context_kwargs={
                "viewport": {"width": VIEWPORT[0], "height": VIEWPORT[1]},
                "locale": "zh-CN",
                "timezone_id": self.source.zone,
                "service_workers": "block",
                "accept_downloads": False,
                "storage_state": self.session.browser_state() if self.session else None,
            },
            playwright_page_init_callback=_listener(recorder),
        )
        started_at = datetime.now(UTC)
        try:
            response: Response = await super().download_request(request)
            tab: Tab = request.meta["playwright_page"]
            await self._work(tab, recorder)
            request.meta["page"] = await self._page(tab, recorder, request, started_at)
            if self.session:
                self.session.learn_from_browser(await tab.context.cookies())
            return response
        finally:
            await _close(request.meta.pop("playwright_page", None))

    async def _work(self, tab: Tab, recorder: Recorder) -> None:
        """Wait for what the source waits for, then press its next button as often as it says."""
        if self.source.wait_for:
            await _appears(tab, self.source.wait_for)
        for _ in range(self.source.clicks if self.source.next_button else 0):
            await recorder.settle()
            button = tab.locator(f"{self.source.next_button}:not([disabled])").first
            if not await button.count() or not await button.is_visible():
                break
            recorder.arrived.clear()
            await button.click(timeout=WAIT_MS)
            try:
                await asyncio.wait_for(recorder.arrived.wait(), WAIT_MS / 1000)
            except TimeoutError:
                break
        await recorder.settle()

    async def _page(self, tab: Tab, recorder: Recorder, request: Request, started_at: datetime) -> Page:
        main = recorder.main[-1] if recorder.main else None
        browser = self.browser.version if hasattr(self, "browser") else ""
        return Page(
            url=request.url,
            fetched_at=started_at,
            exchange=main,
            content=main.body if main else b"",
            rendering=Rendering(
                dom=await tab.content(),
                screenshot=await tab.screenshot(full_page=True, type="png"),
                exchanges=tuple(recorder.captured),
                browser=f"Chromium {browser}",
                user_agent=str(await tab.evaluate("navigator.userAgent")),
                viewport=VIEWPORT,
            ),
        )


def _listener(recorder: Recorder) -> Any:
    async def listen(tab: Tab, request: Request) -> None:
        tab.on("response", recorder.hear)

    return listen


async def _appears(tab: Tab, selector: str) -> None:
    """Wait for the selector; a page that never shows it is still a page, and its reader says what it is."""
    try:
        await tab.wait_for_selector(selector, timeout=WAIT_MS)
    except BrowserTimeout:
        return


async def _close(tab: Tab | None) -> None:
    """Close the tab; one that no longer answers is left to the end of the process."""
    if tab is None or tab.is_closed():
        return
    try:
        await asyncio.wait_for(tab.close(), 5)
    except (BrowserError, TimeoutError):
        return
