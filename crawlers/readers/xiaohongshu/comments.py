"""Comments under a note of Xiaohongshu, and the replies folded into them."""

from collections.abc import Iterator
from typing import Any

from crawlers.readers.addresses import parameter
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import moment_of
from crawlers.readers.tree import words
from crawlers.readers.xiaohongshu.notes import (
    author_name,
    note_url,
    shown,
    shown_list,
    shown_words,
    visible_topics,
)
from records.page import Page
from records.reading import Count, Post


def comment_posts(rows: Any, asked: str, page: Page, zone: str) -> list[Post]:
    """Comments as posts whose ``thread`` is the note; ``asked`` is the call's address, or the note's id."""
    note = parameter(asked, "note_id") if "/" in asked else asked
    listed = rows if isinstance(rows, list) else []
    return [post for row in listed for post in _family(row, note, page, zone)]


def _family(row: Any, note: str | None, page: Page, zone: str) -> Iterator[Post]:
    own = _comment(row, note, None, page, zone)
    if own is None:
        return
    yield own
    for reply in shown_list(row, "sub_comments"):
        if post := _comment(reply, own.thread, own.post_id, page, zone):
            yield post


def _comment(row: Any, note: str | None, parent: str | None, page: Page, zone: str) -> Post | None:
    number, thread = shown_words(row, "id"), shown_words(row, "note_id") or note
    if not number or words(row, "content") is None:
        return None
    moment = moment_of(shown_words(row, "create_time"), page.fetched_at, zone)
    user = shown(row, "user_info") or shown(row, "user")
    root = f"{note_url(thread, page.url)}#{number}" if thread else f"{page.url}#{number}"
    return Post(
        platform="xiaohongshu",
        thread=thread,
        post_id=number,
        url=root,
        author_name=author_name(user),
        author_id=shown_words(user, "user_id") or words(user, "userid"),
        text=visible_topics(words(row, "content")),
        images=_images(row),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters=_counters(row),
        ip_place=shown_words(row, "ip_location"),
        reply_to=shown_words(row, "target_comment", "id") or parent or thread,
    )


def _images(row: Any) -> tuple[str, ...]:
    sources = (shown_words(picture, "url_default") for picture in shown_list(row, "pictures"))
    return tuple(source for source in sources if source and source.startswith("http"))


def _counters(row: Any) -> dict[str, Count] | None:
    named = {
        "likes": parse_count(shown_words(row, "like_count")),
        "replies": parse_count(shown_words(row, "sub_comment_count")),
    }
    return {name: count for name, count in named.items() if count} or None
