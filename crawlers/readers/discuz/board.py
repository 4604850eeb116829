"""Discuz! pages that list threads or boards, and where they lead."""

import re

from crawlers.readers.discuz.address import board_number
from crawlers.readers.discuz.rows import Row
from crawlers.readers.sheet import Sheet, distinct
from records.reading import Link

_BOARDS = (
    "body.pg_index:not(#nv_portal) a[href*=forumdisplay], body.pg_index:not(#nv_portal) a[href*='forum-']"
)
_OLD_BOARDS = "table[summary^=category] h2 a, .forumlist h2 a, .mainbox.forumlist th h2 a"
# A front page has some hundreds; what has more is no front page.
MOST_LINKS = 5_000
_NOT_A_BOARD = re.compile(r"filter=|lastpost|mod=redirect|mod=post")


def list_links(sheet: Sheet, rows: tuple[Row, ...]) -> tuple[Link, ...]:
    """The threads in the order shown, the next page, the authors."""
    threads = (Link("thread", row.post.url) for row in rows)
    return distinct([*threads, next_page(sheet), *(row.author for row in rows)])


def next_page(sheet: Sheet) -> Link | None:
    """The pager's next page (``a.next`` in the old markup)."""
    hrefs = sheet.root.css(
        "div.pg a.nxt::attr(href), div.page a.nxt::attr(href), div.pages a.next::attr(href)"
    )
    links = (sheet.link("next", href) for href in hrefs.getall())
    return next((link for link in links if link), None)


def board_links(sheet: Sheet) -> tuple[Link, ...]:
    """The boards of a front page, each once, as ``next``."""
    boards: dict[str, Link] = {}
    hrefs = sheet.root.css(f"{_BOARDS}, {_OLD_BOARDS}").xpath("@href").getall()[:MOST_LINKS]
    for href in hrefs:
        number, link = board_number(href), sheet.link("next", href)
        if number and link and not _NOT_A_BOARD.search(href):
            boards.setdefault(number, link)
    return tuple(boards.values())
