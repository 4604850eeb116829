"""A classic thread: floors, and the replies shown within them."""

import re
from dataclasses import dataclass
from typing import Any

from parsel import Selector

from crawlers.readers.addresses import absolute
from crawlers.readers.attached import attached
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, apart, distinct, line, once, shown_text
from crawlers.readers.tieba.asides import read_rows, writers
from crawlers.readers.tieba.marks import account, bar_of, fields, next_page, portrait, truth
from crawlers.readers.tieba.pager import thread_pager
from crawlers.readers.tree import at, words
from crawlers.readers.visible import visible_text
from records.reading import Count, Link, Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)
_THREAD = re.compile(r"/p/(\d{1,15})")
_TITLE = re.compile(r"^(?:【图片】|回复：)?(.*?)(?:【[^【】]{1,60}吧】|_[^_]{1,60}吧)_百度贴吧$")
_PLACE = re.compile(r"IP属地[:：]\s*(\S{1,20})")
_FLOOR = re.compile(r"^第?(\d{1,7})楼$")
_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}")
_NUMBER = re.compile(r"post_content_(\d{1,15})")
_MASKED_ADDRESS = re.compile(r"[\d.]{3,15}\*[\d.*]*")


@dataclass(frozen=True, slots=True)
class _Thread:
    """What all floors of the page share."""

    tid: str | None
    board: str | None
    title: str | None
    replies: Count | None


def read_thread(sheet: Sheet) -> Reading | None:
    """Floors and the replies shown within them; None where the page has no floors.

    One block per page is an advertisement, with ``{}`` for its fields. A floor that says it has more replies
    than it shows leads to their own page by a link of kind ``post``.
    """
    blocks = apart(sheet.root, "div.l_post", "class", _ANY)
    floors = [(block, known) for block in blocks if _is_floor(block, known := fields(block))]
    if not floors:
        return None
    thread = _thread(sheet)
    posts: list[Post] = []
    more: list[Link | None] = []
    for block, known in floors:
        floor = _post(block, known, sheet, thread)
        within = read_rows(block, sheet, floor.thread, floor.board, floor.post_id)
        posts += (floor, *within)
        more.append(_more(floor, len(within), sheet))
    authors = sheet.root.css("div.l_post a.p_author_name[href*='/home/main']::attr(href)").getall()
    users = [sheet.link("user", href) for href in (*authors, *writers(sheet.root))]
    links = distinct([next_page(sheet, ".l_pager"), *more, *users])
    return Reading(State.ITEMS, "", once(posts), links, pager=thread_pager(sheet))


def _is_floor(block: Selector, known: Any) -> bool:
    """The markup makes up for fields that were garbled (None); an advertisement has empty ones."""
    if known is None:
        return bool(_number(block)) and bool(block.css(".d_post_content"))
    return bool(at(known, "content"))


def _number(block: Selector) -> str | None:
    marked = _NUMBER.fullmatch(block.css(".d_post_content::attr(id)").get() or "")
    return block.attrib.get("data-pid") or (marked[1] if marked else None)


def _thread(sheet: Sheet) -> _Thread:
    shown = sheet.root.css(".core_title_txt")
    titled = _TITLE.match(line(sheet.root.css("title")) or "")
    number = _THREAD.search(sheet.root.css("#lzonly_cntn::attr(href)").get() or sheet.url)
    return _Thread(
        tid=number[1] if number else None,
        board=bar_of(sheet),
        title=" ".join(shown.attrib.get("title", "").split())
        or line(shown)
        or (titled[1] if titled else None),
        replies=parse_count(line(sheet.root.css("li.l_reply_num span.red"))),
    )


def _post(block: Selector, known: Any, sheet: Sheet, thread: _Thread) -> Post:
    content, author = at(known, "content"), at(known, "author")
    tail = _tail(block)
    floor = parse_count(words(content, "post_no") or words(content, "floor")) or _first_floor(tail)
    opener = floor is not None and floor.value == 1
    shown = next((found[0] for text in tail if (found := _TIME.search(text))), None)
    moment = sheet.moment(shown or words(content, "date"))
    number = words(content, "post_id") or words(content, "id") or _number(block) or ""
    name, person = _writer(block, content, author)
    return Post(
        platform="tieba",
        board=thread.board,
        thread=words(content, "thread_id") or thread.tid,
        post_id=number,
        url=f"{sheet.url}#{number}".rstrip("#"),
        author_name=name,
        author_id=person,
        title=thread.title if opener else None,
        text=shown_text(block.css("div.d_post_content"), ".replace_tip")
        or visible_text(words(content, "content")),
        images=_images(block, sheet),
        attachments=attached(block, sheet, ".core_reply"),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor.value if floor else None,
        counters=_counters(content, thread.replies if opener else None),
        ip_place=next((found[1] for text in tail if (found := _PLACE.search(text))), None),
    )


def _tail(block: Selector) -> list[str]:
    """The line below a floor: place, device, number and time, each in a piece of its own."""
    pieces = block.css(".post-tail-wrap span, .tail-info, .p_tail li")
    return [text for text in (line([piece]) for piece in pieces) if text]


def _writer(block: Selector, content: Any, author: Any) -> tuple[str | None, str | None]:
    """Name and account; who writes without a name is shown by half of an IP address, or 匿名."""
    shown = block.css(".p_author_name")
    name = line(shown)
    if truth(content, "is_anonym"):
        return (name if name and _MASKED_ADDRESS.fullmatch(name) else "匿名"), None
    return (
        name or words(author, "user_nickname") or words(author, "user_name") or words(author, "name"),
        portrait(words(author, "portrait"), _face(block))
        or account(shown.attrib.get("href"))
        or next((number for key in ("user_id", "id") if (number := _account_number(author, key))), None),
    )


def _account_number(author: Any, key: str) -> str | None:
    """None for 0, the number of those who have no account."""
    number = words(author, key)
    return number if number and number.strip("0") else None


def _face(block: Selector) -> str | None:
    """The address of the writer's picture, which ends in the portrait."""
    face = block.css(".p_author_face img")
    return face.attrib.get("data-tb-lazyload") or face.attrib.get("src")


def _first_floor(tail: list[str]) -> Count | None:
    return next((parse_count(found[1]) for text in tail if (found := _FLOOR.match(text))), None)


def _images(block: Selector, sheet: Sheet) -> tuple[str, ...]:
    pictures = block.css("div.d_post_content img.BDE_Image")
    sources = (picture.attrib.get("data-tb-lazyload") or picture.attrib.get("src") for picture in pictures)
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))


def _counters(content: Any, replies: Count | None) -> dict[str, Count] | None:
    """Replies within the floor; the opener has those of the whole thread besides."""
    within = parse_count(words(content, "comment_num"))
    return ({"replies": replies} if replies else {}) | ({"comments": within} if within else {}) or None


def _more(floor: Post, shown: int, sheet: Sheet) -> Link | None:
    """The first page of the replies within ``floor``, where this page does not show them all."""
    said = (floor.counters or {}).get("comments")
    if not said or said.value <= shown or not floor.thread:
        return None
    return sheet.link("post", f"/p/comment?tid={floor.thread}&pid={floor.post_id}&pn=1")
