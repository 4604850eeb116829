"""What the 2026 site's script makes of its answers: cards of threads, and the floors of one."""

import re
from dataclasses import dataclass

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Moment, Sheet, apart, distinct, line, once, shown_text
from crawlers.readers.tieba.marks import account, bar_name, bar_of
from records.reading import Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)
_THREAD = re.compile(r"/p/(\d{1,15})")
_FLOOR = re.compile(r"第\s*(\d{1,7})\s*楼")
_PLACE = re.compile(r"(?:IP属地[:：]?|来自)\s*([^\s\d]{1,20})")
_TIME = re.compile(
    r"(?:\d{4}-)?\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2})?|(?:[今昨前]天 ?)?\d{1,2}:\d{2}|"
    r"\d{1,4} ?(?:秒|分钟|个?小时|天|个?月|年)前|刚刚|[昨前]天"
)
_WITHIN = "ancestor::*[contains(concat(' ', normalize-space(@class), ' '), ' pb-lzl-item ')]"
_OPENING = ".pb-content-wrap"


@dataclass(frozen=True, slots=True)
class _Thread:
    """What all floors of the page share."""

    tid: str
    board: str | None
    sheet: Sheet


def read_cards(sheet: Sheet) -> Reading | None:
    """Cards of a search or a feed as excerpts. None where the page has none."""
    cards = apart(sheet.root, ".threadcardclass", "class", _ANY)
    posts = tuple(post for card in cards if (post := _card(card, sheet)))
    if not posts:
        return None
    people = sheet.root.css(".threadcardclass a[href*='/home/main']::attr(href)").getall()
    threads = [sheet.link("thread", f"/p/{post.thread}") for post in posts]
    return Reading(
        State.ITEMS, "", posts, distinct([*threads, *(sheet.link("user", href) for href in people)])
    )


def read_floors(sheet: Sheet) -> Reading | None:
    """The floors that the page shows now; its list drops what is out of sight. None on other pages."""
    found = _THREAD.search(sheet.url)
    floors = apart(sheet.root, ".pb-comment-item", "class", _ANY)
    if not found or not (floors or sheet.root.css(_OPENING)):
        return None
    thread = _Thread(found[1], bar_of(sheet), sheet)
    posts = [*_opening(thread), *(post for floor in floors for post in _floor(floor, thread))]
    people = sheet.root.css("a.head-name[href*='/home/main']::attr(href)").getall()
    users = distinct(sheet.link("user", href) for href in people)
    return Reading(State.ITEMS, "", once(posts), users)


def _card(card: Selector, sheet: Sheet) -> Post | None:
    thread = _THREAD.search(card.css("a[href*='/p/']::attr(href)").get() or "")
    link = sheet.link("thread", f"/p/{thread[1]}" if thread else None)
    if not thread or not link:
        return None
    moment = _moment(card.css(".top-title"), sheet)
    replies = parse_count(line(card.css(".comment-link-zone .action-number")))
    return Post(
        platform="tieba",
        board=bar_name(line(card.css(".forum-name-text, .thread-forum-name"))),
        thread=thread[1],
        post_id=thread[1],
        url=link.url,
        author_name=line(card.css(".forum-attention, .attention-wrap")),
        author_id=account(card.css("a[href*='/home/main']::attr(href)").get()),
        title=line(card.css(".title-wrap, .title-content-wrap")),
        text=shown_text(card.css(".abstract-wrap")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters={"replies": replies} if replies else None,
        excerpt=True,
    )


def _moment(place: SelectorList[Selector], sheet: Sheet) -> Moment:
    """The last time that ``place`` says; names and numbers of floors stand before it."""
    found = _TIME.findall(line(place) or "")
    return sheet.moment(found[-1]) if found else Moment()


def _opening(thread: _Thread) -> tuple[Post, ...]:
    """The first floor; the page does not say its number, so the thread's stands for it."""
    root = thread.sheet.root
    if not (body := root.css(_OPENING)):
        return ()
    person = root.css(".image-text .user-info .head-name, article .user-info .head-name")
    when = root.css(".rel-thread-time") or root.css(".user-info .post-num")
    moment = _moment(when, thread.sheet)
    total = parse_count(line(root.css(".pc-pb-reply-top, .card-tab .tab-item")))
    return (
        Post(
            platform="tieba",
            board=thread.board,
            thread=thread.tid,
            post_id=thread.tid,
            url=thread.sheet.url,
            author_name=line(person),
            author_id=account(person.attrib.get("href")),
            title=line(root.css(".pb-title, .pc-pb-title")),
            text=shown_text(body),
            images=_images(body, thread.sheet),
            time_shown=moment.shown,
            time=moment.time,
            time_precision=moment.precision,
            floor=1,
            counters={"replies": total} if total else None,
        ),
    )


def _floor(item: Selector, thread: _Thread) -> list[Post]:
    """A floor and the replies within it; what has no number of its own cannot be told from others."""
    number = item.attrib.get("data-id") or item.xpath("ancestor::*[@data-id][1]/@data-id").get() or ""
    within = apart(item, ".pb-lzl-item", "class", _ANY)
    posts = [(item, number, None), *((one, one.attrib.get("data-id", ""), number) for one in within)]
    return [_reply(one, own, thread, floor) for one, own, floor in posts if own.isdigit()]


def _reply(item: Selector, number: str, thread: _Thread, floor: str | None) -> Post:
    """One floor, or one reply within the floor numbered ``floor``."""
    person, body = _own(item, ".head-name", floor), _own(item, ".pb-rich-text", floor)
    below = _own(item, ".comment-desc-left", floor)
    said = line(below) or ""
    moment = _moment(below, thread.sheet)
    numbered, place = _FLOOR.search(said), _PLACE.search(said)
    return Post(
        platform="tieba",
        board=thread.board,
        thread=thread.tid,
        post_id=number,
        url=f"{thread.sheet.url}#{number}",
        author_name=line(person),
        author_id=account(person.attrib.get("href")),
        text=shown_text(body),
        images=_images(body, thread.sheet)
        if floor
        else _images(_own(item, ".comment-content", None), thread.sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=int(numbered[1]) if numbered else None,
        ip_place=place[1] if place else None,
        reply_to=floor,
    )


def _own(item: Selector, css: str, floor: str | None) -> SelectorList[Selector]:
    """What ``css`` names in ``item``; of a floor without what is in the replies within it."""
    nodes = item.css(css)
    return nodes if floor else SelectorList(node for node in nodes if not node.xpath(_WITHIN))


def _images(body: SelectorList[Selector], sheet: Sheet) -> tuple[str, ...]:
    """Pictures, which have their address in ``data-src`` until they are scrolled to; no emoticons."""
    sources = (picture.attrib.get("data-src") or picture.attrib.get("src") for picture in body.css("img"))
    urls = (absolute(sheet.base, source) for source in sources if source and "emoticon" not in source)
    return tuple(dict.fromkeys(filter(None, urls)))
