"""Notes and their comments, built from placed postings."""

import base64
import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass

from testbed.names import nickname, reply
from testbed.posting import Placed

PLACES = ("广东", "北京", "上海", "四川", "浙江", "湖北", "山东", "江苏", "河南", "辽宁")


@dataclass(frozen=True, slots=True)
class Account:
    """An account; numbers are 24 hexadecimal digits."""

    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment; ``replies`` stand folded into it."""

    number: str
    author: Account
    text: str
    at: int
    place: str
    likes: int
    replies: tuple["Comment", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note; ``likes``, ``kept`` and ``shared`` are its counters."""

    number: str
    author: Account
    placed: Placed
    place: str
    pictures: int
    likes: int
    kept: int
    shared: int
    comments: tuple[Comment, ...]

    @property
    def title(self) -> str:
        """The posting's title; some notes have none."""
        return self.placed.posting.title or ""

    @property
    def token(self) -> str:
        """Without it the note is not shown; every list that names the note brings it."""
        return (
            "AB" + base64.urlsafe_b64encode(hashlib.sha256(self.number.encode()).digest()[:24]).decode() + "="
        )


def build_notes(placed: Iterable[Placed], seed: int) -> tuple[Note, ...]:
    """All notes, newest first."""
    ordered = sorted(placed, key=lambda one: -one.at)
    return tuple(_note(one, random.Random(f"{seed} note {one.posting.id}")) for one in ordered)


def account_of(name: str) -> Account:
    """The account of a name; always the same number."""
    return Account(_number(5, random.Random(f"account {name}")), name)


def _number(first: int, chance: random.Random) -> str:
    return f"{first}{chance.randrange(16**23):023x}"


def _note(one: Placed, chance: random.Random) -> Note:
    number = _number(6, chance)
    count = chance.choice((0, 0, 1, 4, 12, 26))
    return Note(
        number=number,
        author=account_of(one.posting.author),
        placed=one,
        place=chance.choice(PLACES),
        pictures=chance.choice((1, 1, 2, 4)),
        likes=int(10 ** (5.2 * chance.random() ** 2)),
        kept=chance.randrange(400),
        shared=chance.randrange(90),
        comments=tuple(_comment(one.at, n, chance, folded=chance.choice((0, 0, 1))) for n in range(count)),
    )


def _comment(after: int, place: int, chance: random.Random, folded: int = 0) -> Comment:
    return Comment(
        number=_number(7, chance),
        author=account_of(nickname(chance)),
        text=reply(chance),
        at=after + 1 + place,
        place=chance.choice(PLACES),
        likes=int(10 ** (3 * chance.random() ** 2)),
        replies=tuple(_comment(after, place, chance) for _ in range(folded)),
    )


def shown_count(count: int) -> str:
    """``602``, ``9.7万``."""
    return f"{count / 10_000:.1f}万".replace(".0万", "万") if count >= 10_000 else str(count)
