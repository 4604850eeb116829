"""How far a page may go during one visit, and what ends the visit before its deadline."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Never, TypeVar

from crawlers.egress.hosts import inside
from crawlers.files.policy import file_name, kind_of

Outcome = TypeVar("Outcome")

# A page that fills its place this often shows nothing that could be read.
MOST_PLACES = 50
MOST_WINDOWS = 20
MOST_FILES = 20
MOST_REQUESTS = 3000
# A page that asks for no more than this, and stays where it is, does not trouble the one after it in its tab.
CALM_REQUESTS = 300


class PageTrouble(RuntimeError):
    """The page behaves so that nothing is read from it; the message says how."""


class PageTooHeavy(PageTrouble):
    """The page grew beyond what is allowed to it."""


class LedElsewhere(PageTrouble):
    """The page was led outside the source's hosts; the message names the target."""


class FileOffered(PageTrouble):
    """The address is no page but a file, which is not taken; the message has its name and size."""


class Leash:
    """Counts what a page does beside showing itself; ``hold`` ends work on it where it goes too far."""

    def __init__(self, hosts: tuple[str, ...]) -> None:
        self.hosts = hosts
        self.places = self.windows = self.requests = 0
        self.offered: list[str] = []
        self.told = asyncio.Event()
        self.broken: asyncio.Future[Never] = asyncio.get_running_loop().create_future()

    @property
    def calm(self) -> bool:
        """Whether the page did no more than pages do."""
        return self.places <= 1 and self.requests <= CALM_REQUESTS and not self.windows

    async def hold(self, work: Coroutine[Any, Any, Outcome]) -> Outcome:
        """What ``work`` gives, unless the page breaks loose first.

        Raises:
            PageTrouble: it did.
        """
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait([task, self.broken], return_when=asyncio.FIRST_COMPLETED)  # type: ignore[type-var]
            if self.broken.done():
                self.broken.result()
            return await task
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
            elif not task.cancelled():
                task.exception()  # looked at: what broke the page is told instead

    def cut(self, trouble: PageTrouble) -> None:
        """End the visit."""
        if not self.broken.done():
            self.broken.set_exception(trouble)
            self.broken.exception()  # whoever holds the page looks at it, if anybody does

    def may_lead_to(self, url: str) -> bool:
        """Whether the page may be replaced by the one at ``url``; the visit ends where not, unless that is a
        file: then the page stays.
        """
        if kind_of(url):
            self.note_file(f"{file_name(url)[:200]}, not asked for")
            return False
        if inside(url, self.hosts):
            return True
        self.cut(LedElsewhere(f"leads to {url[:300]}, outside the declared hosts"))
        return False

    def note_file(self, words: str) -> None:
        """The page offered a file, which was not taken."""
        if len(self.offered) < MOST_FILES:
            self.offered.append(words)
        self.told.set()

    async def offer(self) -> str:
        """The first file offered, once there is one."""
        await self.told.wait()
        return self.offered[0]

    def note_place(self) -> None:
        """The page's address changed."""
        self.places += 1
        if self.places > MOST_PLACES:
            self.cut(PageTrouble(f"changed its own address more than {MOST_PLACES} times"))

    def note_window(self) -> None:
        """The page opened a window, which was closed."""
        self.windows += 1
        if self.windows > MOST_WINDOWS:
            self.cut(PageTrouble(f"opened more than {MOST_WINDOWS} windows"))

    def note_request(self) -> None:
        """The page asked for something."""
        self.requests += 1
        if self.requests > MOST_REQUESTS:
            self.cut(PageTrouble(f"asked for more than {MOST_REQUESTS} things"))
