"""The Discuz! archiver: boards and threads as plain lists, for those who read without scripts."""

from html import escape
from urllib.parse import urlsplit

from lxml import etree
from parsel import Selector

from crawlers.readers.discuz_address import board_number, page_number, thread_number
from crawlers.readers.discuz_post import NOT_TEXT
from crawlers.readers.discuz_times import moment_in
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import MOST_POSTS, Moment, Sheet, distinct, line
from crawlers.readers.visible import visible_text
from records.reading import Link, Post, Reading, State

_MARK = "archiver"


def read_archive(sheet: Sheet) -> Reading | None:
    """The reading of an archiver's page; None for any other page.

    It names no numbers of posts: ``post_id`` is tid and unix second, as in ``1046-1795630431`` (or, of times
    less exact, page and place); nor their floors, but for the opener.
    """
    content = sheet.root.css("#content")
    if not content or not _is_archive(sheet):
        return None
    if posts := _posts(content[0], sheet):
        return Reading(State.ITEMS, "", posts, distinct([_next(content[0], sheet)]))
    rows = _rows(content[0], sheet)
    boards = [] if rows else _boards(content[0], sheet)
    links = distinct([*(Link("thread", row.url) for row in rows), _next(content[0], sheet), *boards])
    if rows or boards:
        return Reading(State.ITEMS, "" if rows else "boards only", rows, links)
    return Reading(State.EMPTY, "an archiver's list without threads")


def _is_archive(sheet: Sheet) -> bool:
    words = f"{line(sheet.root.css('title'))} {line(sheet.root.css('#footer, #header, center'))}"
    return _MARK in urlsplit(sheet.base).path.lower() or _MARK in words.lower()


def _rows(content: Selector, sheet: Sheet) -> tuple[Post, ...]:
    rows: dict[str, Post] = {}
    for item in content.css("ul > li")[:MOST_POSTS]:
        link = sheet.link("thread", item.css("a[href*='tid-']::attr(href)").get())
        number = thread_number(link.url) if link else None
        if not link or not number:
            continue
        replies = parse_count(" ".join(item.xpath("text()").getall()))
        rows.setdefault(
            number,
            Post(
                platform="discuz",
                board=_board(sheet),
                thread=number,
                post_id=number,
                url=link.url,
                title=line(item.css("a")),
                text="",
                floor=1,
                counters={"replies": replies} if replies else None,
                excerpt=True,
            ),
        )
    return tuple(rows.values())


def _boards(content: Selector, sheet: Sheet) -> list[Link | None]:
    hrefs = content.css("ul > li a[href*='fid-']::attr(href)").getall()
    return [sheet.link("next", href) for href in hrefs if board_number(href)]


def _posts(content: Selector, sheet: Sheet) -> tuple[Post, ...]:
    heads = content.css("p.author")[:MOST_POSTS]
    tid, page = thread_number(sheet.url) or _full_thread(sheet), page_number(sheet.url)
    posts = [_post(head, sheet, tid, page, place) for place, head in enumerate(heads, 1)]
    return tuple({post.post_id: post for post in posts}.values())


def _post(head: Selector, sheet: Sheet, tid: str | None, page: int, place: int) -> Post:
    opener = page == 1 and place == 1
    moment = _moment(head, sheet)
    return Post(
        platform="discuz",
        board=_board(sheet),
        thread=tid,
        post_id=f"{tid}-{_second(moment) or f'{page}-{place}'}",
        url=sheet.url,
        author_name=line(head.css("strong")),
        title=_title(head) if opener else None,
        text=_text(head),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1 if opener else None,
    )


def _second(moment: Moment) -> int | None:
    """What tells a post from others: pages overlap, and places shift when a post is deleted."""
    return int(moment.time.timestamp()) if moment.time and moment.precision == "second" else None


def _moment(head: Selector, sheet: Sheet) -> Moment:
    """The words behind the author's name."""
    if span := head.css("span[title]"):
        return moment_in(span, sheet)
    words = " ".join(" ".join(head.xpath("text()").getall()).split())
    return sheet.moment(words)


def _title(head: Selector) -> str | None:
    return line(head.xpath("following-sibling::*[1][self::h3]"))


def _text(head: Selector) -> str:
    """Nothing where the post is for sale: only the price stands there."""
    markup = _below(head)
    return "" if "action=pay&" in markup else visible_text(markup, f"h3, {NOT_TEXT}")


def _below(head: Selector) -> str:
    """The markup between this head and the next one (or the pager)."""
    pieces = [escape(head.root.tail or "")]
    for sibling in head.root.itersiblings():
        if "author" in (sibling.get("class") or "") or "page" in (sibling.get("class") or ""):
            break
        pieces.append(etree.tostring(sibling, encoding="unicode", with_tail=True))
    return "".join(pieces)


def _board(sheet: Sheet) -> str | None:
    """The board's link in the path, or (on the board's own page) the path's last words."""
    links = sheet.root.css("#nav a[href*='fid-']")
    words = " ".join(sheet.root.css("#nav").xpath("text()").getall())
    return line(links[-1:]) or words.strip(" \t\r\n\xa0›»") or None


def _full_thread(sheet: Sheet) -> str | None:
    return thread_number(sheet.root.css("#end a::attr(href)").get())


def _next(content: Selector, sheet: Sheet) -> Link | None:
    """The page behind the one in bold."""
    return sheet.link("next", content.css("div.page strong + a::attr(href)").get())
