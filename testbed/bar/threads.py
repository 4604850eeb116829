"""Bars, threads, floors and answers within a floor, built from placed postings."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from testbed.names import nickname, reply
from testbed.posting import Placed, Posting

BARS = {"资源共享": 27_001, "电销": 27_002, "江城": 27_003, "闲聊": 27_004}
_TRADE = ("资源共享", "资源共享", "电销", "江城")
_QUIET = ("江城", "闲聊", "闲聊", "资源共享")
PLACES = ("广东", "浙江", "四川", "河南", "山东", "湖北", "江苏", "福建", "辽宁", "陕西")


@dataclass(frozen=True, slots=True)
class Person:
    """``name`` is the account, ``shown`` the nickname the page prints."""

    uid: int
    name: str
    shown: str
    portrait: str


@dataclass(frozen=True, slots=True)
class Aside:
    """An answer within a floor."""

    spid: int
    person: Person
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Storey:
    """One floor of a thread; who writes one without a name is shown by half of an address."""

    post_id: int
    number: int
    person: Person
    placed: Placed
    place: str
    asides: tuple[Aside, ...] = ()
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class BarThread:
    """A thread; the first storey is the opener."""

    tid: int
    bar: str
    title: str
    storeys: tuple[Storey, ...]
    pinned: bool = False

    @property
    def last_at(self) -> int:
        """Unix second of the newest floor."""
        return self.storeys[-1].placed.at


def person(shown: str) -> Person:
    """The account behind a nickname; always the same one."""
    chance = random.Random(f"person {shown}")
    uid = chance.randrange(5_000_000_000, 6_000_000_000)
    return Person(
        uid,
        f"贴吧用户_{uid % 10**7:07d}",
        shown,
        f"tb.1.{chance.randrange(16**8):08x}.{chance.randrange(16**12):012x}",
    )


def build_bars(placed: Iterable[Placed], seed: int, now: int) -> tuple[BarThread, ...]:
    """Threads of all bars, newest answer first."""
    ordered = sorted(placed, key=lambda one: one.at)
    threads = [_thread(number, one, seed, now) for number, one in enumerate(ordered)]
    notices = [_notice(number, bar, now) for number, bar in enumerate(BARS)]
    return tuple(sorted([*threads, *notices], key=lambda thread: (not thread.pinned, -thread.last_at)))


def _thread(number: int, opener: Placed, seed: int, now: int) -> BarThread:
    chance = random.Random(f"{seed} bar {opener.posting.id}")
    tid = 8_000_000_000 + number * 1_237
    ids = (149_000_000_000 + number * 10_000 + step for step in range(10_000))
    bar = chance.choice(_TRADE if opener.posting.listing else _QUIET)
    storeys = [Storey(next(ids), 1, person(opener.posting.author), opener, chance.choice(PLACES))]
    at = opener.at
    for floor in range(2, 2 + _answers(chance)):
        at += int(max(now - 20 - at, 0) * chance.random() ** 6)
        words = Posting(id="reply", source="tieba", title=None, text=reply(chance), author=nickname(chance))
        post_id = next(ids)
        asides = tuple(_aside(next(ids), at, now, chance) for _ in range(_answers_within(chance)))
        place, anonymous = chance.choice(PLACES), post_id % 37 == 0
        storeys.append(
            Storey(post_id, floor, person(words.author), Placed(words, at), place, asides, anonymous)
        )
    title = opener.posting.title or opener.posting.text[:20]
    return BarThread(tid, bar, title, tuple(storeys))


def _answers(chance: random.Random) -> int:
    return chance.randrange(30, 64) if chance.random() < 0.03 else int(8 * chance.random() ** 2)


def _answers_within(chance: random.Random) -> int:
    return chance.choice((0, 0, 0, 0, 0, 1, 2, 3)) if chance.random() > 0.01 else 14


def _aside(spid: int, at: int, now: int, chance: random.Random) -> Aside:
    return Aside(
        spid,
        person(nickname(chance)),
        reply(chance).partition("\n")[0],
        min(at + chance.randrange(60, 90_000), now - 5),
    )


def _notice(number: int, bar: str, now: int) -> BarThread:
    text = "本吧欢迎大家友好交流。\n请勿轻信陌生人转账要求，遇到诈骗请及时举报。"
    posting = Posting(
        id=f"bar-notice-{number}",
        source="tieba",
        title=f"{bar}吧吧规（新人必看）",
        text=text,
        author="吧务组",
    )
    storey = Storey(
        148_000_000_000 + number, 1, person("吧务组"), Placed(posting, now - 500 * 86_400), "江苏"
    )
    return BarThread(7_900_000_000 + number, bar, posting.title or "", (storey,), pinned=True)
