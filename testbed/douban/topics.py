"""Topics and their comments, built from placed postings."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from testbed.names import nickname, reply
from testbed.posting import Placed

GROUP, GROUP_NAME = "liaozi", "资料交换小组"
PLACES = ("广东", "北京", "上海", "四川", "浙江", "湖北", "山东", "江苏", "河南", "福建")
_MOTTOS = ("慢慢来", "不上进", "山里有风", "资源互换", "请勿打扰")


@dataclass(frozen=True, slots=True)
class Member:
    """An account; ``motto`` stands in brackets behind the name."""

    number: str
    name: str
    motto: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment; ``answers`` is the number of an earlier one."""

    number: int
    author: Member
    text: str
    at: int
    place: str
    likes: int
    answers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic with its comments, oldest first."""

    number: int
    author: Member
    placed: Placed
    place: str
    pictures: int
    comments: tuple[Comment, ...]

    @property
    def title(self) -> str:
        """The posting's title, or the beginning of its text."""
        posting = self.placed.posting
        return posting.title or posting.text.split("\n", 1)[0][:24]

    @property
    def last(self) -> int:
        """When somebody last wrote here."""
        return self.comments[-1].at if self.comments else self.placed.at


def member_of(name: str) -> Member:
    """The account of a name; always the same number and motto."""
    chance = random.Random(f"member {name}")
    number = str(chance.randrange(900_000_000, 990_000_000))
    return Member(number, name, chance.choice(_MOTTOS) if chance.random() < 0.4 else None)


def build_topics(placed: Iterable[Placed], seed: int) -> tuple[Topic, ...]:
    """All topics, the one somebody last wrote in first."""
    topics = [
        _topic(300_000_001 + 7 * n, one, seed) for n, one in enumerate(sorted(placed, key=lambda one: one.at))
    ]
    return tuple(sorted(topics, key=lambda topic: -topic.last))


def _topic(number: int, one: Placed, seed: int) -> Topic:
    chance = random.Random(f"{seed} topic {one.posting.id}")
    count = chance.choice((0, 0, 1, 3, 8, 20, 130)) if chance.random() < 0.5 else chance.randrange(6)
    return Topic(
        number=number,
        author=member_of(one.posting.author),
        placed=one,
        place=chance.choice(PLACES),
        pictures=chance.choice((0, 0, 0, 1, 2)),
        comments=_comments(number, one.at, count, chance),
    )


def _comments(topic: int, at: int, count: int, chance: random.Random) -> tuple[Comment, ...]:
    """They follow fast enough that none is younger than the newest posting."""
    written: list[Comment] = []
    step = min(30 / max(count, 1), 2.0)
    for n in range(count):
        answers = chance.choice(written).number if written and chance.random() < 0.2 else None
        written.append(
            Comment(
                number=topic * 1_000 + n,
                author=member_of(nickname(chance)),
                text=reply(chance),
                at=at + int((n + 1) * step),
                place=chance.choice(PLACES),
                likes=chance.choice((0, 0, 0, 1, 5, 12)),
                answers=answers,
            )
        )
    return tuple(written)
