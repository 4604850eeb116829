"""Search over bars: the classic hits and the cards of the 2026 page."""

import re

from parsel import Selector

from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Sheet, distinct, line, outermost, shown_text
from crawlers.readers.tieba_marks import bar_name, next_page, portrait_of
from records.reading import Link, Post, Reading, State

_ANY = re.compile(r".*", re.DOTALL)
_THREAD = re.compile(r"/p/(\d{1,15})")
_REPLY = re.compile(r"^回复\s*[:：]\s*")
_FLOOR = re.compile(r"[?&]pid=(\d{1,15})")


def read_search(sheet: Sheet) -> Reading | None:
    """Hits as posts and as thread links; None where the page has none."""
    hits = [post for row in outermost(sheet.root, "div.s_post", "class", _ANY) if (post := _hit(row, sheet))]
    cards = [
        post
        for card in outermost(sheet.root, ".threadcardclass", "class", _ANY)
        if (post := _card(card, sheet))
    ]
    posts = tuple(hits or cards)
    if not posts:
        return None
    threads = [Link("thread", post.url) for post in posts]
    people = sheet.root.css("div.s_post a[href*='/home/main']::attr(href)").getall()
    users = [sheet.link("user", href) for href in people]
    return Reading(State.ITEMS, "", posts, distinct([*threads, next_page(sheet, ".pager-search"), *users]))


def _hit(row: Selector, sheet: Sheet) -> Post | None:
    title = row.css(".p_title a")
    href = title.attrib.get("href", "")
    thread = _THREAD.search(href)
    link = sheet.link("thread", f"/p/{thread[1]}" if thread else None)
    if not thread or not link:
        return None
    # A hit inside a thread is called 回复: and names its floor; any other is the thread itself.
    floor = _FLOOR.search(href) if _REPLY.match(line(title) or "") else None
    person = row.css("a[href*='/home/main']")
    moment = sheet.moment(line(row.css(".p_date")))
    return Post(
        platform="tieba",
        board=bar_name(line(row.css("a.p_forum"))),
        thread=thread[1],
        post_id=floor[1] if floor else thread[1],
        url=link.url,
        author_name=line(person),
        author_id=portrait_of(person.attrib.get("href")),
        title=_REPLY.sub("", line(title) or "") or None,
        text=shown_text(row.css(".p_content")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=None if floor else 1,
        excerpt=True,
    )


def _card(card: Selector, sheet: Sheet) -> Post | None:
    thread = _THREAD.search(card.css("a.action-link-bg[href*='/p/']::attr(href)").get() or "")
    link = sheet.link("thread", f"/p/{thread[1]}" if thread else None)
    if not thread or not link:
        return None
    moment = sheet.moment(line(card.css(".top-title")))
    replies = parse_count(line(card.css("a.comment-link-zone .action-number")))
    return Post(
        platform="tieba",
        board=bar_name(line(card.css(".forum-name-text"))),
        thread=thread[1],
        post_id=thread[1],
        url=link.url,
        title=line(card.css(".title-wrap")),
        text=shown_text(card.css(".abstract-wrap")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters={"replies": replies} if replies else None,
        excerpt=True,
    )
