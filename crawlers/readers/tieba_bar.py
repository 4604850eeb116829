"""The list of a bar."""

import re

from parsel import Selector

from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, distinct, line, outermost, shown_text
from crawlers.readers.tieba_marks import bar_of, fields, next_page, portrait, portrait_of
from crawlers.readers.tree import words
from records.reading import Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)


def read_bar(sheet: Sheet) -> Reading | None:
    """Rows as links; rows with an abstract as posts besides. None where the page has no rows."""
    rows = [row for row in outermost(sheet.root, "li.j_thread_list", "class", _ANY) if _tid(row)]
    if not rows:
        return None
    board = bar_of(sheet)
    posts = tuple(post for row in rows if (post := _post(row, sheet, board)) and post.text)
    threads = [sheet.link("thread", f"/p/{_tid(row)}") for row in rows]
    authors = [sheet.link("user", _author(row).attrib.get("href")) for row in rows]
    return Reading(
        State.ITEMS, "", posts, distinct([*threads, next_page(sheet, "#frs_list_pager"), *authors])
    )


def _tid(row: Selector) -> str | None:
    """The thread of a row; advertisements have none."""
    number = words(fields(row), "id") or row.attrib.get("data-tid")
    return number if number and number.isdigit() else None


def _author(row: Selector) -> Selector:
    """The opener's name; the last replier has one of the same class further down."""
    return next(iter(row.css(".threadlist_lz .frs-author-name") or row.css(".frs-author-name")), row)


def _post(row: Selector, sheet: Sheet, board: str | None) -> Post:
    tid, said = _tid(row) or "", fields(row)
    moment = sheet.moment(line(row.css(".is_show_create_time")))
    replies = parse_count(words(said, "reply_num") or line(row.css(".threadlist_rep_num")))
    return Post(
        platform="tieba",
        board=board,
        thread=tid,
        post_id=tid,
        url=_address(sheet, tid),
        author_name=line([_author(row)]) or words(said, "author_nickname") or words(said, "author_name"),
        author_id=portrait(words(said, "author_portrait")) or portrait_of(_author(row).attrib.get("href")),
        title=row.css("a.j_th_tit::attr(title)").get() or line(row.css("a.j_th_tit")),
        text=shown_text(row.css(".threadlist_abs")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters={"replies": replies} if replies else None,
        excerpt=True,
    )


def _address(sheet: Sheet, tid: str) -> str:
    link = sheet.link("thread", f"/p/{tid}")
    return link.url if link else sheet.url
