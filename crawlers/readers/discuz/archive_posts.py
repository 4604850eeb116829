"""The posts of a thread in the Discuz! archiver: a line of author and time, and what stands below it."""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape
from zlib import crc32

from lxml import etree
from parsel import Selector

from crawlers.readers.discuz.address import page_number, thread_number
from crawlers.readers.discuz.post import NOT_TEXT
from crawlers.readers.discuz.times import moment_in
from crawlers.readers.sheet import MOST_POSTS, Moment, Sheet, line
from crawlers.readers.visible import visible_text
from records.reading import Post

_LOCK = re.compile(r"[\s*]*(?:作者被禁止或(?:删除|刪除)|[该該]帖被管理[员員]或版主屏蔽)[^\n]{0,20}")


@dataclass(frozen=True, slots=True)
class _Place:
    """The thread, and the page of it that is shown."""

    tid: str | None
    board: str | None
    page: int


def read_archive_posts(content: Selector, sheet: Sheet) -> tuple[Post, ...]:
    """Every post. They have no numbers: ``post_id`` is tid, unix second and a sum of the author's name, as in
    ``1046-1795630431-0a1b2c3d``, for pages overlap and places shift; of times less exact it is page and
    place. Only the opener has a floor.
    """
    heads = content.xpath("p[contains(@class, 'author')]")[:MOST_POSTS]
    tid = thread_number(sheet.url) or thread_number(sheet.root.css("#end a::attr(href)").get())
    where = _Place(tid, archive_board(sheet), page_number(sheet.url))
    seen: Counter[str] = Counter()
    return tuple(_post(head, sheet, where, place, seen) for place, head in enumerate(heads, 1))


def archive_board(sheet: Sheet) -> str | None:
    """The board's link in the path, or (on the board's own page) the path's last words."""
    links = sheet.root.css("#nav a[href*='fid-']")
    words = " ".join(sheet.root.css("#nav").xpath("text()").getall())
    return line(links[-1:]) or words.strip(" \t\r\n\xa0›»") or None


def _post(head: Selector, sheet: Sheet, where: _Place, place: int, seen: Counter[str]) -> Post:
    opener = where.page == 1 and place == 1
    moment, author = _moment(head, sheet), line(head.css("strong"))
    return Post(
        platform="discuz",
        board=where.board,
        thread=where.tid,
        post_id=_name(moment, author, where, place, seen),
        url=sheet.url,
        author_name=author,
        title=line(head.xpath("following-sibling::*[1][self::h3]")) if opener else None,
        text=_text(head),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1 if opener else None,
    )


def _name(moment: Moment, author: str | None, where: _Place, place: int, seen: Counter[str]) -> str:
    if moment.time is None or moment.precision != "second":
        return f"{where.tid}-{where.page}-{place}"
    name = f"{where.tid}-{int(moment.time.timestamp())}-{crc32((author or '').encode()):08x}"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def _moment(head: Selector, sheet: Sheet) -> Moment:
    """The words behind the author's name."""
    if span := head.css("span[title]"):
        return moment_in(span, sheet)
    return sheet.moment(" ".join(" ".join(head.xpath("text()").getall()).split()))


def _text(head: Selector) -> str:
    """Nothing where the post is for sale (only the price stands there) or hidden by the site."""
    markup = _below(head)
    text = "" if "action=pay&" in markup else visible_text(markup, f"h3, {NOT_TEXT}")
    return "" if _LOCK.fullmatch(text) else text


def _below(head: Selector) -> str:
    """The markup between this head and the next one (or the pager)."""
    pieces = [escape(head.root.tail or "")]
    for sibling in head.root.itersiblings():
        if (sibling.get("class") or "") in ("author", "page"):
            break
        pieces.append(etree.tostring(sibling, encoding="unicode", with_tail=True))
    return "".join(pieces)
