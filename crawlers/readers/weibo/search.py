"""Search results on s.weibo.com, in the layouts of 2018 and later."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from parsel import Selector

from crawlers.readers.pagers import pager_from
from crawlers.readers.sheet import Sheet, distinct, line, outermost
from crawlers.readers.weibo.address import user_url, whole_text_url
from crawlers.readers.weibo.hit import hit_posts
from records.reading import Link, Pager, Post, Reading, State

_SERVER_TIME = re.compile(r"\$CONFIG\[['\"]servertime['\"]\]\s{0,3}=\s{0,3}['\"]?(\d{10})")
_NUMBER = re.compile(r"\d{1,20}")
_ROWS = "[action-type=feed_list_item][mid], .card-wrap[mid]"


def read_search(sheet: Sheet, text: str) -> Reading | None:
    """Hits as posts; None where the page is no search page.

    Rows below "no result" are what the site recommends instead, and no hits.
    """
    if nothing := sheet.root.css(".card-no-result, .search_noresult:not(.code_tit) .noresult_tit"):
        return Reading(State.EMPTY, line(nothing) or "no result")
    now = _now(sheet, text)
    rows = outermost(sheet.root, _ROWS, "mid", _NUMBER)
    posts = {post.post_id: post for row in rows for post in hit_posts(row, sheet, now)}
    if posts:
        links = _links(sheet, list(posts.values()))
        return Reading(State.ITEMS, "", tuple(posts.values()), links, pager=_pager(sheet))
    return None


def _now(sheet: Sheet, text: str) -> datetime:
    """The clock that the page prints: relative times count from it, whenever the page was saved."""
    server = _SERVER_TIME.search(text)
    return min(datetime.fromtimestamp(int(server[1]), UTC), sheet.now) if server else sheet.now


def _links(sheet: Sheet, posts: list[Post]) -> tuple[Link, ...]:
    users = [Link("user", user_url(post.author_id, "https://weibo.com/")) for post in posts if post.author_id]
    whole = [_whole_text(post) for post in posts if post.excerpt]
    return distinct([*whole, _next(sheet.root, sheet), *(Link("post", post.url) for post in posts), *users])


def _whole_text(post: Post) -> Link | None:
    """Where the rest of a cut text can be read; the last part of a status's address is its ``bid``."""
    parts = urlsplit(post.url)
    bid = parts.path.rpartition("/")[2]
    return Link("thread", whole_text_url(bid)) if bid and parts.hostname == "weibo.com" else None


def _pager(sheet: Sheet) -> Pager | None:
    """Every page has an entry in the list that opens at 第1页; nobody counts the hits."""
    box = sheet.root.css(".m-page")
    entries = [words for item in box.css("ul li") if (words := line([item]))]
    return pager_from(line(box.css("li.cur")) or line(box.css(".pagenum")), entries)


def _next(root: Selector, sheet: Sheet) -> Link | None:
    return sheet.link("next", root.css(".m-page a.next::attr(href), a.next::attr(href)").get())
