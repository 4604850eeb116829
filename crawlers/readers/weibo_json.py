"""An answer of Weibo's JSON interfaces."""

from collections.abc import Iterator
from typing import Any

from crawlers.readers.addresses import parameter, with_parameter
from crawlers.readers.numbers import parse_count
from crawlers.readers.sheet import distinct, moment_of
from crawlers.readers.tree import at, entries, words
from crawlers.readers.visible import visible_text
from crawlers.readers.weibo_status import detail_url, is_cut, status_posts, user_url
from records.page import Page
from records.reading import Link, Post, Reading, State


def read_answer(answer: Any, url: str, page: Page, zone: str) -> Reading:
    """The reading of one answer that came from ``url``."""
    if words(answer, "ok") == "-100":
        return Reading(State.LOGIN_WALL, words(answer, "msg") or "ok -100: log in")
    blogs = list(_blogs(answer))
    statuses = [post for blog in blogs for post in status_posts(blog, url, page.fetched_at, zone)]
    comments = [post for row in _comment_rows(answer) if (post := _comment(row, url, page, zone))]
    whole = _whole_text(answer, url)
    posts = {post.post_id: post for post in [*statuses, *comments, *whole]}
    if posts:
        return Reading(State.ITEMS, "", tuple(posts.values()), _links(answer, url, blogs, statuses))
    return _nothing(answer)


def _blogs(answer: Any) -> Iterator[Any]:
    """Every mblog: of cards and the cards grouped in them, of a list, or the answer itself."""
    for card in entries(answer, "data", "cards"):
        for part in (card, *entries(card, "card_group")):
            if words(part, "card_type") == "9" and at(part, "mblog"):
                yield at(part, "mblog")
    yield from (row for row in entries(answer, "data", "list") if at(row, "user") and not at(row, "rootid"))
    yield from (row for row in entries(answer, "data", "statuses") if at(row, "user"))
    yield from (blog for blog in (at(answer, "data"), answer) if at(blog, "user") and at(blog, "created_at"))


def _comment_rows(answer: Any) -> list[Any]:
    """hotflow has ``data.data``, buildComments a list as ``data``."""
    return entries(answer, "data", "data") or [row for row in entries(answer, "data") if at(row, "rootid")]


def _comment(row: Any, url: str, page: Page, zone: str) -> Post | None:
    number, thread = words(row, "id"), parameter(url, "mid") or parameter(url, "id")
    if not number or "text" not in row:
        return None
    moment = moment_of(words(row, "created_at"), page.fetched_at, zone)
    likes = parse_count(words(row, "like_count") or words(row, "like_counts"))
    return Post(
        platform="weibo",
        thread=thread,
        post_id=number,
        url=f"{detail_url(thread or number, url)}#{number}",
        author_name=words(row, "user", "screen_name"),
        author_id=words(row, "user", "id"),
        text=visible_text(words(row, "text")),
        time_shown=moment.shown,
        time=moment.time,
        time_precision=moment.precision,
        counters={"likes": likes} if likes else None,
        ip_place=(words(row, "source") or "").removeprefix("来自").strip() or None,
        reply_to=words(row, "reply_comment", "id") or thread,
    )


def _whole_text(answer: Any, url: str) -> list[Post]:
    """``/statuses/extend``: the whole text of a status and nothing of its author."""
    text, mid = words(answer, "data", "longTextContent"), parameter(url, "id")
    if not text or not mid:
        return []
    return [Post(platform="weibo", post_id=mid, url=detail_url(mid, url), text=visible_text(text))]


def _links(answer: Any, url: str, blogs: list[Any], statuses: list[Post]) -> tuple[Link, ...]:
    cut = [
        Link("thread", detail_url(mid, url)) for blog in blogs if is_cut(blog) and (mid := words(blog, "id"))
    ]
    users = [Link("user", user_url(post.author_id, url)) for post in statuses if post.author_id]
    return distinct([*cut, _next(answer, url), *(Link("post", post.url) for post in statuses), *users])


def _next(answer: Any, url: str) -> Link | None:
    """What the site itself names as next; without such words a list of cards goes on by number."""
    about = at(answer, "data", "cardlistInfo")
    if cursor := words(about, "since_id"):
        return Link("next", with_parameter(url, "since_id", cursor))
    if (cursor := words(answer, "data", "max_id")) and cursor != "0":
        return Link("next", with_parameter(url, "max_id", cursor))
    if isinstance(about, dict) and "page" in about:
        number = words(about, "page")
        return Link("next", with_parameter(url, "page", number)) if number else None
    if entries(answer, "data", "cards") or entries(answer, "data", "list"):
        here = parse_count(parameter(url, "page"))
        return Link("next", with_parameter(url, "page", str((here.value if here else 1) + 1)))
    return None


def _nothing(answer: Any) -> Reading:
    """An answer without posts: what it says of itself."""
    said = words(answer, "msg") or words(answer, "message") or ""
    if "没有内容" in said:
        return Reading(State.EMPTY, f"{said} (end of the list, or asked too fast)")
    if any(word in said for word in ("不存在", "删除", "查看权限")):
        return Reading(State.GONE, said)
    if "登录" in said:
        return Reading(State.LOGIN_WALL, said)
    if "频繁" in said or "稍后" in said:
        return Reading(State.RATE_LIMITED, said)
    lists = [at(answer, "data", key) for key in ("cards", "list", "data")]
    if words(answer, "ok") == "1" and any(isinstance(found, list) for found in lists):
        return Reading(State.EMPTY, "ok, and a list without statuses")
    if at(answer, "data", "userInfo"):
        return Reading(State.EMPTY, "an account without its statuses")
    return Reading(State.UNKNOWN, said or "JSON of no known shape")
