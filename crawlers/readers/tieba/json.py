"""The 2026 Tieba site: JSON that its own page asked for and the browser captured, or that was saved alone."""

from collections.abc import Iterable
from typing import Any

from crawlers.readers.addresses import origin, parameter, with_parameter
from crawlers.readers.json_answers import json_answers
from crawlers.readers.numbers import parse_count
from crawlers.readers.tieba.answer import Answer
from crawlers.readers.tieba.floors import further_page, read_floors
from crawlers.readers.tieba.pager import answer_pager
from crawlers.readers.tieba.rows import listed_threads, read_rows
from crawlers.readers.tree import at, words
from records.page import Page
from records.reading import Link, Pager, Post, Reading, State

_PARTS = ("card_list", "post_list", "subpost_list", "first_floor", "thread_list", "page_data", "comment_list")
_CODES = ("error_code", "errno", "no")
_REASONS = ("error_msg", "errmsg", "error")
# What a code means where no words come with it.
_GONE_CODES = {"4"}
_WORDS: tuple[tuple[State, tuple[str, ...]], ...] = (
    (State.CAPTCHA, ("验证", "vcode", "captcha")),
    (State.LOGIN_WALL, ("登录", "登陆", "login")),
    (State.RATE_LIMITED, ("频繁", "过快", "稍后再", "too many")),
    (State.GONE, ("删除", "不存在", "尚未建立", "封禁", "已关闭", "法律法规")),
    (State.FORBIDDEN, ("无权", "权限", "denied")),
)


def captured(page: Page) -> list[tuple[str, Any]]:
    """Address and value of the answers that are Tieba's, errors included."""
    return [(url, value) for url, value in json_answers(page) if _known(value)]


def read_captured(answers: list[tuple[str, Any]], page: Page, zone: str) -> Reading:
    """Everything the answers hold; errors count only where there is nothing else."""
    site, posts, links = origin(page.url), dict[str, Post](), dict[Link, None]()
    pager: Pager | None = None
    for url, value in answers:
        answer = Answer(_body(value), url, page.url, site, page.fetched_at, zone)
        rows, floors = list(read_rows(answer)), list(read_floors(answer))
        posts |= {post.post_id: post for post in (*rows, *floors)}
        links |= dict.fromkeys(Link("thread", f"{site}/p/{post.thread}") for post in rows)
        links |= dict.fromkeys(listed_threads(answer))
        onward = (further_page(answer) if floors else None, _further_hits(answer))
        links |= dict.fromkeys(link for link in onward if link)
        pager = answer_pager(answer.body, url, bool(floors)) if rows or floors else pager
    if posts or links:
        return Reading(State.ITEMS, "", tuple(posts.values()), tuple(links), pager=pager)
    return _without_posts([value for _, value in answers])


def _without_posts(values: Iterable[Any]) -> Reading:
    return next(
        (wall for value in values if (wall := _error(value))),
        Reading(State.EMPTY, "no posts in the answers"),
    )


def _body(value: Any) -> Any:
    """The answer without its envelope."""
    inside = at(value, "data")
    return inside if isinstance(inside, dict) and not any(key in value for key in _PARTS) else value


def _known(value: Any) -> bool:
    """Whether an answer holds threads, floors or people, or is an error; a nod alone says nothing."""
    if not isinstance(value, dict):
        return False
    body = _body(value)
    shaped = any(isinstance(at(body, key), (dict, list)) for key in _PARTS)
    listed = isinstance(at(body, "list"), list) or isinstance(at(body, "thread"), dict)
    named = at(body, "forum", "tids") is not None or isinstance(at(body, "user"), dict)
    return shaped or listed or named or _error(value) is not None


def _error(answer: Any) -> Reading | None:
    code = next((code for key in _CODES if (code := words(answer, key))), None)
    said = next((text for key in _REASONS if (text := words(answer, key))), "")
    if code in (None, "0"):
        return None
    state = next((state for state, signs in _WORDS if any(sign in said.lower() for sign in signs)), None)
    return Reading(
        state or (State.GONE if code in _GONE_CODES else State.UNKNOWN), f"error {code}: {said}".rstrip(": ")
    )


def _further_hits(answer: Answer) -> Link | None:
    """The next page of a search that was asked for by its own address; a browser's page has no other."""
    if answer.url != answer.page or "multsearch" not in answer.url or not words(answer.body, "has_more"):
        return None
    more = at(answer.body, "has_more") in (True, 1, "1")
    current = parse_count(parameter(answer.url, "pn") or "1")
    if not more or current is None:
        return None
    return Link("next", with_parameter(answer.url, "pn", str(current.value + 1)))
