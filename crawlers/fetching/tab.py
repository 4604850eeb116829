"""One tab: a page of the browser with what it takes to hear it, to ask it and to close it from outside."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Self

from playwright.async_api import BrowserContext, Download, Frame, Request
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Sheet

from crawlers.fetching.asides import Asides
from crawlers.fetching.browser import ANSWER_SECONDS, Engine
from crawlers.fetching.door import Door
from crawlers.fetching.leash import Leash, PageTooHeavy, PageTrouble
from crawlers.fetching.recorder import Recorder

VIEWPORT = (1280, 900)
# A page's script is asked for the DOM; one that does not let go for so long is no page.
SCRIPT_SECONDS = 10.0
TRIES = 5
BLANK = "about:blank"
# To leave a page costs a third of what it cost to show it: not worth it for a tab that is wanted at once.
REST_SECONDS = 0.3


class Tab:
    """A tab that is heard by a recorder and held by a leash while a visit goes on, and by nobody between."""

    def __init__(self, sheet: Sheet, door: Door, engine: Engine) -> None:
        self.sheet = sheet
        self.door = door
        self.session = door.session
        self.frame = door.frame
        self.engine = engine
        self.visits = 0
        self.calm = True
        self.recorder: Recorder | None = None
        self.leash: Leash | None = None
        self.asides = Asides()
        self.closed = asyncio.Event()
        self.resting: asyncio.Task[None] | None = None
        self.leaving = False

    @classmethod
    async def open(cls, context: BrowserContext, engine: Engine) -> Self:
        """A new tab of ``context``."""
        sheet = await context.new_page()
        session = await context.new_cdp_session(sheet)
        tree = await session.send("Page.getFrameTree")
        tab = cls(sheet, await Door.hang(session, tree["frameTree"]["frame"]["id"]), engine)
        sheet.on("request", tab._asked)
        sheet.on("requestfinished", tab._ended)
        sheet.on("requestfailed", tab._ended)
        sheet.on("framenavigated", tab._moved)
        sheet.on("popup", tab._opened)
        sheet.on("download", tab._offered)
        sheet.on("crash", tab._crashed)
        sheet.on("close", lambda _: tab.closed.set())
        return tab

    @contextmanager
    def visit(self, recorder: Recorder, leash: Leash) -> Iterator[None]:
        """Be heard and held for one visit."""
        self.visits += 1
        self.recorder = recorder
        self.leash = self.door.leash = leash
        try:
            yield
        finally:
            self.calm = leash.calm
            self.recorder = self.leash = self.door.leash = None

    async def ask(self, script: str) -> Any:
        """What an expression gives in a world of our own, which the page's scripts cannot reach or change.

        Raises:
            TimeoutError: the page does not let go.
            PageTrouble: it gives nothing.
        """
        async with asyncio.timeout(SCRIPT_SECONDS):
            for _ in range(TRIES):
                with suppress(BrowserError):  # it was replaced by another page in the middle, or is gone
                    return await self._evaluate(script)
                if self.sheet.is_closed():
                    break
        raise PageTrouble("does not stay for as long as it is asked what it shows")

    async def _evaluate(self, script: str) -> Any:
        world = await self.session.send(
            "Page.createIsolatedWorld", {"frameId": self.frame, "worldName": "reading"}
        )
        answer = await self.session.send(
            "Runtime.evaluate",
            {
                "expression": script,
                "contextId": world["executionContextId"],
                "returnByValue": True,
                "timeout": SCRIPT_SECONDS * 1000,
            },
        )
        if "value" not in answer["result"]:
            raise PageTrouble("does not say what it shows")
        return answer["result"]["value"]

    def rest(self) -> None:
        """Nobody needs it now. If nobody does for a moment it leaves its page, whose scripts would run on."""
        self.resting = asyncio.create_task(self._rest())

    async def wake(self) -> bool:
        """Be used again; False where it does not answer, or still shows a page whose doings would be taken
        for the next one's: it is to be closed then.
        """
        if self.resting is not None and not self.leaving:
            self.resting.cancel()
        elif self.resting is not None:
            await asyncio.wait({self.resting})
        self.leaving = False
        if not self.calm:
            return False
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self.session.send("Runtime.evaluate", {"expression": "1"})
        except (BrowserError, TimeoutError):
            return False
        return True

    async def _rest(self) -> None:
        await asyncio.sleep(REST_SECONDS)
        self.leaving = True
        with suppress(BrowserError, TimeoutError):  # whoever wakes it finds out
            async with asyncio.timeout(ANSWER_SECONDS):
                await self.sheet.goto(BLANK, wait_until="commit")
                self.calm = True

    async def close(self) -> None:
        """Close it from outside, whatever its page is busy with.

        Raises:
            BrowserError, TimeoutError: it is closed already, or the browser does not do it.
        """
        async with asyncio.timeout(ANSWER_SECONDS):
            await self.engine.control.send("Target.closeTarget", {"targetId": self.frame})
            await self.closed.wait()

    def _asked(self, request: Request) -> None:
        if self.recorder is None or self.leash is None:
            return
        document = request.is_navigation_request() and request.frame == self.sheet.main_frame
        self.recorder.ask(request, document)
        if document or self.recorder.begun:  # else it is the page before that still asks
            self.leash.note_request()

    def _ended(self, request: Request) -> None:
        if self.recorder is not None:
            self.recorder.finish(request)

    def _moved(self, frame: Frame) -> None:
        if self.leash is not None and self.recorder is not None and frame == self.sheet.main_frame:
            self.leash.note_place()
            self.recorder.begin()

    def _opened(self, window: Sheet) -> None:
        self.asides.do(window.close())
        if self.leash is not None:
            self.leash.note_window()

    def _offered(self, download: Download) -> None:
        if self.leash is not None and self.recorder is not None:
            self.asides.do(self._note_file(download, self.leash, self.recorder))

    async def _note_file(self, download: Download, leash: Leash, recorder: Recorder) -> None:
        size = await recorder.declared_size(download.url)
        leash.note_file(f"{download.suggested_filename[:200]}, {size or 'size not said'}")

    def _crashed(self, _: Sheet) -> None:
        if self.leash is None:
            return
        if self.engine.renderers.ended_one():
            self.leash.cut(PageTooHeavy("took more memory than is allowed to it"))
        self.leash.cut(PageTrouble("broke the process that showed it"))
