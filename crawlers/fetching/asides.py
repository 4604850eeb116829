"""Work beside the visits: nobody's page waits for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from playwright.async_api import Error as BrowserError


class Asides:
    """Tasks held until they are done; that the browser or a tab is gone meanwhile is nobody's trouble."""

    def __init__(self) -> None:
        self.tasks: set[asyncio.Task[None]] = set()

    def do(self, work: Coroutine[Any, Any, Any]) -> None:
        """Have it done beside."""
        task = asyncio.create_task(_quietly(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def settle(self, seconds: float | None = None) -> None:
        """Wait until all of it is done, ``seconds`` at most."""
        async with asyncio.timeout(seconds):
            while self.tasks:
                await asyncio.wait(set(self.tasks))


async def _quietly(work: Coroutine[Any, Any, Any]) -> None:
    try:
        await work
    except (BrowserError, TimeoutError):
        return
