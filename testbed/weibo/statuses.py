"""Statuses and their authors, built from placed postings."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from testbed.posting import Placed

_BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FACES = ("doge", "笑cry", "允悲", "吃瓜", "思考")


@dataclass(frozen=True, slots=True)
class Author:
    """An account."""

    uid: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One status; ``quoted`` is the mid it repeats, 0 where the original is gone, None for an own one."""

    mid: int
    author: Author
    placed: Placed
    counts: tuple[int, int, int]
    quoted: int | None = None
    face: str | None = None
    pictures: int = 0

    @property
    def bid(self) -> str:
        """The short form of the number, as in addresses."""
        text, rest = "", str(self.mid)
        while rest:
            rest, part = rest[:-7], int(rest[-7:])
            text = _base62(part).rjust(4 if rest else 0, "0") + text
        return text


def _base62(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 62)
        text = _BASE62[digit] + text
    return text


def author_of(name: str) -> Author:
    """The account of a name; always the same number."""
    return Author(random.Random(f"uid {name}").randrange(9_000_000_000, 9_900_000_000), name)


class Statuses:
    """All statuses, newest first, and what can be asked of them."""

    def __init__(self, statuses: tuple[Status, ...]) -> None:
        self.all = statuses
        self._by_number = {str(status.mid): status for status in statuses}
        self._by_number |= {status.bid: status for status in statuses}

    def find(self, number: str) -> Status | None:
        """The status with this number, in either form."""
        return self._by_number.get(number)

    def original(self, status: Status) -> Status | None:
        """The status that this one passes on, None where it is an own one or the original is gone."""
        return self.find(str(status.quoted)) if status.quoted else None

    def author(self, uid: str) -> Author | None:
        """The account with this number."""
        return next((status.author for status in self.all if str(status.author.uid) == uid), None)

    def of(self, author: Author) -> list[Status]:
        """An account's own."""
        return [status for status in self.all if status.author == author]

    def holding(self, sought: str) -> list[Status]:
        """Those that hold every word of ``sought`` in text or author."""
        words = sought.lower().split()
        return [status for status in self.all if all(word in _searched(status) for word in words)]

    def after(self, statuses: list[Status], cursor: str, page: int, rows: int) -> tuple[list[Status], str]:
        """One page of ``statuses``, from ``cursor`` on if there is one, and the cursor of the next."""
        start = (page - 1) * rows
        if cursor:
            start = next((n for n, one in enumerate(statuses) if str(one.mid) == cursor), len(statuses))
        following = statuses[start + rows : start + rows + 1]
        return statuses[start : start + rows], str(following[0].mid) if following else ""


def _searched(status: Status) -> str:
    return f"{status.placed.posting.text}\n{status.author.name}".lower()


def build_statuses(placed: Iterable[Placed], seed: int) -> tuple[Status, ...]:
    """All statuses, newest first."""
    statuses: list[Status] = []
    for number, one in enumerate(sorted(placed, key=lambda one: one.at)):
        chance = random.Random(f"{seed} weibo {one.posting.id}")
        statuses.append(_status(1_100_000_000_000_001 + number * 1_234_567, one, statuses, chance))
    return tuple(reversed(statuses))


def _status(mid: int, one: Placed, earlier: list[Status], chance: random.Random) -> Status:
    ordinary = not one.posting.listing
    own = [status.mid for status in earlier[-40:] if not status.placed.posting.listing]
    quoted = None
    if ordinary and own and chance.random() < 0.08:
        quoted = 0 if chance.random() < 0.25 else chance.choice(own)
    weight = 10 ** (6.2 * chance.random() ** 3)
    return Status(
        mid=mid,
        author=author_of(one.posting.author),
        placed=one,
        counts=(int(weight * 0.2), int(weight * 0.4), int(weight * 2)),
        quoted=quoted,
        face=chance.choice(_FACES) if ordinary and chance.random() < 0.15 else None,
        pictures=chance.choice((0, 0, 0, 1, 3, 9)),
    )
