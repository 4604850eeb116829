"""No question keeps the embedded index busy for longer than a person waits: five seconds, what is around it
included. Who reads everything waits as long for each part of it as he may.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from search.answer import MOST_SECONDS
from search.fault import TookTooLong

# SQLite looks at the clock after so many steps of its machine: some thousand times a second.
STEPS = 20_000


class Clock:
    """Runs for ``seconds``, and from the beginning again when it is restarted."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.restart()

    def restart(self) -> None:
        """Begin again: something was found, or somebody else took the time."""
        self.end = time.monotonic() + self.seconds

    def is_over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self.end


@contextmanager
def deadline(database: sqlite3.Connection, seconds: float = MOST_SECONDS) -> Iterator[Clock]:
    """Break off what is asked of ``database`` inside once the clock's time is up.

    Raises:
        TookTooLong: it was.
    """
    clock = Clock(seconds)
    database.set_progress_handler(clock.is_over, STEPS)
    try:
        yield clock
    except sqlite3.OperationalError as error:
        if not clock.is_over():
            raise
        raise TookTooLong(seconds) from error
    finally:
        database.set_progress_handler(None, 0)
