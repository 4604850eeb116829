"""How long to wait before something that failed is tried again."""

import logging
import random
import time
from collections.abc import Callable
from typing import TypeVar

from search.fault import IndexFault

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Patience:
    """Waits after each failure in a row, up to twice as long as before, and is at its end after ``tries``.

    How long it waits is left to chance between nothing and the bound ("full jitter", M. Brooker, Exponential
    Backoff And Jitter, 2015): many who were refused at once do not come back at once. Seconds.
    """

    def __init__(
        self,
        tries: int = 8,
        first: float = 0.1,
        longest: float = 2.0,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.tries = tries
        self.first = first
        self.longest = longest
        self.sleep = sleep
        self.failures = 0

    def bound(self) -> float:
        """The longest that the next wait may be."""
        return min(self.longest, self.first * 2.0 ** min(self.failures, 30))

    def wait(self) -> bool:
        """Wait before the next try; False, at once, where there is to be none."""
        if self.failures + 1 >= self.tries:
            return False
        self.sleep(random.uniform(0, self.bound()))
        self.failures += 1
        return True

    def relax(self) -> None:
        """Something went well: the next failure is a first one."""
        self.failures = 0


def long_patience() -> Patience:
    """Of work that nobody sits beside: a server that is busy, or starts again, is waited for some minutes."""
    return Patience(24, 0.5, 30.0)


def outlast(ask: Callable[[], T], patience: Patience) -> T:
    """Ask an index until there is an answer; why it has to be asked again stands in the log.

    Raises:
        IndexFault: one that does not pass, or not as long as we are patient.
    """
    while True:
        try:
            answer = ask()
        except IndexFault as fault:
            if not fault.passes or not patience.wait():
                raise
            logger.warning("%s; trying again", fault)
        else:
            patience.relax()
            return answer
