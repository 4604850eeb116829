"""Where a crawl's pages are read: beside its fetching, or where that is much in processes of their own."""

import asyncio
import os
import time

from crawlers.readers import read
from crawlers.workers.worker import Worker
from records.page import Page
from records.reading import Reading, State
from records.source import Source

# To start a process takes about as long. A crawl that reads less than a part of the time waits for its pages.
WORTH_SECONDS, WORTH_PART = 0.3, 0.2
# A page so large may take seconds, in which nothing else would be asked, answered or ended in time.
LARGE_BYTES = 1 << 20
# No page takes a reader more than seconds (crawlers.readers.parsable); a process that takes so long hangs.
MOST_SECONDS = 60.0


class ReaderPool:
    """Reads the pages of one source.

    The crawl's own process reads them until it has spent ``WORTH_SECONDS`` on it, and that was more than
    ``WORTH_PART`` of the time that has passed; from then on as many processes do as there are processors. A
    page of more than ``LARGE_BYTES`` is always read by one of them.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.free = asyncio.Semaphore(len(os.sched_getaffinity(0)))
        self.idle: list[Worker] = []
        self.began, self.spent = time.monotonic(), 0.0
        self.apart = False

    async def read(self, page: Page) -> Reading:
        """What ``page`` says; UNKNOWN where the process that read it died of it or had to be ended."""
        if not self.apart and len(page.content) <= LARGE_BYTES:
            return self._read_here(page)
        async with self.free:
            worker = self.idle.pop() if self.idle else Worker()
            try:
                async with asyncio.timeout(MOST_SECONDS):
                    reading = await worker.read(page, self.source)
                self.idle.append(worker)
            except TimeoutError:
                return Reading(State.UNKNOWN, f"not read within {MOST_SECONDS:g} seconds")
            except (EOFError, ConnectionError):
                return Reading(State.UNKNOWN, f"its reader died (exit status {worker.end()})")
            finally:
                if worker not in self.idle:
                    worker.end()
        return reading

    def _read_here(self, page: Page) -> Reading:
        began = time.monotonic()
        reading = read(page, self.source.family, self.source.zone, self.source.select)
        done = time.monotonic()
        self.spent += done - began
        self.apart = self.spent > max(WORTH_SECONDS, WORTH_PART * (done - self.began))
        return reading

    def close(self) -> None:
        """End the processes."""
        while self.idle:
            self.idle.pop().end()
