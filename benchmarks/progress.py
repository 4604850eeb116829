"""What a long benchmark says of itself while it runs, on stderr: the time, the load, what it does."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")
#: A line after so many.
EVERY = 100_000


def tell(what: str) -> None:
    """One line."""
    print(f"{time.strftime('%H:%M:%S')} load {os.getloadavg()[0]:.1f}: {what}", file=sys.stderr, flush=True)


def counted(things: Iterable[Thing], what: str) -> Iterator[Thing]:
    """``things``, with a line now and then on how many went by."""
    for number, thing in enumerate(things, 1):
        yield thing
        if number % EVERY == 0:
            tell(f"{what}: {number}")
