"""phpBB's Atom feeds: the newest posts of the board, a forum or a topic, with their text."""

import re
from html import unescape

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute
from crawlers.readers.phpbb.address import number
from crawlers.readers.phpbb.topic import NOT_WORDS, QUOTES, pictures
from crawlers.readers.sheet import MOST_POSTS, Sheet, distinct, open_sheet
from crawlers.readers.visible import visible_text
from records.page import Page
from records.reading import Post, Reading, State

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
# Behind the text: "Statistics: Posted by NAME — TIME", and a rule.
_FOOT = "p:has(+ hr:last-of-type)"
_NOT_TEXT = f"{QUOTES}, {NOT_WORDS}, dl.file, dl.thumbnail, {_FOOT}"
_MEMBER = "p a[href*='mode=viewprofile']::attr(href)"


def read_feed(page: Page, zone: str, text: str) -> Reading:
    """Every entry that names its post; those of a feed of topics are openers, named by the topic."""
    sheet = open_sheet(page, zone, "")
    feed = Selector(text=_DECLARATION.sub("", text, count=1), type="xml")
    try:
        feed.remove_namespaces()
    except ValueError as error:  # a broken tag, such as <x:01>, has no name without its namespace
        return Reading(State.UNKNOWN, f"a feed that is no XML: {error}")
    posts = tuple(post for entry in feed.css("entry")[:MOST_POSTS] if (post := _entry(entry, sheet)))
    links = distinct(sheet.link("thread" if post.floor else "post", post.url) for post in posts)
    if posts:
        return Reading(State.ITEMS, "", posts, links)
    return (
        Reading(State.EMPTY, "a feed without entries") if feed.css("feed > title") else Reading(State.UNKNOWN)
    )


def _entry(entry: Selector, sheet: Sheet) -> Post | None:
    href = entry.css("link::attr(href)").get()
    pid, topic = number(href, "p"), number(href, "t")
    url = absolute(sheet.base, href)
    if not url or not (pid or topic):
        return None
    board = entry.css("category::attr(label)").get()
    content = entry.css("content::text").get() or ""
    shown = Selector(text=content or "<p></p>", type="html")
    moment = sheet.moment(entry.css("published::text").get() or entry.css("updated::text").get())
    return Post(
        platform="phpbb",
        board=board,
        thread=topic,
        post_id=pid or topic or "",
        url=f"{url}#p{pid}" if pid else url,
        author_name=_plain(entry.css("author > name::text").get()),
        author_id=number(next(iter(reversed(shown.css(_MEMBER).getall())), None), "u"),
        title=_title(entry, board),
        text=visible_text(content, _NOT_TEXT),
        images=pictures(SelectorList([shown]), sheet),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=None if pid else 1,
    )


def _title(entry: Selector, board: str | None) -> str | None:
    """``FORUM • SUBJECT``."""
    title = _plain(entry.css("title::text").get())
    return title.removeprefix(f"{board} • ") if title else None


def _plain(text: str | None) -> str | None:
    """Names and titles are HTML inside their CDATA."""
    return " ".join(unescape(text).split()) or None if text else None
