"""The rows of a Discuz! list, each a thread: its title and who, when and how much, as posts of floor 1."""

import re
from dataclasses import dataclass

from parsel import Selector, SelectorList

from crawlers.readers.discuz.address import thread_number, user_number
from crawlers.readers.discuz.markups import HITS, MARKUPS, OWN, Markup
from crawlers.readers.discuz.member import owner_of
from crawlers.readers.discuz.times import moment_in
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Moment, Sheet, line, outermost, shown_text
from records.reading import Count, Link, Post

_ANY = re.compile(r"[^\x00]*")
_ROW = re.compile(r"(?:(?:normal|stick)thread_)?(\d{1,12})")
# Pinned in every board, or in every board of the category: the row does not say whose thread it is.
_FROM_ELSEWHERE = "i.tpin2, i.tpin3, img[src*='pin_2.'], img[src*='pin_3.'], a > span.micon"
_COUNTED = re.compile(r"\d[\d,.]*\s?[万萬]?")


@dataclass(frozen=True, slots=True)
class Row:
    """A thread as its list shows it, and where its author is found."""

    post: Post
    author: Link | None


def read_rows(sheet: Sheet) -> tuple[Row, ...]:
    """Every thread that the page lists, in the order shown, each once."""
    board = board_name(sheet)
    rows: dict[str, Row] = {}
    for markup in MARKUPS:
        for node in outermost(sheet.root, markup.rows, "id", _ANY):
            if row := _row(node, markup, sheet, board):
                rows.setdefault(row.post.post_id, row)
    return tuple(rows.values())


def board_name(sheet: Sheet) -> str | None:
    """The last board of the path above the page; phones get it as the page's heading."""
    steps = sheet.root.css("#pt a, #nav a, .header h2 a")
    found = [
        step
        for step in steps
        if re.search(r"mod=forumdisplay|forum-\d|forumdisplay\.php", step.attrib.get("href", ""))
    ]
    # Phones get no path; old boards end it with their own name, without a link.
    heading = sheet.root.css("body.pg_forumdisplay .header h2")
    return line(found[-1:]) or line(heading) or _old_board(sheet)


def author_in(cell: SelectorList[Selector]) -> tuple[str | None, str | None]:
    """Name and address of the author in the first of ``cell``; an anonymous one is a bare word."""
    link = cell[:1].xpath("descendant-or-self::a[contains(@href, 'space') or contains(@href, 'uid')]")
    if link:
        return line(link), link[0].attrib["href"]
    words = " ".join(cell[:1].xpath("text()").getall()).split()
    return " ".join(words) or None, None


def _row(row: Selector, markup: Markup, sheet: Sheet, board: str | None) -> Row | None:
    title = next((link for link in row.css(markup.title) if line([link])), None)
    link = _link(row, title, sheet) if title is not None else None
    number = _number(row, link)
    if title is None or link is None or number is None:
        return None
    name, address = _author(row, markup, sheet)
    moment = moment_in(row.css(markup.date), sheet) if markup.date else Moment()
    own_board = line(row.css(markup.board)) if markup.board else None
    if not own_board and (row.css(_FROM_ELSEWHERE) or _is_moved(row, number)):
        board = None
    post = Post(
        platform="discuz",
        board=(own_board or board or "").lstrip("#") or None,
        thread=number,
        post_id=number,
        url=link.url,
        author_name=name,
        author_id=address if markup is OWN else user_number(address),
        title=line((title.css(markup.words) if markup.words else None) or [title]),
        text=shown_text(row.css(markup.snippet)) if markup.snippet else "",
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters=_counters(row, markup),
        excerpt=True,
    )
    return Row(post, None if markup is OWN else sheet.link("user", address))


def _link(row: Selector, title: Selector, sheet: Sheet) -> Link | None:
    """The thread's address; a list of replies links to the reply, and to the thread by its counter."""
    href = title.attrib.get("href") or ""
    if "findpost" in href:
        href = row.css("td.num a::attr(href)").get() or href
    return sheet.link("thread", href)


def _is_moved(row: Selector, number: str) -> bool:
    """A thread that was moved to another board leaves a row that is named after its old number."""
    named = _ROW.fullmatch(row.attrib.get("id", ""))
    return named is not None and named[1] != number


def _number(row: Selector, link: Link | None) -> str | None:
    """The tid in the link, or (addresses of the site's own make) in the row's name."""
    named = _ROW.fullmatch(row.attrib.get("id", ""))
    return (thread_number(link.url) if link else None) or (named[1] if named else None)


def _author(row: Selector, markup: Markup, sheet: Sheet) -> tuple[str | None, str | None]:
    if markup is OWN:
        # A row of the list of replies is somebody else's thread.
        replied = "bw0_all" in row.attrib.get("class", "")
        return (None, None) if replied else owner_of(sheet)
    return author_in(row.css(markup.author)) if markup.author else (None, None)


def _counters(row: Selector, markup: Markup) -> dict[str, Count] | None:
    if markup is HITS:  # "12 个回复 - 345 次查看", in whatever language
        found = _COUNTED.findall(line(row.css("p.xg1")) or "")
        replies, views = map(parse_count, found[:2]) if len(found) > 1 else (None, None)
    else:
        replies, views = count_in(row, markup.replies), count_in(row, markup.views)
    return {name: count for name, count in (("replies", replies), ("views", views)) if count} or None


def count_in(node: Selector, css: str) -> Count | None:
    """The number in the first element ``css`` names; a rounded one has the exact one in its title."""
    cell = node.css(css)[:1] if css else SelectorList([])
    titles = cell.xpath("descendant-or-self::*/@title").getall()
    exact = next((title for title in titles if title.strip().isdecimal()), None)
    return parse_count(exact or line(cell))


def _old_board(sheet: Sheet) -> str | None:
    if not re.search(r"forumdisplay\.php|forum-\d", sheet.url):
        return None
    words = sheet.root.css("#nav::text").getall()
    return words[-1].strip(" »›\xa0\r\n\t") or None if words else None
