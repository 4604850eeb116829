"""One at a time writes the index of a home: so whoever makes a document anew knows all that the last one
knew.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = "delivery.lock"


@contextmanager
def turn(home: Path) -> Iterator[None]:
    """Wait for one's turn, and have it; the system ends it when the process dies, however it dies."""
    with (home / LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
