"""Rows of a chat log that QQ's client for computers saved as MHT: context ``chat``, ``day``, ``row``.

A message is a table row with two ``div``: in the first the name (in a ``div`` of its own) and the clock, in
the second the words and the pictures. The day stands in a row of its own above.
"""

import re

from parsel import Selector

from crawlers.exports.naming import address_in_file, content_id, said_elsewhere
from crawlers.exports.qq_chat import _RANK, SYSTEM
from crawlers.readers.parsable import parse
from crawlers.readers.sheet import line, moment_of, shown_text
from records.page import Page
from records.reading import Post

DAY = re.compile(r"日期\s?[:：]\s?(\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2})")
_ACCOUNT = re.compile(
    r"(?P<name>.*?)\s?(?:[(（](?P<number>\d{5,12})[)）]|<(?P<mail>[^<>\s]{3,80})>)", re.DOTALL
)


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """Every message with words."""
    day = said_elsewhere(page, "day")
    first = int(said_elsewhere(page, "row") or 1)
    found = []
    rows = parse(f"<table>{page.content.decode('utf-8', 'replace')}</table>").css("tr")
    for number, row in enumerate(rows):
        if dated := DAY.search(line([row]) or ""):
            day = dated[1]
        elif post := _post(row, day, first + number, page, zone):
            found.append(post)
    return tuple(found)


def _post(row: Selector, day: str | None, number: int, page: Page, zone: str) -> Post | None:
    head, words = row.xpath("./td/div[1]"), shown_text(row.xpath("./td/div[2]"))
    name, account = _who(line(head.xpath("./div")) or "")
    if not words or account in SYSTEM:
        return None
    clock = " ".join("".join(head.xpath("./text()").getall()).split())
    chat = said_elsewhere(page, "chat")
    moment = moment_of(f"{day} {clock}" if day else clock, page.fetched_at, zone)
    return Post(
        platform="qq",
        board=chat,
        post_id=content_id(chat, account or name, moment.shown, words),
        url=address_in_file(page, f"row={number}"),
        author_name=name,
        author_id=account,
        text=words,
        images=(),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
    )


def _who(shown: str) -> tuple[str | None, str | None]:
    plain = _RANK.sub("", shown).strip()
    found = _ACCOUNT.fullmatch(plain)
    return (found["name"] or None, found["number"] or found["mail"]) if found else (plain or None, None)
