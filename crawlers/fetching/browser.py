"""The browser process of a run: started when first needed, again after it died, ended with all its kin."""

import asyncio
import os
import signal
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, CDPSession, Playwright, async_playwright
from playwright.async_api import Error as BrowserError

from crawlers.egress.dialer import Dialer
from crawlers.egress.gate import Gate
from crawlers.egress.gate_pass import SWITCHES, give_pass
from crawlers.fetching.asides import Asides
from crawlers.fetching.chromium import UNWANTED, BrowserDown, launch_arguments, sandboxed
from crawlers.fetching.renderers import Renderers

START_SECONDS = 30.0
# How long a living browser may take to answer a simple question, or to end.
ANSWER_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Engine:
    """One living Chromium: ``control`` speaks to the browser itself, ``process`` leads its process group,
    ``gate`` is its only way out.
    """

    chromium: Chromium
    gate: Gate
    control: CDPSession
    process: int
    version: str
    user_agent: str
    renderers: Renderers
    belongings: AsyncExitStack

    async def context(self, manner: dict[str, Any], state: Any = None) -> BrowserContext:
        """A new context opened in this ``manner``, with a storage ``state`` to begin with."""
        context = await self.chromium.new_context(storage_state=state, **manner)
        await give_pass(context, self.gate)
        return context

    async def answers(self) -> bool:
        """Whether it still answers a simple question."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self.control.send("Browser.getVersion")
        except (BrowserError, TimeoutError):
            return False
        return True

    async def end(self) -> None:
        """End it: politely where it listens, then its whole process group."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self.chromium.close()
        except (BrowserError, TimeoutError):
            pass
        finally:
            end_group(self.process)
            await self.belongings.aclose()


class Browser:
    """Hands out the living engine. Playwright's own process begins anew with each: it may die, too."""

    def __init__(self, executable: str | None, pictures: bool, dialer: Dialer) -> None:
        self.executable = executable
        self.pictures = pictures
        self.dialer = dialer
        self.engine: Engine | None = None
        self.starting: asyncio.Task[Engine] | None = None
        self.retiring = Asides()
        self.lock = asyncio.Lock()

    async def running(self) -> Engine:
        """The engine, started if there is none or the last one died.

        A start outlives the visit that asked for it: on a busy machine it may take longer than one visit may.

        Raises:
            BrowserDown: it does not start.
        """
        async with self.lock:
            if self.engine is not None and not self.engine.chromium.is_connected():
                self._retire(self.engine)
            if self.engine is None:
                self.starting = self.starting or asyncio.create_task(self._start())
                self.engine = await self._started(self.starting)
            return self.engine

    async def _started(self, starting: "asyncio.Task[Engine]") -> Engine:
        try:
            return await asyncio.shield(starting)
        finally:
            if starting.done():
                self.starting = None

    async def doubt(self, engine: Engine) -> None:
        """Something did not answer: end ``engine`` unless it still does."""
        if engine is not self.engine or await engine.answers():
            return
        self._retire(engine)

    def _retire(self, engine: Engine) -> None:
        """End an engine that is of no use any more, beside the visit that found it out."""
        if engine is self.engine:
            self.engine = None
            end_group(engine.process)
            self.retiring.do(engine.end())

    async def end(self) -> None:
        """End the engine, if there is one."""
        async with self.lock:
            engine, self.engine = self.engine, None
            if self.starting is not None:
                starting, self.starting = self.starting, None
                starting.cancel()
                with suppress(asyncio.CancelledError, BrowserDown):
                    engine = await starting
            if engine is not None:
                await engine.end()
        await self.retiring.settle()

    async def _start(self) -> Engine:
        try:
            return await self._launch()
        except (BrowserError, TimeoutError) as error:
            said = next(iter(str(error).splitlines()), "") or f"not within {START_SECONDS:.0f} s"
            raise BrowserDown(f"the browser does not start: {said}") from error

    async def _launch(self) -> Engine:
        async with AsyncExitStack() as belongings, asyncio.timeout(START_SECONDS):
            # What a browser that had to be killed leaves in the folder for temporary files goes with it.
            folder = TemporaryDirectory(prefix="hw", ignore_cleanup_errors=True)
            temporary = belongings.enter_context(folder)
            gate = await belongings.enter_async_context(Gate(self.dialer))
            playwright = await async_playwright().start()
            belongings.push_async_callback(_stop, playwright)
            chromium = await playwright.chromium.launch(
                executable_path=self.executable,
                args=[*launch_arguments(self.pictures), *SWITCHES],
                ignore_default_args=list(UNWANTED),
                chromium_sandbox=sandboxed(),
                proxy={"server": gate.address},
                env={**os.environ, "TMPDIR": temporary},
                timeout=START_SECONDS * 1000,
            )
            belongings.push_async_callback(_close, chromium)
            control = await chromium.new_browser_cdp_session()
            renderers = Renderers(control)
            watch = asyncio.create_task(renderers.watch())
            belongings.callback(watch.cancel)
            processes = (await control.send("SystemInfo.getProcessInfo"))["processInfo"]
            return Engine(
                chromium=chromium,
                gate=gate,
                control=control,
                process=next(one["id"] for one in processes if one["type"] == "browser"),
                version=chromium.version,
                user_agent=(await control.send("Browser.getVersion"))["userAgent"],
                renderers=renderers,
                belongings=belongings.pop_all(),
            )


async def _close(chromium: Chromium) -> None:
    with suppress(BrowserError, TimeoutError):
        await asyncio.wait_for(chromium.close(), ANSWER_SECONDS)


async def _stop(playwright: Playwright) -> None:
    with suppress(BrowserError, TimeoutError):
        await asyncio.wait_for(playwright.stop(), ANSWER_SECONDS)


def end_group(leader: int) -> None:
    """End a process and everything it started, if it leads a group of its own as Playwright starts it."""
    with suppress(ProcessLookupError):
        if os.getpgid(leader) == leader:
            os.killpg(leader, signal.SIGKILL)
