"""Discuz! pages that list threads: boards, guides, a member's threads, search, the front page."""

import re

from parsel import Selector, SelectorList

from crawlers.readers.discuz_address import thread_number, user_number
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Moment, Sheet, distinct, line, outermost, shown_text
from records.reading import Count, Link, Post

_ROWS = "tbody[id^=normalthread_], tbody[id^=stickthread_]"
_TITLES = "a.xst, span[id^=thread_] a"
_NUMBER = re.compile(r"\d{1,12}")
_HEAD = re.compile(r"(\d+)\s*个回复\s*-\s*(\d+)\s*次查看")


def board_links(sheet: Sheet) -> tuple[Link, ...]:
    """Threads in the order shown, their authors, the next page; of the front page the boards as ``next``."""
    root = sheet.root
    threads = [sheet.link("thread", _title_link(row)) for row in root.css(_ROWS)]
    pictured = [sheet.link("thread", href) for href in root.css("ul#waterfall h3 a::attr(href)").getall()]
    found = [sheet.link("thread", href) for href in root.css("li.pbw h3 a::attr(href)").getall()]
    own = [sheet.link("thread", href) for href in root.css("body.pg_space .tl th a::attr(href)").getall()]
    boards = [sheet.link("next", href) for href in root.css("body.pg_index .fl_tb h2 a::attr(href)").getall()]
    authors = [sheet.link("user", href) for row in root.css(_ROWS) for href in [_author_link(row)]]
    threads = [link for link in (*threads, *pictured, *found, *own) if link and thread_number(link.url)]
    return distinct([*threads, *boards, next_page(sheet), *authors])


def next_page(sheet: Sheet) -> Link | None:
    """The pager's next page (``a.next`` in the old markup)."""
    return sheet.link("next", sheet.root.css("div.pg a.nxt::attr(href), div.pages a.next::attr(href)").get())


def read_hits(sheet: Sheet) -> tuple[Post, ...]:
    """Search hits: title and snippet of a thread, each a post of floor 1 named by the thread's number."""
    return tuple(
        post for row in outermost(sheet.root, "li.pbw[id]", "id", _NUMBER) if (post := _hit(row, sheet))
    )


def _title_link(row: Selector) -> str | None:
    """A moved thread's row is named after the old number; its link has the new one."""
    return next((title.attrib.get("href") for title in row.css(_TITLES) if line([title])), None)


def _author_link(row: Selector) -> str | None:
    """The first cell with a ``cite``: on guide pages the first cell is the board."""
    return row.css("td.by cite a::attr(href), td.author cite a::attr(href)").get()


def _hit(row: Selector, sheet: Sheet) -> Post | None:
    link = sheet.link("thread", row.css("h3 a::attr(href)").get())
    number = (link and thread_number(link.url)) or row.attrib["id"]
    if not link or not number.isdigit():
        return None
    foot = row.css("p:last-of-type")
    author = foot.css("a[href*='uid']")
    moment = _date(foot, sheet)
    return Post(
        platform="discuz",
        board=line(foot.css("a[href*=forumdisplay], a[href*='forum-']")),
        thread=number,
        post_id=number,
        url=link.url,
        author_name=line(author),
        author_id=user_number(author.attrib.get("href")),
        title=line(row.css("h3 a")),
        text=shown_text(row.css("p:nth-of-type(2)")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters=_counters(row),
        excerpt=True,
    )


def _date(foot: SelectorList[Selector], sheet: Sheet) -> Moment:
    shown = foot.css("span")
    return sheet.moment(shown.css("span::attr(title)").get() or line(shown))


def _counters(row: Selector) -> dict[str, Count] | None:
    if not (found := _HEAD.search(line(row.css("p.xg1")) or "")):
        return None
    replies, views = parse_count(found[1]), parse_count(found[2])
    return {"replies": replies, "views": views} if replies and views else None
