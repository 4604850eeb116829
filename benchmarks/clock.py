"""How long something takes."""

import time
from collections.abc import Callable


def seconds_of(work: Callable[[], object]) -> float:
    """How long ``work`` takes by the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
