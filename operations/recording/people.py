"""Names at the places that pages keep for names: links to people, their elements, attributes and keys."""

import re
from collections.abc import Iterator

from crawlers.rewriting import Leaf, Part
from operations.recording.words import word_list

_PERSONS_PAGE = re.compile(
    r"(?:[?&]mod=space&(?:uid|username)=[^&]+|space-(?:uid|username)-[^/?]+|/home/main/?\?.*\b(?:id|un)=[^#]+"
    r"|member\.php\?(?:u=\d+|action=profile&uid=\d+)[^&]*|mode=viewprofile&(?:amp;)?u=\d+|/members?/[^/?]+/?"
    r"|/(?:u|user|users|people|n)/[^/?]+/?|weibo\.(?:com|cn)/(?:u/)?\d{5,}(?:\?[^/]*)?|/personal\?userId=[^&]+)(?:&sid=[0-9a-f]+)?$"
)
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:user_?-?name|nick_?-?name|author_?-?name|owner_name|from_author|from_name|screen-?name|lastposter"
    r"|message-name|username-coloured|username|nickname|nick|poster|author|account|name)(?=\s|$)"
)
_KEY = re.compile(
    r"(?:.*[._-])?(?:nick_?-?name|nick|user_?nick(?:_?name)?|screen_?name|user_?-?name(?:_show)?|show_?name|name_show|show_nickname"
    r"|un|uname|author(?:_?-?name|_?nick(?:name)?)?|last_?poster|poster|real_?name|member_username|full_?name|replyer|to_user_name)",
    re.IGNORECASE,
)
_NAME_OF_A_PERSON = re.compile(
    r"(?:.*[._-])?(?:user|author|member|person|people|seller|sender|owner|creator|friend)s?(?:_?info)?\.name",
    re.IGNORECASE,
)
# A place for a name may hold more: who wrote, and when.
_LABEL = re.compile(
    r"(?:by|from|posted by|written by|started by|作者|楼主|发布者|发帖人|来自|由)(?:\s*[:：]\s*|\s+)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\d{1,2}:\d{2}|\d{4}[-/.年]|[-/.]\d{4}|今天|昨天|前天|刚刚|(?:秒|分钟|小时|天|周|月|年)前"
    r"|\b(?:ago|today|yesterday)\b|\b\d{1,2}(?:st|nd|rd|th)?,? \d{4}\b",
    re.IGNORECASE,
)
_MENTION = re.compile(r"@([\w\u00b7-]{2,30})")
# Parts of a path that are a name: by the part before them, or by how they begin.
_IN_PATH = re.compile(
    r"(?:members?|users?|u|people|n|profile|author)/(?P<name>[^/]+?)(?:\.\d+|\.html?)?"
    r"|.*/space-username-(?P<known>[^/]+?)\.html?",
    re.IGNORECASE,
)
_TELEGRAM = re.compile(
    r"(?:[a-z]+:)?//(?:www\.)?(?:t|telegram)\.(?:me|dog)/(?:s/|\+)?(?P<name>[A-Za-z]\w{3,31})(?=[/?#]|$)",
    re.IGNORECASE,
)
LONGEST = 40


def people_in(leaf: Leaf) -> Iterator[tuple[int, int]]:
    """Where in ``leaf`` somebody is named, by the place it stands at."""
    if leaf.place == "text":
        for start, end in _named(leaf.parts):
            yield from _trimmed(leaf.text, start, end)
    if leaf.place in ("text", "value") and "@" in leaf.text:
        yield from (
            span for found in _MENTION.finditer(leaf.text) for span in _trimmed(leaf.text, *found.span(1))
        )
    if leaf.place in ("attribute", "value", "parameter") and _is_persons(leaf.name):
        yield from _trimmed(leaf.text, 0, len(leaf.text))
    if leaf.place == "path" and (found := _IN_PATH.fullmatch(f"{leaf.name}/{leaf.text}")):
        start, end = found.span("name") if found["name"] else found.span("known")
        yield from _trimmed(leaf.text, start - len(leaf.name) - 1, end - len(leaf.name) - 1)
    if leaf.place == "address":
        yield from _channel(leaf.text)


def _is_persons(name: str) -> bool:
    """Whether an attribute or key is one for a name."""
    return bool(_KEY.fullmatch(name) or _NAME_OF_A_PERSON.fullmatch(name))


def _named(parts: tuple[Part, ...]) -> Iterator[tuple[int, int]]:
    """Stretches in a link to a person or an element for a name; neighbours in the same one are one."""
    begun: tuple[int, int, str | None] | None = None
    for part in parts:
        where = part.href if part.href and _PERSONS_PAGE.search(part.href) else None
        where = where or (part.classes if _CLASS.search(part.classes) else None)
        if begun and where == begun[2]:
            begun = (begun[0], part.end, where)
            continue
        if begun and begun[2]:
            yield begun[:2]
        begun = (part.start, part.end, where)
    if begun and begun[2]:
        yield begun[:2]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without what stands around a name; nothing where it is no name."""
    label = _LABEL.match(text, start + len(text[start:end]) - len(text[start:end].lstrip()), end)
    start = label.end() if label else start
    shown = text[start:end]
    name = bare_name(shown)
    if (
        not name
        or len(name) > LONGEST
        or name.lower() in word_list("nobody")
        or not any(sign.isalpha() for sign in name)
        or _TIME.search(name)
    ):
        return
    first = start + shown.index(name)
    yield first, first + len(name)


def bare_name(shown: str) -> str:
    """A name without the marks that sites put around names."""
    return shown.strip(" \t\r\n\xa0@:：,，|()（）[]【】·»•-")


def _channel(address: str) -> Iterator[tuple[int, int]]:
    """The channel or account that a Telegram address leads to."""
    found = _TELEGRAM.match(address)
    if found and found["name"].lower() not in word_list("no_accounts"):
        yield found.span("name")
