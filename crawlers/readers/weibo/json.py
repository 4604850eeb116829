"""An answer of Weibo's JSON interfaces."""

from collections.abc import Iterator
from typing import Any

from crawlers.readers.addresses import parameter
from crawlers.readers.sheet import distinct
from crawlers.readers.tree import at, entries, words
from crawlers.readers.weibo.address import detail_url, is_desktop, long_mid, user_url, whole_text_url
from crawlers.readers.weibo.comments import comment_posts
from crawlers.readers.weibo.paging import answer_pager, next_link
from crawlers.readers.weibo.status import is_cut, is_status, plain_text, status_posts
from crawlers.readers.weibo.walls import refusal
from records.page import Page
from records.reading import Link, Post, Reading, State


def read_answer(answer: Any, url: str, page: Page, zone: str) -> Reading:
    """The reading of one answer that came from ``url``."""
    blogs = list(_blogs(answer))
    statuses = [post for blog in blogs for post in status_posts(blog, url, page.fetched_at, zone)]
    comments = comment_posts(answer, url, page, zone)
    posts = {post.post_id: post for post in [*statuses, *comments, *_whole_text(answer, url)]}
    if posts:
        links = _links(answer, url, blogs, statuses)
        return Reading(State.ITEMS, "", tuple(posts.values()), links, pager=answer_pager(answer))
    return refusal(answer) or _account(answer, url) or _nothing(answer, url)


def is_weibo(answer: Any) -> bool:
    """Whether the answer has the shape of Weibo's: a list of cards, or statuses."""
    return isinstance(at(answer, "data", "cardlistInfo"), dict) or next(_blogs(answer), None) is not None


def _blogs(answer: Any) -> Iterator[Any]:
    """Every mblog: of cards and the cards grouped in them, of a list, or the answer itself."""
    for row in answer if isinstance(answer, list) else ():
        yield from [row] if is_status(row) else _in_card(row)
    for body in (at(answer, "data"), answer):
        for card in entries(body, "cards"):
            yield from _in_card(card)
        for key in ("list", "statuses", "data"):
            rows = at(body, key)
            yield from (row for row in (rows if isinstance(rows, list) else ()) if is_status(row))
        if is_status(body):
            yield body


def _in_card(card: Any) -> Iterator[Any]:
    """A card may be a status, a group of cards, or something else (people, topics, a headline)."""
    for part in (card, *entries(card, "card_group")):
        if at(part, "mblog"):
            yield at(part, "mblog")


def _whole_text(answer: Any, url: str) -> list[Post]:
    """``/statuses/extend`` and ``/longtext``: the whole text of a status and nothing of its author."""
    text, number = words(answer, "data", "longTextContent"), parameter(url, "id")
    if not text or not number:
        return []
    mid = long_mid(number)
    return [Post(platform="weibo", post_id=mid, url=detail_url(mid, url), text=plain_text(text))]


def _links(answer: Any, url: str, blogs: list[Any], statuses: list[Post]) -> tuple[Link, ...]:
    shown = [part for blog in blogs for part in (blog, at(blog, "retweeted_status")) if part]
    cut = [Link("thread", whole) for blog in shown if is_cut(blog) and (whole := _whole_url(blog, url))]
    users = [Link("user", user_url(post.author_id, url)) for post in statuses if post.author_id]
    posts = [Link("post", post.url) for post in statuses]
    return distinct([*cut, next_link(answer, url), *posts, *users])


def _whole_url(blog: Any, url: str) -> str | None:
    """Where the whole text of a status that is cut can be read."""
    if is_desktop(url):
        bid = words(blog, "mblogid")
        return whole_text_url(bid) if bid else None
    mid = words(blog, "mid") or words(blog, "id")
    return detail_url(mid, url) if mid else None


def _account(answer: Any, url: str) -> Reading | None:
    """The card of an account, which leads to its statuses."""
    user = at(answer, "data", "userInfo") or at(answer, "data", "user")
    uid = words(user, "idstr") or words(user, "id")
    if not uid or not words(user, "screen_name"):
        return None
    if words(user, "statuses_count") == "0":
        return Reading(State.EMPTY, "an account without statuses")
    return Reading(State.ITEMS, "the card of an account", (), (Link("user", user_url(uid, url)),))


def _nothing(answer: Any, url: str) -> Reading:
    """An answer that refuses nothing and has no posts."""
    lists = [at(answer, *keys) for keys in (("data", "cards"), ("data", "list"), ("data", "data"), ("data",))]
    if words(answer, "ok") == "1" and any(isinstance(found, list) for found in lists):
        return Reading(State.EMPTY, "ok, and a list without statuses")
    if words(answer, "ok") == "1" and url.partition("?")[0].endswith(("/longtext", "/extend")):
        return Reading(State.EMPTY, "ok: no longer text than the list shows")
    return Reading(State.UNKNOWN, words(answer, "msg") or "JSON of no known shape")
