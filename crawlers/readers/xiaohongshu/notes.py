"""One note of Xiaohongshu: a card of a list, or the note with its text.

Calls answer in snake_case, the state in a page is the same in camelCase.
"""

import re
from typing import Any
from urllib.parse import quote

from crawlers.readers.addresses import absolute, origin
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import Moment, moment_of
from crawlers.readers.tree import at, words
from records.page import Page
from records.reading import Count, Link, Post

_COUNTS = (
    ("likes", ("liked_count",)),
    ("favourites", ("collected_count",)),
    ("comments", ("comment_count",)),
    ("shares", ("share_count", "shared_count")),
)
_TOPIC = re.compile(r"(#[^#\[\]\n]{1,60})\[话题\]#")


def shown(value: Any, *keys: str) -> Any:
    """The value under ``keys``, each written in either case."""
    for key in keys:
        found = at(value, key)
        value = at(value, _camel(key)) if found is None else found
    return value


def shown_words(value: Any, *keys: str) -> str | None:
    """The text or number under ``keys`` as text."""
    return words([shown(value, *keys)], 0)


def shown_list(value: Any, *keys: str) -> list[Any]:
    """The list under ``keys``; empty where there is none."""
    found = shown(value, *keys)
    return found if isinstance(found, list) else []


def card_post(row: Any, page: Page, zone: str) -> Post | None:
    """A card: title, author and likes, sometimes the day."""
    card = shown(row, "note_card") or row
    number = shown_words(row, "id") or shown_words(card, "note_id")
    if not number:
        return None
    corner = (one for one in shown_list(card, "corner_tag_info") if words(one, "type") == "publish_time")
    moment = moment_of(words(next(corner, None), "text"), page.fetched_at, zone)
    return _post(number, card, moment, page, title=shown_words(card, "display_title"), excerpt=True)


def note_post(note: Any, page: Page, zone: str) -> Post | None:
    """A note with its text; without a number it is the empty place where one would be."""
    number = shown_words(note, "note_id") or shown_words(note, "id")
    if not number:
        return None
    moment = moment_of(words(note, "time"), page.fetched_at, zone)
    return _post(
        number, note, moment, page, title=shown_words(note, "title"), text=visible_topics(words(note, "desc"))
    )


def note_link(row: Any, base: str) -> Link | None:
    """The note's page; without the token of the list that named it the site does not show it."""
    card = shown(row, "note_card") or row
    number = shown_words(row, "id") or shown_words(card, "note_id")
    token = shown_words(row, "xsec_token") or shown_words(card, "xsec_token")
    if not number:
        return None
    ticket = f"?xsec_token={quote(token)}&xsec_source=pc_search" if token else ""
    return Link("thread", f"{note_url(number, base)}{ticket}")


def profile_link(post: Post, base: str) -> Link | None:
    """The page of the author."""
    return Link("user", f"{site(base)}/user/profile/{post.author_id}") if post.author_id else None


def note_url(number: str, base: str) -> str:
    """The note's address, which names it but does not open it."""
    return f"{site(base)}/explore/{number}"


def site(base: str) -> str:
    """Calls go to another host than pages."""
    return "https://www.xiaohongshu.com" if origin(base).endswith(".xiaohongshu.com") else origin(base)


def visible_topics(text: str | None) -> str:
    """``#名单[话题]#`` is shown as ``#名单``."""
    return _TOPIC.sub(r"\1", text or "").strip()


def _post(
    number: str,
    note: Any,
    moment: Moment,
    page: Page,
    *,
    title: str | None,
    text: str = "",
    excerpt: bool = False,
) -> Post:
    return Post(
        platform="xiaohongshu",
        thread=number,
        post_id=number,
        url=note_url(number, page.url),
        author_name=author_name(shown(note, "user")),
        author_id=shown_words(note, "user", "user_id"),
        title=title,
        text=text,
        images=_images(note, page.url),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        floor=1,
        counters=_counters(shown(note, "interact_info")),
        ip_place=shown_words(note, "ip_location"),
        excerpt=excerpt,
    )


def author_name(user: Any) -> str | None:
    """Its name under any of the keys that are in use."""
    return shown_words(user, "nickname") or shown_words(user, "nick_name")


def _images(note: Any, base: str) -> tuple[str, ...]:
    pictures = shown_list(note, "image_list") or [shown(note, "cover")]
    sources = (_source(picture) for picture in pictures)
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(base, source))))


def _source(picture: Any) -> str | None:
    large = next(
        (one for one in shown_list(picture, "info_list") if shown_words(one, "image_scene") == "WB_DFT"), None
    )
    return shown_words(picture, "url_default") or words(large, "url") or words(picture, "url")


def _counters(info: Any) -> dict[str, Count] | None:
    named = {
        name: next((count for key in keys if (count := parse_count(shown_words(info, key)))), None)
        for name, keys in _COUNTS
    }
    return {name: count for name, count in named.items() if count} or None


def _camel(key: str) -> str:
    first, *rest = key.split("_")
    return first + "".join(part.capitalize() for part in rest)
