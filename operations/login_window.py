"""A browser window in which an operator logs in by hand; nothing is filled in, pressed or read for them."""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import msgspec
from playwright.async_api import Browser, BrowserContext, async_playwright
from playwright.async_api import Error as BrowserError

from config.settings import Settings
from crawlers.egress.dialer import dialer_for
from crawlers.egress.gate import Gate
from crawlers.egress.gate_pass import SWITCHES, give_pass
from crawlers.fetching.chromium import find_chromium, launch_arguments, sandboxed
from crawlers.session.state import BrowserState, SessionError
from records.source import Source

# How often the window is looked at: a closed browser tells nothing, so the last look is what counts.
LOOK_SECONDS = 0.3


def has_display() -> bool:
    """Whether a window can be opened here at all."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def ask_for_login(source: Source, settings: Settings) -> BrowserState:
    """Open a visible browser where ``source`` starts; wait until its windows are closed or Enter is pressed.

    Whatever the window asks for leaves by the source's exit.

    Raises:
        SessionError: there is no display or no browser, or the browser did not start.
        ProfileError: the source's exit is not set up.
    """
    if not has_display():
        raise SessionError(
            "there is no display for a browser's window: log in elsewhere, and give the browser's state with"
            " `--from FILE`"
        )
    chromium = find_chromium(settings.chromium)
    if chromium is None:
        raise SessionError(
            "no Chromium was found: run `hawkwatch doctor`, or give a state with `--from FILE`"
        )
    try:
        return asyncio.run(_log_in(source, settings, chromium))
    except BrowserError as error:
        raise SessionError(f"the browser's window failed: {str(error).splitlines()[0]}") from error


async def _log_in(source: Source, settings: Settings, chromium: Path) -> BrowserState:
    async with Gate(dialer_for(source, settings.egress)) as gate, _window(chromium, gate) as browser:
        context = await browser.new_context(
            locale="zh-CN", timezone_id=source.zone, no_viewport=True, accept_downloads=False
        )
        await give_pass(context, gate)
        tab = await context.new_page()
        with suppress(BrowserError):  # the window shows what went wrong; its operator may go on from there
            await tab.goto(source.start[0], wait_until="commit")
        return await _wait(browser, context)


@asynccontextmanager
async def _window(chromium: Path, gate: Gate) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            headless=False,
            executable_path=str(chromium),
            args=[*launch_arguments(), *SWITCHES],
            chromium_sandbox=sandboxed(),
            proxy={"server": gate.address},
        )
        try:
            yield browser
        finally:
            await browser.close()


async def _wait(browser: Browser, context: BrowserContext) -> BrowserState:
    """The state when the operator is done."""
    pressed, state = enter_pressed(), await _state(context)
    while browser.is_connected() and context.pages and not pressed.is_set():
        await asyncio.sleep(LOOK_SECONDS)
        with suppress(BrowserError):  # closed while it was looked at
            state = await _state(context)
    return await _state(context) if pressed.is_set() else state


async def _state(context: BrowserContext) -> BrowserState:
    return msgspec.convert(await context.storage_state(), BrowserState)


def enter_pressed() -> threading.Event:
    """Set as soon as a line comes from the terminal; never where nobody sits at one."""
    pressed = threading.Event()

    def listen() -> None:
        if os.read(sys.stdin.fileno(), 1):  # not by sys.stdin: it would keep the interpreter from ending
            pressed.set()

    if sys.stdin.isatty():
        threading.Thread(target=listen, daemon=True).start()
    return pressed
