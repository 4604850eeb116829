"""Messages of a chat that WeChat passes on as text (by mail, say): context ``day``, ``line``.

The day stands between dashes, then ``昵称  20:15`` above each message.
"""

import re
from collections.abc import Iterator

from crawlers.exports.naming import address_in_file, content_id, said_elsewhere
from crawlers.readers.sheet import moment_of
from records.page import Page
from records.reading import Post

DAY = re.compile(r"[—\-–]{3,}\s*(\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2})日?\s*[—\-–]{3,}")
_END = "——— 1970-1-1 ———"
SPOKE = re.compile(r"(?P<name>\S.{0,60}?)\s{2,}(?P<clock>\d{1,2}:\d{2})")


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """Every message with words."""
    first = int(said_elsewhere(page, "line") or 1)
    found = []
    for number, day, head, words in _messages(page):
        moment = moment_of(f"{day or ''} {head['clock']}", page.fetched_at, zone)
        found.append(
            Post(
                platform="wechat",
                post_id=content_id(head["name"], moment.shown, words),
                url=address_in_file(page, f"line={first + number}"),
                author_name=head["name"],
                text=words,
                time_shown=moment.shown,
                time=moment.time,
                time_precision=moment.precision,
            )
        )
    return tuple(found)


def _messages(page: Page) -> Iterator[tuple[int, str | None, re.Match[str], str]]:
    day, head, begun, words = said_elsewhere(page, "day"), None, 0, list[str]()
    lines = page.content.decode("utf-8", "replace").split("\n")
    for number, shown in enumerate([*lines, _END]):
        dated, spoke = DAY.fullmatch(shown.strip()), SPOKE.fullmatch(shown.strip())
        if not (dated or spoke):
            words.append(shown.rstrip())
            continue
        if head and (said := "\n".join(words).strip()):
            yield begun, day, head, said
        day = dated[1] if dated else day
        head, begun, words = spoke, number, []
