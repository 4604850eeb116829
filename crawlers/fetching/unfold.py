"""Has a page show more of itself: waits for it, scrolls it, presses its button; never without a bound."""

import asyncio

from playwright.async_api import TimeoutError as BrowserTimeout

from crawlers.fetching.recorder import Recorder
from crawlers.fetching.tab import VIEWPORT, Tab
from records.source import Source

# How long a page's script may take to show what the source waits for, or to answer a press of the button.
WAIT_SECONDS = 10.0
# A list that grows at its end has asked for more within this time.
SCROLL_SECONDS = 1.5
STEP_SECONDS = 0.05
# To the end of the page; whether that was possible. Where not, something in the middle of it may scroll.
TO_END = """(() => {
  const before = scrollY;
  scrollTo({top: document.documentElement.scrollHeight, behavior: "instant"});
  return scrollY > before;
})()"""
WHEEL = 20_000
SIZE = "[document.documentElement.scrollHeight, document.getElementsByTagName('*').length]"


async def unfold(tab: Tab, source: Source, recorder: Recorder) -> None:
    """Wait for what ``source`` waits for, then scroll and press as often as it says.

    Both end early where nothing more comes.

    Raises:
        BrowserError, TimeoutError, PageTrouble: the tab or its page does not answer.
    """
    if source.wait_for:
        await _appears(tab, source.wait_for)
    if source.capture or not source.wait_for:
        await recorder.quiet(WAIT_SECONDS)
    for _ in range(source.scrolls):
        if not await _scroll(tab, recorder):
            break
    for _ in range(source.clicks if source.next_button else 0):
        if not await _press(tab, f"{source.next_button}:not([disabled])", recorder):
            break


async def _appears(tab: Tab, selector: str) -> None:
    """Wait for the selector; a page that never shows it is still a page, and its reader says what it is."""
    try:
        await tab.sheet.wait_for_selector(selector, timeout=WAIT_SECONDS * 1000)
    except BrowserTimeout:
        return


async def _scroll(tab: Tab, recorder: Recorder) -> bool:
    before = await _size(tab), recorder.asked
    if not await tab.ask(TO_END):
        await tab.sheet.mouse.move(VIEWPORT[0] / 2, VIEWPORT[1] / 2)
        await tab.sheet.mouse.wheel(0, WHEEL)
    return await _more(tab, recorder, before, SCROLL_SECONDS)


async def _press(tab: Tab, selector: str, recorder: Recorder) -> bool:
    button = tab.sheet.locator(selector).first
    if not await button.count() or not await button.is_visible():
        return False
    before = await _size(tab), recorder.asked
    try:
        await button.click(timeout=WAIT_SECONDS * 1000)
    except BrowserTimeout:  # something lies over it
        return False
    return await _more(tab, recorder, before, WAIT_SECONDS)


async def _more(tab: Tab, recorder: Recorder, before: tuple[list[int], int], seconds: float) -> bool:
    """Whether the page asks for more or grows within ``seconds``; what it asked for has then come."""
    clock = asyncio.get_running_loop().time
    end = clock() + seconds
    while clock() < end:
        if recorder.asked > before[1] or await _size(tab) != before[0]:
            await recorder.quiet(WAIT_SECONDS)
            return True
        await asyncio.sleep(STEP_SECONDS)
    return False


async def _size(tab: Tab) -> list[int]:
    size: list[int] = await tab.ask(SIZE)
    return size
