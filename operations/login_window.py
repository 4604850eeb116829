"""A browser window in which an operator logs in by hand; nothing is filled in, pressed or read for them."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Error as BrowserError

from config.settings import Settings
from crawlers.fetching.chromium import find_chromium, launch_arguments, sandboxed
from crawlers.session.state import BrowserState, SessionError
from records.source import Source

# How often the window is looked at: whoever closes it has to wait no longer for us.
LOOK_MS = 300


def has_display() -> bool:
    """Whether a window can be opened here at all."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def ask_for_login(source: Source, settings: Settings) -> BrowserState:
    """Open a visible browser where ``source`` starts; wait until its windows are closed or Enter is pressed.

    Raises:
        SessionError: there is no display or no browser, or the browser did not start.
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
        with _window(chromium) as browser:
            return _wait(browser, source)
    except BrowserError as error:
        raise SessionError(f"the browser's window failed: {str(error).splitlines()[0]}") from error


@contextmanager
def _window(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            headless=False,
            executable_path=str(chromium),
            args=launch_arguments(),
            chromium_sandbox=sandboxed(),
        )
        try:
            yield browser
        finally:
            browser.close()


def _wait(browser: Browser, source: Source) -> BrowserState:
    """The state when the operator is done: that of the last look, for a closed browser tells nothing."""
    context = browser.new_context(
        locale="zh-CN", timezone_id=source.zone, no_viewport=True, accept_downloads=False
    )
    tab, pressed = context.new_page(), enter_pressed()
    with suppress(BrowserError):  # the window shows what went wrong; its operator may go on from there
        tab.goto(source.start[0], wait_until="commit")
    state = _state(context)
    while browser.is_connected() and context.pages and not pressed.is_set():
        with suppress(BrowserError):  # closed while it was looked at
            context.pages[0].wait_for_timeout(LOOK_MS)
            state = _state(context)
    return state


def _state(context: BrowserContext) -> BrowserState:
    return msgspec.convert(context.storage_state(), BrowserState)


def enter_pressed() -> threading.Event:
    """Set as soon as a line comes from the terminal; never where nobody sits at one."""
    pressed = threading.Event()

    def listen() -> None:
        if sys.stdin.readline():
            pressed.set()

    if sys.stdin.isatty():
        threading.Thread(target=listen, daemon=True).start()
    return pressed
