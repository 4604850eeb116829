"""Which of many things something else cannot do without, found by trying."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


class NothingHelps(ValueError):
    """Not even all of the things together are enough."""


def needed(things: Sequence[T], enough: Callable[[frozenset[T]], bool]) -> frozenset[T]:
    """Those of ``things`` that have to be there for ``enough`` to say yes.

    One thing costs about log2 of their number in tries: the shortest beginning of the row that is enough ends
    with one that is needed.

    Raises:
        NothingHelps: with all of them it says no.
    """
    kept: frozenset[T] = frozenset()
    while not enough(kept):
        short, long = 0, len(things)
        if not enough(kept | frozenset(things)):
            raise NothingHelps
        while long - short > 1:
            middle = (short + long) // 2
            if enough(kept | frozenset(things[:middle])):
                long = middle
            else:
                short = middle
        kept |= {things[long - 1]}
    return kept
