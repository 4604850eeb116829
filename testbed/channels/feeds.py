"""Channels and their messages, built from placed postings."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from testbed.names import nickname, reply
from testbed.posting import Placed, Posting

FIRST_NUMBER = 101


@dataclass(frozen=True, slots=True)
class Channel:
    """A public channel; ``trade`` says how much more often a listing lands in it."""

    name: str
    title: str
    about: str
    members: int
    trade: int = 0


CHANNELS = (
    Channel("liaozi_0000", "料子供需对接", "供需双方自己聊，交易走担保。", 11_268, trade=8),
    Channel("heichan_ziyuan_00", "资源交流大厅", "各行各业资源，广告请联系管理。", 24_731, trade=8),
    Channel("chadang_00000", "信息查询互助", "互助群的公告频道。", 6_420, trade=5),
    Channel("kefu_waihu_0000", "电销外呼同行", "线路、系统、客源、招聘。", 9_015, trade=4),
    Channel("chengshi_shenghuo", "同城生活圈", "吃喝玩乐、房屋租赁、二手闲置。", 52_806, trade=1),
    Channel("zaobao_xinwen_00", "每日早报", "每天八点，十条要闻。", 110_268, trade=0),
    Channel("fanzha_gongyi", "反诈公益播报", "识别骗局，保护家人。", 18_340, trade=0),
    Channel("xiaochu_riji_00", "小厨日记", "家常菜谱和厨房心得。", 3_977, trade=0),
)
GROUP = Channel("liaozi_group_00", "料子供需交流群", "", 1_674)


WORDLESS = ("media", "file", "poll", "contact")
_KINDS = ("text", "photo", "album", "document", "file", "poll", "contact", "media", "service")
_OFTEN = (72, 8, 3, 3, 3, 3, 2, 4, 2)
_REACTIONS = ("👍", "❤", "🔥", "💯", "5️⃣")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message.

    ``kind`` is ``text``, ``photo``, ``album`` or ``document`` (with text), ``file``, ``poll`` or ``contact``
    (whose words are not the message's text), ``media`` (no words at all) or ``service``.
    """

    number: int
    placed: Placed
    views: int
    kind: str = "text"
    forwarded: Channel | None = None
    answers: int | None = None
    edited: bool = False
    reactions: tuple[tuple[str, int], ...] = ()

    @property
    def text(self) -> str:
        """The words; empty for media without a caption."""
        return "" if self.kind in WORDLESS else self.placed.posting.text


def build_feeds(placed: Iterable[Placed], seed: int) -> dict[str, tuple[Message, ...]]:
    """Every channel's messages, oldest first; numbers rise, with gaps such as deleted posts leave."""
    feeds: dict[str, list[Message]] = {channel.name: [] for channel in CHANNELS}
    for one in sorted(placed, key=lambda one: one.at):
        chance = random.Random(f"{seed} channel {one.posting.id}")
        feed = feeds[_channel(one, chance)]
        number = feed[-1].number + chance.choice((1, 1, 1, 1, 2, 3)) if feed else FIRST_NUMBER
        feed.append(_message(number, one, feed, chance))
    return {name: tuple(feed) for name, feed in feeds.items()}


def _channel(one: Placed, chance: random.Random) -> str:
    weights = [channel.trade if one.posting.listing else 3 for channel in CHANNELS]
    return chance.choices([channel.name for channel in CHANNELS], weights)[0]


def _message(number: int, one: Placed, feed: list[Message], chance: random.Random) -> Message:
    views = int(30 * 10 ** (4.6 * chance.random()))
    listing = one.posting.listing
    kind = "text" if listing else chance.choices(_KINDS, _OFTEN)[0]
    forwarded = chance.choice(CHANNELS) if not listing and chance.random() < 0.05 else None
    answers = feed[-1].number if feed and chance.random() < 0.05 else None
    edited = chance.random() < 0.06
    reactions = ((sign, int(10 ** (4 * chance.random()))) for sign in _REACTIONS if chance.random() < 0.2)
    return Message(
        number=number,
        placed=one,
        views=views,
        kind=kind,
        forwarded=forwarded,
        answers=answers,
        edited=edited,
        reactions=tuple(reactions),
    )


def build_group(seed: int, now: int) -> tuple[Message, ...]:
    """What people say in the group, whose messages are shown one by one only."""
    chance, number, said = random.Random(f"{seed} group"), FIRST_NUMBER, list[Message]()
    for minute in range(40, 0, -1):
        words = Posting(id="reply", source="group", title=None, text=reply(chance), author=nickname(chance))
        answers = said[-1].number if said and chance.random() < 0.3 else None
        said.append(Message(number=number, placed=Placed(words, now - 60 * minute), views=0, answers=answers))
        number += chance.choice((1, 1, 2))
    return tuple(said)
