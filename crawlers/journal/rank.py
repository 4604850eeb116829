"""When an address is asked for, what is hoped of it, and what it brought."""

from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """The order in which addresses are asked for; within one rank the oldest comes first."""

    START = 0
    PROMISING = 1
    ONWARD = 2
    POSTS = 3
    UNTRIED = 4
    ARRANGED = 5
    BARREN = 6


class Hope(IntEnum):
    """What the page that leads to an address tells of it: it was itself among the last; the address waits
    until another one below the page was fruitful; is where a list goes on; is one of the first below it; or
    the page has shown listings.
    """

    LEAST = 0
    NONE = 1
    ONWARD = 2
    SOME = 3
    SURE = 4


@dataclass(frozen=True, slots=True)
class Harvest:
    """What a page brought that is new to the run (posts, listings among them, addresses), and the number of
    posts that it ``shows``, new or not; ``empty`` where it says itself that there is nothing; ``counted`` are
    the new posts on later pages of threads of which a list counts the replies; ``known`` where the run has
    seen all its posts.
    """

    posts: int = 0
    listings: int = 0
    addresses: int = 0
    shows: int = 0
    empty: bool = False
    counted: int = 0
    known: bool = False
