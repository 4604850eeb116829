"""Channels and their messages, built from placed postings."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from testbed.posting import Placed

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. ``kind`` is ``text``, ``photo`` (with text), ``media`` (no text) or ``service``."""

    number: int
    placed: Placed
    views: int
    kind: str = "text"
    forwarded: str | None = None
    answers: int | None = None
    edited: bool = False

    @property
    def text(self) -> str:
        """The words; empty for media without a caption."""
        return "" if self.kind == "media" else self.placed.posting.text


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
    kind = "text" if listing else chance.choices(("text", "photo", "media", "service"), (84, 10, 4, 2))[0]
    forwarded = chance.choice(CHANNELS).title if not listing and chance.random() < 0.05 else None
    answers = feed[-1].number if feed and chance.random() < 0.05 else None
    edited = chance.random() < 0.06
    return Message(
        number=number,
        placed=one,
        views=views,
        kind=kind,
        forwarded=forwarded,
        answers=answers,
        edited=edited,
    )
