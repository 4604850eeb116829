"""The RSS of a Discuz! board: its newest threads with the beginning of their text."""

import re

from parsel import Selector

from crawlers.readers.discuz.address import thread_number
from crawlers.readers.sheet import MOST_POSTS, Sheet, distinct, open_sheet
from crawlers.readers.visible import visible_text
from records.page import Page
from records.reading import Link, Post, Reading, State

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


def is_feed(text: str) -> bool:
    """Whether ``text`` begins as RSS does."""
    return "<rss" in _DECLARATION.sub("", text[:400], count=1)[:100]


def read_feed(page: Page, zone: str, text: str) -> Reading:
    """Every entry that leads to a thread, as an excerpt."""
    sheet = open_sheet(page, zone, "")
    feed = Selector(text=_DECLARATION.sub("", text, count=1), type="xml")
    posts = tuple(post for item in feed.css("item")[:MOST_POSTS] if (post := _entry(item, sheet)))
    if posts:
        return Reading(State.ITEMS, "", posts, distinct(Link("thread", post.url) for post in posts))
    if feed.css("channel"):
        return Reading(State.EMPTY, "a feed without threads")
    return Reading(State.UNKNOWN, "a feed without a channel")


def _entry(item: Selector, sheet: Sheet) -> Post | None:
    link = sheet.link("thread", item.css("link::text").get())
    tid = thread_number(link.url) if link else None
    if not link or not tid:
        return None
    moment = sheet.moment(item.css("pubDate::text").get())
    return Post(
        platform="discuz",
        board=_words(item, "category"),
        thread=tid,
        post_id=tid,
        url=link.url,
        author_name=_words(item, "author"),
        title=_words(item, "title"),
        text=visible_text((item.css("description::text").get() or "").replace("\n", "<br>")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        excerpt=True,
    )


def _words(item: Selector, name: str) -> str | None:
    return visible_text(item.css(f"{name}::text").get()) or None
