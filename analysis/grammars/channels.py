"""Channel words: which messenger a handle or number belongs to, by the words around it.

The nearest word to the left counts, then one right behind (abc_000 飞机上找), then one earlier in the clause.
"""

import re
from dataclasses import dataclass
from typing import cast

from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import load_entries
from records.assessment import ContactKind

#: Words between a channel word and its handle: 微信搜索, 扣扣号是, 加飞机联系.
LINKS = (
    *(
        "号码",
        "账号",
        "帐号",
        "号",
        "id",
        "联系",
        "请",
        "洽",
        "me",
        "我",
        "加",
        "是",
        "搜索",
        "搜",
        "扫",
        "找",
        "发",
        "就",
    ),
    *(
        "添加",
        "都",
        "为",
        "换",
        "了",
        "订",
        "上",
        "的",
        "备用",
        "同号",
        "认准",
        "只有",
        "名",
        "私",
        "留",
        "用户",
    ),
)
SIGN = r"[^\w。!?]|[丨_]"
#: How far to the left a channel word may announce, and how many signs or link words may lie between.
REACH, BETWEEN = 24, 10
#: 同微, 电话微信都是: the number reaches its owner by telephone and by WeChat.
BOTH = re.compile(
    r"同微|同v|微信?同|v同|同号|vx同|同薇|同威|(?:微信|vx?|wx|薇信?)(?:也是|就是|是)(?:这个|此号|本号|同一)|(?:电话|手机|tel)[/、,和跟&+\-\s]{0,2}(?:微信|v信?|vx|wx|薇信?)"
    r"|(?:微信|v信?|vx|wx|薇信?)[/、,和跟&+\-\s]{0,2}(?:电话|手机|tel)"
)
#: 加 before a handle without a channel word, or with one that stays unread: WeChat, the usual one.
ADD = re.compile(
    r"[加+](?:我|一下|下)?(?:[\s:]{0,2}|\s?[\u3400-\u9fff]{1,2}\s?[:\s]\s?)$|[+┾]\s?(?:信|亻言)[\s:]{0,2}$"
)
#: 信 alone is short for 微信 before a handle, but not in 短信 10086.
LETTER_CUE = re.compile(r"(?:^|[^\u3400-\u9fff])信[\s:]{1,2}$")
CLAUSE = re.compile(r"[。;!?\n]")


@dataclass(frozen=True, slots=True)
class Channels:
    """The lexicon's channel words as patterns; ``kinds`` tells what each announces."""

    kinds: dict[str, ContactKind]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    anywhere: re.Pattern[str]


def _mirrored(words: list[str]) -> str:
    """An alternation of ``words`` written backwards; an ASCII word must not be the end of a longer one."""
    return "|".join(
        re.escape(word[::-1]) + ("(?![a-z])" if word[0].isascii() and word[0].isalpha() else "")
        for word in words
    )


@from_lexicon
def _channels() -> Channels:
    entries = [entry for entry in load_entries() if entry.topic == "contact"]
    kinds = {entry.word: cast(ContactKind, entry.group) for entry in entries}
    words = sorted(kinds, key=len, reverse=True)
    named = "|".join(
        re.escape(word) for word in words if len(word) > 1 and kinds[word] not in ("email", "phone")
    )
    links = "|".join(re.escape(link[::-1]) for link in sorted(LINKS, key=len, reverse=True))
    return Channels(
        kinds,
        re.compile(rf"(?:{SIGN}|{links}){{0,{BETWEEN}}}?({_mirrored(words)})"),
        re.compile(
            rf"\s?\(({named})号?\)|[^\w\n]{{0,4}}(?:在|到|用)?({named}|飞(?!\w))(?![a-z])(?![^\w\n]{{0,4}}(?:号|搜|id)?[^\w\n]{{0,3}}[a-z0-9])"
        ),
        re.compile(rf"(?<![a-z])({named})(?![a-z])"),
    )


def announced(text: str, start: int) -> ContactKind | None:
    """The kind announced right before ``start``: the nearest word, the longest that ends there."""
    channels = _channels()
    match = channels.before.match(text[max(0, start - REACH) : start][::-1])
    return channels.kinds[match.group(1)[::-1]] if match else None


def announced_behind(text: str, end: int) -> ContactKind | None:
    """The kind a channel word right behind ``end`` names: bd7_0000 飞机上找, 9000012345(企鹅)."""
    channels = _channels()
    match = channels.behind.match(text, end)
    return channels.kinds.get(match[match.lastindex or 0], "telegram") if match else None


def announced_earlier(text: str, start: int) -> ContactKind | None:
    """The kind of the last channel word of the clause before ``start``: 微信我上周换了 abc000."""
    clause = CLAUSE.split(text[max(0, start - REACH) : start])[-1]
    found = _channels().anywhere.findall(clause)
    return _channels().kinds[found[-1]] if found else None


def announced_by_add(text: str, start: int) -> ContactKind | None:
    """WeChat where 加 or 信 stands before a handle and names no channel."""
    left = text[max(0, start - 8) : start]
    return "wechat" if ADD.search(left) or LETTER_CUE.search(left) else None
