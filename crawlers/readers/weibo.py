"""Weibo: the JSON of m.weibo.cn and weibo.com/ajax, detail pages, and search on s.weibo.com."""

import re
from typing import Any

from crawlers.readers.answers import redirect_target
from crawlers.readers.json_answers import json_answers
from crawlers.readers.sheet import Sheet, line, open_sheet, page_text
from crawlers.readers.tree import at, first_json
from crawlers.readers.weibo_json import read_answer
from crawlers.readers.weibo_search import read_search
from crawlers.readers.weibo_status import status_posts
from records.page import Page
from records.reading import Reading, State

_RENDER = re.compile(r"\$render_data\s{0,9}=\s{0,9}(?=\[)")
_BEST = (State.ITEMS, State.LOGIN_WALL, State.CAPTCHA, State.RATE_LIMITED, State.GONE, State.EMPTY)


def answer(page: Page) -> Reading | None:
    """Weibo's own codes: 432 and a way to the visitor page want cookies, 418 and 403 are too fast."""
    if page.status == 432:
        return Reading(State.CHALLENGE, "HTTP 432: visitor cookies wanted")
    if page.status in (403, 418):
        return Reading(State.RATE_LIMITED, f"HTTP {page.status}")
    target = redirect_target(page) or ""
    if "visitor.passport.weibo.cn" in target or "passport.weibo.com/visitor" in target:
        return Reading(State.CHALLENGE, f"redirected to {target}")
    if "passport.weibo." in target or "login.sina.com.cn" in target:
        return Reading(State.LOGIN_WALL, f"redirected to {target}")
    return None


def read(page: Page, zone: str) -> Reading:
    """Statuses and comments as posts; ``post_id`` is the mid.

    ``next`` leads to the next page, ``thread`` to the whole text of a status that is cut, ``post`` to each
    status, ``user`` to the account's statuses.
    """
    readings = [read_answer(value, url, page, zone) for url, value in json_answers(page)]
    if readings:
        return _joined(readings)
    text = page_text(page)
    if found := _RENDER.search(text):
        return _rendered(first_json(text, found.end()), page, zone)
    sheet = open_sheet(page, zone, text)
    return read_search(sheet, text) or _wall(sheet)


def _joined(readings: list[Reading]) -> Reading:
    """Several captured answers as one reading; its state is that of the best."""
    best = min(
        readings, key=lambda reading: _BEST.index(reading.state) if reading.state in _BEST else len(_BEST)
    )
    posts = {post.post_id: post for reading in readings for post in reading.posts}
    links = dict.fromkeys(link for reading in readings for link in reading.links)
    return Reading(best.state, best.why, tuple(posts.values()), tuple(links))


def _rendered(value: Any, page: Page, zone: str) -> Reading:
    """The status in a detail page's script."""
    posts = status_posts(at(value, 0, "status"), page.url, page.fetched_at, zone)
    if posts:
        return Reading(State.ITEMS, "", posts)
    return Reading(State.UNKNOWN, "$render_data without a status")


def _wall(sheet: Sheet) -> Reading:
    title = line(sheet.root.css("title")) or ""
    said = line(sheet.root.css("p.h5-4con"))
    if said and ("不存在" in said or "删除" in said):
        return Reading(State.GONE, said)
    if "安全验证" in title or sheet.root.css(".verify-box img#captcha"):
        return Reading(State.CAPTCHA, title)
    if "Sina Visitor System" in title:
        return Reading(State.CHALLENGE, title)
    if said and "登录" in said:
        return Reading(State.LOGIN_WALL, said)
    return Reading(State.UNKNOWN, said or "neither JSON nor a page of statuses")
