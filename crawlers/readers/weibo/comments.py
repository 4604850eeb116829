"""Comments under a status, and the replies folded into them, from all of Weibo's interfaces."""

import re
from collections.abc import Iterator
from typing import Any

from crawlers.readers.addresses import parameter
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import moment_of
from crawlers.readers.tree import at, entries, words
from crawlers.readers.weibo.address import detail_url, long_mid
from crawlers.readers.weibo.status import is_status, plain_text, region
from records.page import Page
from records.reading import Count, Post

# hotflow and show keep the list one level lower than buildComments and hotFlowChild do.
_LISTS = (("data", "data"), ("data", "hot_data"), ("data",), ("comments",), ("data", "comments"))
# In the place's stead older answers name the device or program that was used.
_DEVICE = re.compile(r"客户端|网页|微博|手机|[A-Za-z0-9]{2}")


def comment_posts(answer: Any, url: str, page: Page, zone: str) -> list[Post]:
    """Comments as posts whose ``thread`` is the mid of the status; replies stand behind their comment."""
    thread = _thread(answer, url)
    found: list[Post] = []
    for row in _rows(answer):
        found += _family(row, thread, url, page, zone)
    return found


def _rows(answer: Any) -> Iterator[Any]:
    for keys in _LISTS:
        rows = at(answer, *keys)
        yield from (row for row in (rows if isinstance(rows, list) else ()) if _is_comment(row))


def _is_comment(row: Any) -> bool:
    return isinstance(row, dict) and "text" in row and bool(words(row, "id")) and not is_status(row)


def _thread(answer: Any, url: str) -> str | None:
    """The status that was asked about; a list of replies is asked for by its comment (``cid``) instead."""
    asked = parameter(url, "mid") or parameter(url, "id")
    named = words(answer, "status", "mid") or words(answer, "status", "id")
    if parameter(url, "cid") or parameter(url, "fetch_level") == "1":
        return named
    return long_mid(asked) if asked else named


def _family(row: Any, thread: str | None, url: str, page: Page, zone: str) -> list[Post]:
    own = _comment(row, thread, None, url, page, zone)
    replies = [reply for reply in entries(row, "comments") if _is_comment(reply)]
    return [own, *(_comment(reply, thread, own.post_id, url, page, zone) for reply in replies)]


def _comment(row: Any, thread: str | None, parent: str | None, url: str, page: Page, zone: str) -> Post:
    number = words(row, "id") or ""
    thread = thread or words(row, "status", "mid") or words(row, "status", "idstr")
    moment = moment_of(words(row, "created_at"), page.fetched_at, zone)
    floor = parse_count(words(row, "floor_number"))
    root = words(row, "rootid")
    answered = words(row, "reply_comment", "id") or words(row, "reply_id") or parent
    return Post(
        platform="weibo",
        thread=thread,
        post_id=number,
        url=f"{detail_url(thread, url)}#{number}" if thread else f"{url}#{number}",
        author_name=words(row, "user", "screen_name"),
        author_id=words(row, "user", "idstr") or words(row, "user", "id"),
        signature=words(row, "user", "description"),
        text=plain_text(words(row, "text")),
        images=_images(row),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=floor.value if floor and floor.value else None,
        counters=_counters(row),
        ip_place=_place(words(row, "source")),
        reply_to=answered or (root if root not in (None, "0", number) else thread),
    )


def _images(row: Any) -> tuple[str, ...]:
    picture = words(row, "pic", "large", "url") or words(row, "pic", "url")
    return (picture,) if picture and picture.startswith("http") else ()


def _counters(row: Any) -> dict[str, Count] | None:
    likes = parse_count(words(row, "like_counts") or words(row, "like_count"))
    replies = parse_count(words(row, "total_number"))
    named = {"likes": likes, "replies": replies}
    return {name: count for name, count in named.items() if count} or None


def _place(source: str | None) -> str | None:
    """``来自北京``; None where the words name a device."""
    place = region(source)
    return None if place is None or _DEVICE.search(place) else place
