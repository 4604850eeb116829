"""Tieba's pages for telephones: the list of a bar and a thread."""

import re
from typing import Any

from parsel import Selector

from crawlers.readers.addresses import absolute, parameter
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, apart, distinct, line, once, shown_text
from crawlers.readers.tieba.marks import account, bar_name, bar_of, portrait
from crawlers.readers.tree import parse_json, words
from records.reading import Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)
_THREAD = re.compile(r"/p/(\d{1,15})")
_LABELS = ".ti_title_icon"
_FORCED = ".img_desc, .lzl_cut_more_btn"


def read_touch(sheet: Sheet) -> Reading | None:
    """Rows of a bar as excerpts, or a thread's floors; rows show the last reply's time. None elsewhere."""
    rows = apart(sheet.root, "li.tl_shadow, li.tl_top", "class", _ANY)
    posts = [post for row in rows if (post := _row(row, sheet, bar_of(sheet)))]
    threads = [sheet.link("thread", f"/p/{post.thread}") for post in posts]
    floors = [] if posts else apart(sheet.root, "li.post_list_item", "class", _ANY)
    posts += [post for floor in floors for post in _floor(floor, sheet)]
    return Reading(State.ITEMS, "", once(posts), distinct(threads)) if posts else None


def _row(row: Selector, sheet: Sheet, board: str | None) -> Post | None:
    opened = row.css("a.ti_item[href*='/p/']")
    found = _THREAD.search(opened.attrib.get("href", ""))
    link = sheet.link("thread", f"/p/{found[1]}" if found else None)
    if not found or not link:
        return None
    replies = parse_count(line(row.css(".btn_reply .btn_icon, .btn_icon")))
    pictures = (absolute(sheet.base, url) for url in row.css(".medias_img::attr(data-url)").getall())
    return Post(
        platform="tieba",
        board=board,
        thread=found[1],
        post_id=found[1],
        url=link.url,
        author_name=line(row.css(".ti_author")),
        author_id=portrait(row.css(".ti_avatar img::attr(src)").get())
        or account(row.css("[data-url*='/home/main']::attr(data-url)").get()),
        title=shown_text(row.css(".ti_title"), _LABELS).replace("\n", " ") or None,
        text=shown_text(row.css(".ti_abs, .ti_content")),
        images=tuple(dict.fromkeys(filter(None, pictures))),
        floor=1,
        counters={"replies": replies} if replies else None,
        excerpt=True,
    )


def _floor(item: Selector, sheet: Sheet) -> list[Post]:
    """A floor (``tid`` is its own number there) and the replies within it."""
    number, known = item.attrib.get("tid", ""), parse_json(item.attrib.get("data-info", ""))
    rows = apart(item, "li.list_item_floor", "class", _ANY)
    return [_opened(item, number, known, sheet), *(_aside(row, number, sheet) for row in rows)]


def _opened(item: Selector, number: str, known: Any, sheet: Sheet) -> Post:
    floor = parse_count(item.attrib.get("fn"))
    moment = sheet.moment(line(item.css(".list_item_time")))
    person = item.css(".author, .user_name")
    body = next(iter(item.css(".content")), None)
    sources = body.css("img") if body else []
    urls = (picture.attrib.get("data-original") or picture.attrib.get("src") for picture in sources)
    return Post(
        platform="tieba",
        board=_board(sheet),
        thread=_tid(sheet),
        post_id=number,
        url=f"{sheet.url}#{number}",
        author_name=words(known, "name_show") or line(person) or words(known, "un"),
        author_id=portrait(words(known, "portrait")) or account(person.attrib.get("href")),
        title=line(sheet.root.css(".post_title_text_main, title")) if floor and floor.value == 1 else None,
        text=shown_text([body] if body else [], _FORCED),
        images=tuple(
            dict.fromkeys(
                u for url in urls if url and "emoticon" not in url and (u := absolute(sheet.base, url))
            )
        ),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor.value if floor else None,
    )


def _aside(row: Selector, floor: str, sheet: Sheet) -> Post:
    number = row.attrib.get("pid", "")
    return Post(
        platform="tieba",
        board=_board(sheet),
        thread=_tid(sheet),
        post_id=number,
        url=f"{sheet.url}#{number}",
        author_name=(line(row.css(".user_name")) or "").rstrip(":： ") or None,
        text=shown_text(row.css(".floor_content")),
        reply_to=floor,
    )


def _tid(sheet: Sheet) -> str | None:
    found = _THREAD.search(sheet.url)
    return found[1] if found else parameter(sheet.url, "kz")


def _board(sheet: Sheet) -> str | None:
    return bar_name(line(sheet.root.css("a.post_title_text"))) or bar_of(sheet)
