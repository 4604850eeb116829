"""The tabs of a run: one shared context, tabs used again, both replaced before they grow old."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from playwright.async_api import BrowserContext
from playwright.async_api import Error as BrowserError

from crawlers.fetching.asides import Asides
from crawlers.fetching.browser import ANSWER_SECONDS, Browser, Engine
from crawlers.fetching.tab import Tab
from crawlers.session.live import LiveSession

# A tab that showed so many pages is closed: what pages leave behind in it goes with it.
TAB_VISITS = 50
# A context goes after so many pages or so long, and with it cache and anonymous cookies.
CONTEXT_VISITS = 400
CONTEXT_SECONDS = 1800.0
# The browser's network began anew, after it died, and knows the gate's password no more.
LOST_PASS = "ERR_INVALID_AUTH_CREDENTIALS"


@dataclass(slots=True)
class Shared:
    """A context and the tabs of it that wait; ``lent`` tabs come back to it. One that is ``barred`` has lost
    its pass through the gate.
    """

    context: BrowserContext
    engine: Engine
    born: float = field(default_factory=monotonic)
    visits: int = 0
    lent: int = 0
    barred: bool = False
    waiting: list[Tab] = field(default_factory=list)

    def worn(self) -> bool:
        """Whether its time is over."""
        return self.barred or self.visits >= CONTEXT_VISITS or monotonic() - self.born > CONTEXT_SECONDS


class Tabs:
    """Lends tabs, one visit at a time each. ``manner`` says how a context is opened.

    With a ``session`` every context begins with its state; cookies without one go with their context.
    """

    def __init__(self, browser: Browser, manner: dict[str, Any], session: LiveSession | None) -> None:
        self.browser = browser
        self.manner = manner
        self.session = session
        self.shared: Shared | None = None
        self.suspect: Engine | None = None
        self.turn = asyncio.Lock()
        self.leaving = Asides()

    async def ready(self) -> Engine:
        """A browser that answers. After a visit that failed, the browser may have been the reason.

        Raises:
            BrowserDown: none starts.
        """
        suspect, self.suspect = self.suspect, None
        if suspect is not None:
            await self.browser.doubt(suspect)
        return await self.browser.running()

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[Tab]:
        """A tab, perhaps with an earlier page in it. One whose visit ends by an error is not used again.

        Raises:
            BrowserDown: the browser does not start.
            BrowserError: it died.
        """
        tab, home = await self._take()
        well = False
        try:
            yield tab
            well = True
        except BrowserError as error:
            home.barred = home.barred or LOST_PASS in error.message
            raise
        finally:
            home.lent -= 1
            if not well:
                self.suspect = home.engine
            if well and tab.visits < TAB_VISITS and home is self.shared:
                home.waiting.append(tab)
                tab.rest()
            else:
                self.leaving.do(self._give_up(tab, home))

    async def close(self) -> None:
        """Close everything; no process stays behind."""
        with suppress(TimeoutError):
            await self.leaving.settle(2 * ANSWER_SECONDS)
        await self.browser.end()

    async def _take(self) -> tuple[Tab, Shared]:
        async with self.turn:
            engine, tab = await self.ready(), None
            try:
                home = await self._current(engine)
                tab = await self._waiting(home) or await Tab.open(home.context, engine)
            finally:
                if tab is None:
                    self.suspect = engine
        home.lent += 1
        home.visits += 1
        return tab, home

    async def _waiting(self, home: Shared) -> Tab | None:
        """A tab that was used before and still answers, if there is one."""
        while home.waiting:
            tab = home.waiting.pop()
            if await tab.wake():
                return tab
            self.leaving.do(self._give_up(tab, home))
        return None

    async def _current(self, engine: Engine) -> Shared:
        """The context in use, a new one where its time is over or its browser died."""
        home = self.shared
        if home is not None and home.engine is engine and not home.worn():
            return home
        if home is not None and home.engine is engine:
            self.shared = None
            self.leaving.do(self._leave(home))
        state = self.session.browser_state() if self.session else None
        self.shared = Shared(await engine.context(self.manner, state), engine)
        return self.shared

    async def _give_up(self, tab: Tab, home: Shared) -> None:
        try:
            await tab.close()
        except (BrowserError, TimeoutError):
            self.suspect = home.engine
        if home is not self.shared:
            await self._leave(home)

    async def _leave(self, home: Shared) -> None:
        """Close a context whose last tab came back."""
        if home.lent:
            return
        await asyncio.wait_for(home.context.close(), ANSWER_SECONDS)
