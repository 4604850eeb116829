"""The list of a bar."""

import re

from parsel import Selector

from crawlers.readers.addresses import absolute
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, apart, distinct, line, once, shown_text
from crawlers.readers.tieba.marks import account, bar_of, fields, next_page, portrait
from crawlers.readers.tieba.pager import bar_pager
from crawlers.readers.tree import words
from records.reading import Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)
_OPENER = re.compile(r"\s*主题作者[:：]\s*(\S.{0,60}?)\s*$")


def read_bar(sheet: Sheet) -> Reading | None:
    """Rows as links and as excerpts: title, author, and what is shown of the text. None without rows."""
    rows = [row for row in apart(sheet.root, "li.j_thread_list", "class", _ANY) if _tid(row)]
    if not rows:
        return None
    board = bar_of(sheet)
    posts = once(_post(row, sheet, board) for row in rows)  # a saved page has the list twice
    threads = [sheet.link("thread", f"/p/{post.thread}") for post in posts]
    authors = [sheet.link("user", _author(row).attrib.get("href")) for row in rows]
    links = distinct([*threads, next_page(sheet, "#frs_list_pager"), *authors])
    return Reading(State.ITEMS, "", posts, links, pager=bar_pager(sheet))


def _tid(row: Selector) -> str | None:
    """The thread of a row; advertisements have none, or 0."""
    number = words(fields(row), "id") or row.attrib.get("data-tid")
    return number if number and number.isdigit() and number.strip("0") else None


def _author(row: Selector) -> Selector:
    """The opener's name; the last replier has one of the same class further down."""
    places = (".threadlist_lz .frs-author-name", ".tb_icon_author a", ".frs-author-name")
    return next((found[0] for place in places if (found := row.css(place))), row)


def _post(row: Selector, sheet: Sheet, board: str | None) -> Post:
    tid, known = _tid(row) or "", fields(row)
    moment = sheet.moment(line(row.css(".is_show_create_time")))
    replies = parse_count(words(known, "reply_num") or line(row.css(".threadlist_rep_num")))
    link, author = sheet.link("thread", f"/p/{tid}"), _author(row)
    return Post(
        platform="tieba",
        board=board,
        thread=tid,
        # The number of the first floor, under which the thread's own page has it.
        post_id=words(known, "first_post_id") or tid,
        url=link.url if link else sheet.url,
        author_name=_name(row, author) or words(known, "author_nickname") or words(known, "author_name"),
        author_id=portrait(words(known, "author_portrait")) or account(author.attrib.get("href")),
        title=_title(row),
        text=shown_text(row.css(".threadlist_abs")),
        images=_images(row, sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters={"replies": replies} if replies else None,
        excerpt=True,
    )


def _name(row: Selector, author: Selector) -> str | None:
    """The opener's name: whole in a title, cut where it is long in what is shown."""
    titled = _OPENER.match(row.css(".tb_icon_author::attr(title)").get() or "")
    return titled[1] if titled else line([author]) if author is not row else None


def _title(row: Selector) -> str | None:
    title = row.css("a.j_th_tit")
    return " ".join(title.attrib.get("title", "").split()) or line(title)


def _images(row: Selector, sheet: Sheet) -> tuple[str, ...]:
    """The pictures beside the abstract; their ``src`` is a placeholder until a script fills it."""
    sources = (
        picture.attrib.get("bpic") or picture.attrib.get("data-original")
        for picture in row.css(".threadlist_media img, img.threadlist_pic")
    )
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))
