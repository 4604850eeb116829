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
# The boards below a board stand on its first page and, often, nowhere else: on screens, on phones (3.5, 3.4).
_SUB_BOARDS = "[id^=subforum_] a, [id^=sub-forum_] a, #subname_list a"
# A front page has some hundreds; what has more is no front page.
MOST_LINKS = 5_000
_NOT_A_BOARD = re.compile(r"filter=|lastpost|mod=redirect|mod=post")


def list_links(sheet: Sheet, rows: tuple[Row, ...]) -> tuple[Link, ...]:
    """The threads in the order shown, the next page, the boards below this one, the authors."""
    threads = (Link("thread", row.post.url) for row in rows)
    boards = _boards(sheet, _SUB_BOARDS)
    return distinct([*threads, next_page(sheet), *boards, *(row.author for row in rows)])


def next_page(sheet: Sheet) -> Link | None:
    """The pager's next page (``a.next`` in the old markup)."""
    hrefs = sheet.root.css(
        "div.pg a.nxt::attr(href), div.page a.nxt::attr(href), div.pages a.next::attr(href)"
    )
    links = (sheet.link("next", href) for href in hrefs.getall())
    return next((link for link in links if link), None)


def board_links(sheet: Sheet) -> tuple[Link, ...]:
    """The boards of a front page, or of a board that only holds others, each once, as ``next``."""
    return _boards(sheet, f"{_BOARDS}, {_OLD_BOARDS}, {_SUB_BOARDS}")


def _boards(sheet: Sheet, css: str) -> tuple[Link, ...]:
    boards: dict[str, Link] = {}
    for href in sheet.root.css(css).xpath("@href").getall()[:MOST_LINKS]:
        number, link = board_number(href), sheet.link("next", href)
        if number and link and not _NOT_A_BOARD.search(href):
            boards.setdefault(number, link)
    return tuple(boards.values())
