"""A classic thread: floors, and the replies within a floor."""

import re
from dataclasses import dataclass
from typing import Any

from parsel import Selector

from crawlers.readers.addresses import absolute, parameter
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, distinct, line, outermost, shown_text
from crawlers.readers.tieba_marks import bar_name, bar_of, fields, next_page, portrait, portrait_of, truth
from crawlers.readers.tree import at, words
from crawlers.readers.visible import visible_text
from records.reading import Count, Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)
_THREAD = re.compile(r"/p/(\d{1,15})")
_TITLE = re.compile(r"^(.*)【(.{1,60}?)吧】_百度贴吧$")
_PLACE = re.compile(r"IP属地[:：]\s*(\S{1,20})")
_FLOOR = re.compile(r"^(\d{1,7})楼$")
_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class _Thread:
    """What all floors of the page share."""

    tid: str | None
    board: str | None
    title: str | None
    replies: Count | None


def read_thread(sheet: Sheet) -> Reading | None:
    """Floors and the replies shown within them; None where the page has no floors.

    One block per page is an advertisement, with ``{}`` for its fields.
    """
    blocks = outermost(sheet.root, "div.l_post[data-field]", "class", _ANY)
    floors = [(block, said) for block in blocks if at(said := fields(block), "content")]
    if not floors:
        return None
    thread = _thread(sheet)
    posts = [post for block, said in floors for post in _posts(block, said, sheet, thread)]
    authors = sheet.root.css("div.l_post a.p_author_name[href*='/home/main']::attr(href)").getall()
    users = [sheet.link("user", href) for href in authors]
    return Reading(State.ITEMS, "", tuple(posts), distinct([next_page(sheet, ".l_pager"), *users]))


def read_asides(sheet: Sheet) -> Reading | None:
    """The replies within one floor (``/p/comment``); the pager there is the last row."""
    rows = outermost(sheet.root, "li.lzl_single_post", "class", _ANY)
    if not rows:
        return None
    thread = _Thread(parameter(sheet.url, "tid"), bar_of(sheet), None, None)
    floor = parameter(sheet.url, "pid")
    return Reading(State.ITEMS, "", tuple(_aside(row, sheet, thread, floor) for row in rows))


def _thread(sheet: Sheet) -> _Thread:
    shown = sheet.root.css("h3.core_title_txt, h1.core_title_txt")
    titled = _TITLE.match(line(sheet.root.css("title")) or "")
    number = _THREAD.search(sheet.root.css("#lzonly_cntn::attr(href)").get() or sheet.url)
    return _Thread(
        tid=number[1] if number else None,
        board=bar_of(sheet) or (bar_name(titled[2]) if titled else None),
        title=shown.attrib.get("title") or line(shown) or (titled[1] if titled else None),
        replies=parse_count(line(sheet.root.css("li.l_reply_num span.red"))),
    )


def _posts(block: Selector, said: Any, sheet: Sheet, thread: _Thread) -> list[Post]:
    """A floor and the replies within it."""
    floor = _post(block, said, sheet, thread)
    rows = outermost(block, "li.lzl_single_post", "class", _ANY)
    return [floor, *(_aside(row, sheet, thread, floor.post_id) for row in rows)]


def _post(block: Selector, said: Any, sheet: Sheet, thread: _Thread) -> Post:
    content, author = at(said, "content"), at(said, "author")
    tail = [text for text in (line([part]) for part in block.css(".post-tail-wrap span, .tail-info")) if text]
    floor = parse_count(words(content, "post_no")) or _first_count(_FLOOR, tail)
    opener = floor is not None and floor.value == 1
    name = block.css("a.p_author_name")
    shown = next((found[0] for text in tail if (found := _TIME.search(text))), None)
    moment = sheet.moment(shown or words(content, "date"))
    return Post(
        platform="tieba",
        board=thread.board,
        thread=words(content, "thread_id") or thread.tid,
        post_id=words(content, "post_id") or block.attrib.get("data-pid", ""),
        url=f"{sheet.url}#{words(content, 'post_id') or ''}".rstrip("#"),
        author_name="匿名" if truth(content, "is_anonym") else line(name) or words(author, "user_nickname"),
        author_id=portrait(words(author, "portrait"))
        or portrait_of(name.attrib.get("href"))
        or words(author, "user_id"),
        title=thread.title if opener else None,
        text=shown_text(block.css("div.d_post_content")) or visible_text(words(content, "content")),
        images=_images(block, sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor.value if floor else None,
        counters=_counters(content, thread.replies if opener else None),
        ip_place=next((found[1] for text in tail if (found := _PLACE.search(text))), None),
    )


def _aside(row: Selector, sheet: Sheet, thread: _Thread, floor: str | None) -> Post:
    said = fields(row)
    moment = sheet.moment(line(row.css(".lzl_time")))
    number = words(said, "spid") or ""
    return Post(
        platform="tieba",
        board=thread.board,
        thread=thread.tid,
        post_id=number,
        url=f"{sheet.url}#{number}".rstrip("#"),
        author_name=words(said, "showname") or words(said, "user_name"),
        author_id=portrait(words(said, "portrait")),
        text=shown_text(row.css(".lzl_content_main")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        reply_to=floor,
    )


def _first_count(pattern: re.Pattern[str], tail: list[str]) -> Count | None:
    return next((parse_count(found[1]) for text in tail if (found := pattern.match(text))), None)


def _images(block: Selector, sheet: Sheet) -> tuple[str, ...]:
    sources = block.css("div.d_post_content img.BDE_Image::attr(src)").getall()
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))


def _counters(content: Any, replies: Count | None) -> dict[str, Count] | None:
    """Replies within the floor; the opener has those of the whole thread besides."""
    within = parse_count(words(content, "comment_num"))
    return ({"replies": replies} if replies else {}) | ({"comments": within} if within else {}) or None
