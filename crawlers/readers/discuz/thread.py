"""A Discuz! thread: its posts, with the noise against copying taken out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from parsel import Selector

from crawlers.readers.attached import attached
from crawlers.readers.discuz.address import page_number, thread_number
from crawlers.readers.discuz.author import author_of
from crawlers.readers.discuz.board import next_page
from crawlers.readers.discuz.comment import read_comments
from crawlers.readers.discuz.floor import Block, read_floors
from crawlers.readers.discuz.post import (
    QUOTED,
    images_of,
    moment_of_post,
    place_of,
    quoted_in,
    signature_of,
    text_of,
)
from crawlers.readers.discuz.rows import board_name
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import MOST_POSTS, Sheet, distinct, line, outermost
from records.reading import Count, Link, Post

# X and 7.2 wrap the table of a post; 6.x has the table alone, phones get a div of the table's name.
_BLOCKS = (
    ("div[id^=post_]", re.compile(r"post_(\d{1,12})")),
    ("table[id^=pid], div.plc[id^=pid]", re.compile(r"pid(\d{1,12})")),
)
# The reply form has none of these.
_BODY = "[id^=postmessage_], div.locked, div.pcb, div.postmessage, div.message, .authi, .postauthor"
_PARSED_TID = re.compile(r"\btid\s{0,3}=\s{0,3}parseInt\('(\d{1,12})'\)")
_AUTHORS = (
    "div[id^=post_] .authi a[href*=space]::attr(href), [id^=pid] .authi a[href*=space]::attr(href), "
    ".postauthor cite a[href*=space]::attr(href), .postauthor > .postinfo a[href*=space]::attr(href)"
)


@dataclass(frozen=True, slots=True)
class _Thread:
    """What all posts of the page share."""

    tid: str | None
    board: str | None
    title: str | None
    counters: dict[str, Count] | None


def read_posts(sheet: Sheet) -> tuple[Post, ...]:
    """Every post of the page in order, each once (a pinned reply stands above and in its place), and below
    each the comments on it.
    """
    once: dict[str, Post] = {}
    for post in islice(_posts(sheet), MOST_POSTS):
        if post.post_id not in once or once[post.post_id].floor is None:
            once[post.post_id] = post
    return tuple(once.values())


def _posts(sheet: Sheet) -> Iterator[Post]:
    if not (found := _blocks(sheet)):
        return
    thread = _Thread(_tid(sheet), board_name(sheet), _title(sheet), thread_counters(sheet))
    floors = read_floors(found, sheet, page_number(sheet.url))
    for (pid, block), floor in zip(found, floors, strict=True):
        post = _post(block, pid, sheet, thread, floor)
        yield post
        yield from read_comments(block, post, sheet)


def thread_links(sheet: Sheet) -> tuple[Link, ...]:
    """The next page and the authors."""
    return distinct(
        [next_page(sheet), *(sheet.link("user", href) for href in sheet.root.css(_AUTHORS).getall())]
    )


def _blocks(sheet: Sheet) -> list[Block]:
    """The posts' numbers and elements."""
    for css, pattern in _BLOCKS:
        blocks = [block for block in outermost(sheet.root, css, "id", pattern) if block.css(_BODY)]
        if blocks:
            return [(re.sub(r"\D", "", block.attrib["id"]), block) for block in blocks]
    return []


def _post(block: Selector, pid: str, sheet: Sheet, thread: _Thread, floor: int | None) -> Post:
    name, uid = author_of(block)
    moment = moment_of_post(block, sheet)
    return Post(
        platform="discuz",
        board=thread.board,
        thread=thread.tid,
        post_id=pid,
        url=f"{sheet.url}#pid{pid}",
        author_name=name,
        author_id=uid,
        signature=signature_of(block),
        title=thread.title if floor == 1 else None,
        text=text_of(block),
        images=images_of(block, sheet),
        attachments=attached(block, sheet, QUOTED),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor,
        counters=thread.counters if floor == 1 else None,
        ip_place=place_of(block),
        reply_to=quoted_in(block),
    )


def _tid(sheet: Sheet) -> str | None:
    """The thread's number: in the address, in a post's own link, or in the page's script."""
    hrefs = sheet.root.css(
        "link[rel=canonical]::attr(href), a[id^=postnum]::attr(href), a[href*=authorid]::attr(href)"
    ).getall()
    numbers = (thread_number(address) for address in (sheet.url, *hrefs))
    script = _PARSED_TID.search(" ".join(sheet.root.css("script::text").getall()[:40]))
    return next((number for number in numbers if number), None) or (script[1] if script else None)


def _title(sheet: Sheet) -> str | None:
    places = ("#thread_subject", ".view_tit", "#threadtitle h1, .mainbox h1, h1, .postlist > h2")
    found = next((cell for css in places if (cell := sheet.root.css(css))), None)
    if found is None:
        return None
    own = " ".join(" ".join(found[0].xpath("text()").getall()).split())
    return own or line(found)


def thread_counters(sheet: Sheet) -> dict[str, Count] | None:
    """Views and replies of the thread; they stand on each of its pages."""
    numbers = sheet.root.css("div.hm span.xi1")[:2] or sheet.root.css(".authi .mtime .y em")[:2]
    counts = (parse_count(number.css("[title]::attr(title)").get() or line([number])) for number in numbers)
    return {name: count for name, count in zip(("views", "replies"), counts, strict=False) if count} or None
