"""Xianyu (goofish.com): the answers that the page's own script fetched, captured by the browser."""

from typing import Any

from crawlers.readers.goofish_goods import read_card, read_detail
from crawlers.readers.json_answers import json_answers
from crawlers.readers.sheet import distinct, line, open_sheet
from crawlers.readers.tree import at, entries, words
from records.page import Page
from records.reading import Link, Post, Reading, State

_CAPTCHA = ("FAIL_SYS_USER_VALIDATE", "RGV587", "punish", "被挤爆")
_SESSION = ("SESSION_EXPIRED", "NEED_LOGIN", "请登录", "请先登录")
_GONE = ("宝贝不存在", "ITEM_NOT_FOUND", "已删除", "已下架", "卖掉了")
_OVERLAY = ".baxia-dialog, #J_MIDDLEWARE_FRAME_WIDGET, #nocaptcha, .nc_iconfont"


def read(page: Page, zone: str) -> Reading:
    """Goods as posts, each once, in the order in which they came; ``post_id`` is the item's number.

    A captcha among the answers ends the visit (what came before it is kept); a token that was refused and
    then renewed by the page is nothing.
    """
    answers = [value for _, value in json_answers(page) if at(value, "ret") is not None or at(value, "data")]
    posts = {post.post_id: post for value in answers for post in _posts(value, page, zone)}
    links = distinct(Link("post", post.url) for post in posts.values())
    walls = [wall for value in answers if (wall := _wall(value))]
    captcha = next((wall for wall in walls if wall.state is State.CAPTCHA), None)
    if captcha:
        return Reading(State.CAPTCHA, captcha.why, tuple(posts.values()), links)
    if posts:
        return Reading(State.ITEMS, _unfinished(answers), tuple(posts.values()), links)
    if walls:
        return walls[-1]
    return next((empty for value in answers if (empty := _empty(value))), None) or _by_markup(page, zone)


def _posts(answer: Any, page: Page, zone: str) -> list[Post]:
    rows = [read_card(row, page.url, page.fetched_at, zone) for row in entries(answer, "data", "resultList")]
    rows.append(read_detail(at(answer, "data"), page.url, page.fetched_at, zone))
    return [post for post in rows if post]


def _wall(answer: Any) -> Reading | None:
    """What ``ret`` refuses."""
    ret = " ".join(str(part) for part in entries(answer, "ret")) or words(answer, "ret") or ""
    if not ret or ret.startswith("SUCCESS"):
        return None
    said = f"{ret} {words(answer, 'data', 'url') or ''}"
    if any(word in said for word in _CAPTCHA):
        return Reading(State.CAPTCHA, ret)
    if any(word in said for word in _SESSION):
        return Reading(State.LOGIN_WALL, ret)
    if any(word in said for word in _GONE):
        return Reading(State.GONE, ret)
    if "FAIL_SYS_TOKEN" in said or "ILLEGAL_ACCESS" in said:
        return Reading(State.CHALLENGE, ret)
    return Reading(State.RATE_LIMITED if "流量" in said or "LIMIT" in said else State.UNKNOWN, ret)


def _empty(answer: Any) -> Reading | None:
    found = at(answer, "data", "resultInfo", "searchResControlFields")
    if isinstance(at(answer, "data", "resultList"), list) and isinstance(found, dict):
        return Reading(State.EMPTY, f"numFound {words(found, 'numFound') or 0}")
    return None


def _unfinished(answers: list[Any]) -> str:
    """That the site has more pages than were captured, if so: such a run is short."""
    pages = [info for value in answers if (info := at(value, "data", "resultInfo"))]
    if not pages or at(pages[-1], "hasNextPage") is not True:
        return ""
    total = words(pages[-1], "searchResControlFields", "numFound")
    return f"more pages than the {len(pages)} captured (numFound {total})"


def _by_markup(page: Page, zone: str) -> Reading:
    """Without answers: the overlay that stands before the page, or that nothing was fetched."""
    sheet = open_sheet(page, zone)
    if sheet.root.css(_OVERLAY):
        return Reading(State.CAPTCHA, line(sheet.root.css(".baxia-dialog, title")) or "slider")
    if sheet.root.css("[class*=login-modal]"):
        return Reading(State.LOGIN_WALL, line(sheet.root.css("[class*=login-modal]")) or "log-in dialogue")
    if gone := sheet.root.css(".item-gone"):
        return Reading(State.GONE, line(gone) or "item gone")
    why = "no search answer was captured" if page.rendering else "the results appear only in a browser"
    return Reading(State.UNKNOWN, why)
