"""One process that reads pages, seen from the crawl."""

import asyncio
import subprocess
import sys
from multiprocessing import Pipe

from records.page import Page
from records.reading import Reading
from records.source import Source

PROGRAM = "crawlers.workers.process"
# What the line holds until the process takes it, which may be starting still.
AT_ONCE_BYTES = 1 << 16


class Worker:
    """Reads one page at a time."""

    def __init__(self) -> None:
        self.line, theirs = Pipe()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    async def read(self, page: Page, source: Source) -> Reading:
        """As ``crawlers.readers.read``.

        Raises:
            EOFError, ConnectionError: the process has died.
        """
        job = (page, source.family, source.zone, source.select)
        if len(page.content) > AT_ONCE_BYTES:
            await asyncio.to_thread(self.line.send, job)
        else:
            self.line.send(job)
        await self._answered()
        reading: Reading = self.line.recv()
        return reading

    async def _answered(self) -> None:
        loop = asyncio.get_running_loop()
        answered = loop.create_future()
        loop.add_reader(self.line.fileno(), answered.set_result, None)
        try:
            await answered
        finally:
            loop.remove_reader(self.line.fileno())

    def end(self) -> int:
        """Stop the process, whatever it does; its exit status (the negative number of the signal)."""
        self.line.close()
        self.process.kill()
        return self.process.wait()
