"""The answers that Sogou's page for phones fetches: JSON whose items are XML documents."""

import re
from html import unescape
from typing import Any

from crawlers.readers.addresses import absolute
from crawlers.readers.pagers import counted, pager_of
from crawlers.readers.sheet import distinct, moment_of, once
from crawlers.readers.sogou_weixin.article_address import article_number
from crawlers.readers.tree import at, entries, parse_json, words
from records.page import Page
from records.reading import Link, Post, Reading, State

# Signs of Unicode's private area stand around the word that was searched for.
_MARKS = re.compile("[\ue40a\ue40b]")


def read_wap(text: str, page: Page, zone: str) -> Reading:
    """The articles in ``items``, each an excerpt."""
    answer = parse_json(text)
    documents = [row for row in entries(answer, "items") if isinstance(row, str) and "<display>" in row]
    posts = once(post for row in documents if (post := _hit(row, page, zone)))
    if posts:
        links = distinct(Link("thread", post.url) for post in posts)
        here, pages, total = (counted(words(answer, key)) for key in ("page", "totalPages", "totalItems"))
        return Reading(State.ITEMS, "", posts, links, pager=pager_of(here, pages, total))
    if isinstance(at(answer, "items"), list) and isinstance(at(answer, "totalItems"), int):
        return Reading(State.EMPTY, f"totalItems {at(answer, 'totalItems')}")
    return Reading(State.UNKNOWN, "JSON without items of a search")


def _hit(document: str, page: Page, zone: str) -> Post | None:
    url, title = absolute(page.url, _field(document, "url")), _field(document, "title")
    number = article_number(url) or _field(document, "docid")
    if not url or not title or not number:
        return None
    name, moment = (
        _field(document, "sourcename"),
        moment_of(_field(document, "lastModified"), page.fetched_at, zone),
    )
    handle = _field(document, "username")
    return Post(
        platform="sogou_weixin",
        board=name,
        thread=number,
        post_id=number,
        url=url,
        author_name=name,
        author_id=_field(document, "openid"),
        signature=f"微信号 {handle}" if handle else None,
        title=title,
        text=_field(document, "content168") or _field(document, "content") or "",
        images=_images(page, _field(document, "imglink")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        excerpt=True,
    )


def _images(page: Page, source: Any) -> tuple[str, ...]:
    url = absolute(page.url, source)
    return (url,) if url else ()


def _field(document: str, name: str) -> str | None:
    """The content of the first element ``name``, plain or CDATA."""
    start = document.find(f"<{name}>")
    end = document.find(f"</{name}>", start)
    if start < 0 or end < 0:
        return None
    content = document[start + len(name) + 2 : end].strip()
    if content.startswith("<![CDATA["):
        content = content.removeprefix("<![CDATA[").removesuffix("]]>")
    else:
        content = unescape(content)
    return _MARKS.sub("", content).strip() or None
