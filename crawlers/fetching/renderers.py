"""Renderer processes that eat too much are ended: a page may not take the machine along."""

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic

from playwright.async_api import CDPSession
from playwright.async_api import Error as BrowserError

# The heaviest pages we know of need a third of this.
LARGEST_BYTES = 1 << 30
# All of one browser's renderers; frames of other sites have processes of their own.
MOST_BYTES = 3 << 30
EVERY_SECONDS = 0.5
# A page hears of its process's end within this time.
NEWS_SECONDS = 2.0


class Renderers:
    """Looks at the size of a browser's renderers, where the system tells it (``/proc``)."""

    def __init__(self, control: CDPSession) -> None:
        self.control = control
        self.ended_at = float("-inf")

    async def watch(self) -> None:
        """End what grows too large, for as long as the browser lives."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            try:
                known = await self.control.send("SystemInfo.getProcessInfo")
            except BrowserError:
                return
            sizes = {
                one["id"]: resident(one["id"]) for one in known["processInfo"] if one["type"] == "renderer"
            }
            for process in too_large(sizes):
                self.ended_at = monotonic()
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)

    def ended_one(self) -> bool:
        """Whether a renderer was ended just now."""
        return monotonic() - self.ended_at < NEWS_SECONDS


def too_large(sizes: Mapping[int, int]) -> list[int]:
    """The processes to end: each that is too large, the largest where all of them are together."""
    found = [process for process, size in sizes.items() if size > LARGEST_BYTES]
    if not found and sum(sizes.values()) > MOST_BYTES:
        found.append(max(sizes, key=lambda process: sizes[process]))
    return found


def resident(process: int) -> int:
    """Bytes of memory a process holds; 0 where the system does not say (no Linux, process gone)."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
