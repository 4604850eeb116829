"""Replies within a floor of a classic thread, on the thread's page or on pages of their own."""

import re

from parsel import Selector

from crawlers.readers.addresses import parameter, with_parameter
from crawlers.readers.sheet import Sheet, apart, distinct, line, shown_text
from crawlers.readers.tieba.marks import account, bar_of, fields, portrait
from crawlers.readers.tieba.pager import replies_pager
from crawlers.readers.tree import words
from crawlers.readers.visible import visible_text
from records.reading import Link, Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)
_PAGE = re.compile(r"#?(\d{1,5})")


def read_asides(sheet: Sheet) -> Reading | None:
    """The replies within one floor (``/p/comment``); their pager is the last row. None on other pages."""
    tid, floor = parameter(sheet.url, "tid"), parameter(sheet.url, "pid")
    posts = read_rows(sheet.root, sheet, tid, bar_of(sheet), floor)
    if not posts:
        pager = sheet.root.css(".lzl_li_pager")
        return Reading(State.EMPTY, "no replies within this floor") if pager and floor else None
    authors = [sheet.link("user", href) for href in writers(sheet.root)]
    links = distinct([_next_page(sheet), *authors])
    return Reading(State.ITEMS, "", posts, links, pager=replies_pager(sheet))


def read_rows(
    block: Selector, sheet: Sheet, tid: str | None, board: str | None, floor: str | None
) -> tuple[Post, ...]:
    """The replies that ``block`` shows to the floor numbered ``floor``."""
    rows = apart(block, "li.lzl_single_post", "class", _ANY)
    return tuple(post for row in rows if (post := _reply(row, sheet, tid, board, floor)).post_id)


def writers(block: Selector) -> list[str]:
    """The addresses of who replied within floors."""
    return block.css("li.lzl_single_post .lzl_cnt > a.at::attr(href)").getall()


def _reply(row: Selector, sheet: Sheet, tid: str | None, board: str | None, floor: str | None) -> Post:
    known, writer = fields(row), row.css(".lzl_cnt > a.at, a.lzl_p_p")
    moment = sheet.moment(line(row.css(".lzl_time")))
    number = words(known, "spid") or row.css("a.l_post_anchor::attr(name)").get() or ""
    return Post(
        platform="tieba",
        board=board,
        thread=tid,
        post_id=number,
        url=f"{sheet.url}#{number}",
        author_name=words(known, "showname")
        or line(row.css(".lzl_cnt > a.at"))
        or words(known, "user_name")
        or writer.attrib.get("username"),
        author_id=portrait(words(known, "portrait")) or account(writer.attrib.get("href")),
        text=shown_text(row.css(".lzl_content_main")) or visible_text(words(known, "content")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        reply_to=floor,
    )


def _next_page(sheet: Sheet) -> Link | None:
    """The pager counts pages behind a ``#``; the address has them in ``pn``."""
    after = (
        link for link in sheet.root.css(".lzl_li_pager a, .j_pager a") if "下一页" in (line([link]) or "")
    )
    link = next(after, None)
    number = _PAGE.fullmatch(link.attrib.get("index") or link.attrib.get("href", "")) if link else None
    return sheet.link("next", with_parameter(sheet.url, "pn", number[1])) if number else None
