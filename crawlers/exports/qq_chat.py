"""Messages of a chat log that QQ's client for computers saved as text: context ``chat``, ``line``.

A message is a line ``2026-01-05 20:15:33 昵称(4294967296)`` (or ``昵称<mail>``, the clock perhaps one of
twelve hours) and the lines below it up to the next.
"""

import re
from collections.abc import Iterator

from crawlers.exports.naming import address_in_file, content_id, said_elsewhere
from crawlers.readers.sheet import moment_of
from records.page import Page
from records.reading import Post

HEAD = re.compile(
    r"(?P<time>\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?\s+(?:上午|下午|[AP]M)?\s?\d{1,2}:\d{2}:\d{2}(?:\s?[AP]M)?)"
    r"\s(?P<name>.{0,120}?)\s?(?:[(（](?P<number>\d{5,12})[)）]|<(?P<mail>[^<>\s]{3,80})>)?\s*"
)
# The member's rank in the group stands before the name.
_RANK = re.compile(r"^【[^】]{1,20}】")
SYSTEM = frozenset(["10000", "1000000", "80000000"])
_SYSTEM_NAMES = frozenset(["系统消息", "系統消息", "系统通知"])
_ONLY_SIGNS = re.compile(r"(?:\[(?:图片|表情|语音|视频|闪照|图片消息)\]\s*)+")


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """Every message with words; what QQ itself announces and lone pictures are none."""
    lines = [line.rstrip("\r") for line in page.content.decode("utf-8", "replace").split("\n")]
    first = int(said_elsewhere(page, "line") or 1)
    found = (_post(head, first + number, words, page, zone) for head, number, words in messages(lines))
    return tuple(post for post in found if post)


def messages(lines: list[str]) -> Iterator[tuple[re.Match[str], int, str]]:
    """Head, number of its line (from 0) and words of each message."""
    heads = [(number, head) for number, text in enumerate(lines) if (head := HEAD.fullmatch(text))]
    ends = [number for number, _ in heads[1:]] + [len(lines)]
    for (number, head), end in zip(heads, ends, strict=True):
        yield head, number, "\n".join(lines[number + 1 : end]).strip()


def is_system(head: re.Match[str]) -> bool:
    """Whether QQ itself announces something."""
    return account_of(head) in SYSTEM or name_of(head) in _SYSTEM_NAMES


def is_wordless(words: str) -> bool:
    """Whether a message is a picture or a voice and nothing else."""
    return not words or _ONLY_SIGNS.fullmatch(words) is not None


def account_of(head: re.Match[str]) -> str | None:
    """The number or the address that the client prints behind a name."""
    return head["number"] or head["mail"]


def name_of(head: re.Match[str]) -> str:
    """The name without the member's rank."""
    return _RANK.sub("", head["name"]).strip()


def _post(head: re.Match[str], number: int, words: str, page: Page, zone: str) -> Post | None:
    if is_system(head) or is_wordless(words):
        return None
    chat, account, name = said_elsewhere(page, "chat"), account_of(head), name_of(head)
    moment = moment_of(head["time"], page.fetched_at, zone)
    return Post(
        platform="qq",
        board=chat,
        post_id=content_id(chat, account or name, moment.shown, words),
        url=address_in_file(page, f"line={number}"),
        author_name=name or None,
        author_id=account,
        text=words,
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
    )
