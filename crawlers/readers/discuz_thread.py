"""A Discuz! thread: its posts with the noise against copying taken out."""

import re
from dataclasses import dataclass

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute
from crawlers.readers.discuz_address import page_number, post_number, thread_number, user_number
from crawlers.readers.discuz_board import next_page
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Moment, Sheet, distinct, line, outermost, shown_text
from records.reading import Count, Link, Post

# Unseen (jammer, tips), somebody else's words (quotes), or the site's (edit notes, locks).
_NOT_TEXT = ".jammer, i.pstatus, div.quote, div.locked, .aimg_tip, .tip, .attach_tips, .modact"
_NAMED = {"楼主": 1, "沙发": 2, "板凳": 3, "地板": 4}
_POST_ID = re.compile(r"post_(\d{1,12})")
_PARSED_TID = re.compile(r"\btid\s{0,3}=\s{0,3}parseInt\('(\d{1,12})'\)")
_WITHIN = re.compile(r"发表于\s*(.{1,40})")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_PLACE = re.compile(r"IP属地\s*[:：]\s*(\S{2,12})")
_QQ = re.compile(r"[?&]uin=(\d{5,11})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Thread:
    """What all posts of the page share; ``page`` is its number."""

    tid: str | None
    board: str | None
    title: str | None
    counters: dict[str, Count] | None
    page: int


def read_posts(sheet: Sheet) -> tuple[Post, ...]:
    """Every post of the page, in order."""
    blocks = [block for block in outermost(sheet.root, "div[id^=post_]", "id", _POST_ID) if _body(block)]
    if not blocks:
        return ()
    thread = _Thread(_tid(sheet), _board(sheet), _title(sheet), _counters(sheet), page_number(sheet.url))
    return tuple(_post(block, sheet, thread, place) for place, block in enumerate(blocks, 1))


def thread_links(sheet: Sheet) -> tuple[Link, ...]:
    """The next page and the authors."""
    authors = sheet.root.css(
        "div[id^=post_] .authi a.xw1::attr(href), .postauthor cite a::attr(href)"
    ).getall()
    return distinct([next_page(sheet), *(sheet.link("user", href) for href in authors)])


def _body(block: Selector) -> SelectorList[Selector]:
    """The post's own text, or what stands in its place (a lock, a trade); the reply form has neither."""
    return block.css("td[id^=postmessage_], div[id^=postmessage_]") or block.css(
        "div.locked, div.pcb, div.postmessage"
    )


def _post(block: Selector, sheet: Sheet, thread: _Thread, place: int) -> Post:
    pid = block.attrib["id"].removeprefix("post_")
    floor = _floor(block, pid, place if thread.page == 1 else 0)
    name, uid = _author(block)
    moment = _moment(block, sheet)
    found = _PLACE.search(" ".join(block.css("div.pti ::text, .authi ::text").getall()))
    return Post(
        platform="discuz",
        board=thread.board,
        thread=thread.tid,
        post_id=pid,
        url=f"{sheet.url}#pid{pid}",
        author_name=name,
        author_id=uid,
        signature=_signature(block),
        title=thread.title if floor == 1 else None,
        text=shown_text(
            block.css("td[id^=postmessage_], div[id^=postmessage_]") or block.css("div.pcb"), _NOT_TEXT
        ),
        images=_images(block, sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor,
        counters=thread.counters if floor == 1 else None,
        ip_place=found[1] if found else None,
        reply_to=post_number(block.css("div.quote a[href*=findpost]::attr(href)").get()),
    )


def _tid(sheet: Sheet) -> str | None:
    """The thread's number: in the address, in a post's own link, or in the page's script."""
    link = sheet.root.css("a[id^=postnum]::attr(href), link[rel=canonical]::attr(href)").get()
    script = _PARSED_TID.search(" ".join(sheet.root.css("script::text").getall()[:40]))
    return thread_number(sheet.url) or thread_number(link) or (script[1] if script else None)


def _board(sheet: Sheet) -> str | None:
    """The last board of the path above the page."""
    path = sheet.root.css("#pt a, #nav a")
    boards = [
        step
        for step in path
        if re.search(r"mod=forumdisplay|forum-\d|forumdisplay\.php", step.attrib.get("href", ""))
    ]
    return line(boards[-1:])


def _title(sheet: Sheet) -> str | None:
    return line(sheet.root.css("#thread_subject") or sheet.root.css("#threadtitle h1, .mainbox h1, h1"))


def _floor(block: Selector, pid: str, place: int) -> int | None:
    """The number printed, the named first floors, or (names of the site's own) the place on page one."""
    shown = line(block.css(f"a#postnum{pid}")) or ""
    if found := re.search(r"\d{1,7}", shown):
        return int(found[0])
    return next((number for name, number in _NAMED.items() if name in shown), None) or place or None


def _author(block: Selector) -> tuple[str | None, str | None]:
    """Name and uid; an anonymous author is a bare word without a link."""
    link = block.css(".authi a.xw1, .postauthor cite a, td.postauthor .postinfo a")
    if link:
        return line(link), user_number(link[0].attrib.get("href"))
    bare = (line(block.css(".pls .authi, .authi, .postauthor cite")) or "").split()
    return (bare[0] if bare else None), None


def _moment(block: Selector, sheet: Sheet) -> Moment:
    """The absolute time in the title; where that is a date alone, its clock is taken from the words shown."""
    cell = block.css("em[id^=authorposton]")
    title = cell.css("span::attr(title)").get()
    shown = line(cell)
    if not cell and (old := _WITHIN.search(line(block.css(".authorinfo, .postinfo")) or "")):
        shown = old[0]
    moment = sheet.moment(shown)
    if not title:
        return moment
    exact = sheet.moment(joined(title, shown or ""))
    return Moment(moment.shown, exact.time, exact.precision) if exact.time else moment


def joined(title: str, shown: str) -> str:
    """``2018-8-20`` and ``昨天 21:28`` as one time; a title with a clock of its own stays."""
    clock = _CLOCK.search(shown)
    return f"{title.strip()} {clock[0]}" if clock and _DATE.fullmatch(title.strip()) else title


def _signature(block: Selector) -> str | None:
    """The signature, and the QQ number that the poster's box links to."""
    numbers = (_QQ.search(href) for href in block.css("a[href*='wpa.qq.com']::attr(href)").getall())
    contacts = dict.fromkeys(f"QQ {found[1]}" for found in numbers if found)
    return "\n".join(filter(None, (shown_text(block.css("div.sign, div.signatures")), *contacts))) or None


def _images(block: Selector, sheet: Sheet) -> tuple[str, ...]:
    """Attached pictures: ``src`` is a placeholder until scrolled to."""
    found = block.css("[id^=postmessage_] img, .pattl img")
    sources = (image.attrib.get("zoomfile") or image.attrib.get("file") for image in found)
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))


def _counters(sheet: Sheet) -> dict[str, Count] | None:
    numbers = sheet.root.css("div.hm span.xi1")
    counts = [parse_count(number.attrib.get("title") or line([number])) for number in numbers[:2]]
    named = {name: count for name, count in zip(("views", "replies"), counts, strict=False) if count}
    return named or None
