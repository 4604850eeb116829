"""When an address is asked for, what is hoped of it, and what it brought."""

from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """The order in which addresses are asked for; within one rank the oldest comes first."""

    START = 0
    PROMISING = 1
    POSTS = 2
    UNTRIED = 3
    ARRANGED = 4
    BARREN = 5


class Hope(IntEnum):
    """What the page that leads to an address tells of it: it has shown listings; the address is one of the
    first below it; or waits until another one below it was fruitful.
    """

    NONE = 0
    SOME = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a page brought that is new to the run (posts, listings among them, addresses), and the number of
    posts that it ``shows``, new or not.
    """

    posts: int = 0
    listings: int = 0
    addresses: int = 0
    shows: int = 0
