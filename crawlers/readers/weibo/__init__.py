"""Weibo: the JSON of m.weibo.cn and weibo.com/ajax, detail pages, and search on s.weibo.com."""

import re
from typing import Any
from urllib.parse import urlsplit

from crawlers.readers.answers import redirect_target
from crawlers.readers.json_answers import json_answers
from crawlers.readers.sheet import open_sheet, page_text
from crawlers.readers.tree import at, first_json
from crawlers.readers.weibo.json import is_weibo, read_answer
from crawlers.readers.weibo.search import read_search
from crawlers.readers.weibo.status import is_status
from crawlers.readers.weibo.walls import WALLS, joined_state, read_wall, refusal
from records.page import Page
from records.reading import Reading, State

_RENDER = re.compile(r"\$render_data\s{0,9}=\s{0,9}(?=\[)")
_ROW = re.compile(r"action-type=[\"']feed_list_item[\"']")
_HOSTS = ("weibo.com", "weibo.cn")
_TOO_FAST = (403, 414, 418)


def answer(page: Page) -> Reading | None:
    """Weibo's own codes: 432 and a way to the visitor page want cookies, 403, 414 and 418 are too fast."""
    if page.status == 432:
        return Reading(State.CHALLENGE, "HTTP 432: visitor cookies wanted")
    if page.status in _TOO_FAST:
        return Reading(State.RATE_LIMITED, f"HTTP {page.status}")
    target = redirect_target(page) or ""
    if "visitor.passport.weibo.cn" in target or "passport.weibo.com/visitor" in target:
        return Reading(State.CHALLENGE, f"redirected to {target}")
    if "passport.weibo." in target or "login.sina.com.cn" in target:
        return Reading(State.LOGIN_WALL, f"redirected to {target}")
    return _refused(page) if 400 <= page.status < 500 else None


def _refused(page: Page) -> Reading | None:
    """What an interface says beside a status that says less: weibo.com/ajax sends 400 for what is gone."""
    return next((said for _, value in json_answers(page) if (said := refusal(value))), None)


def recognise(page: Page) -> str | None:
    """Weibo by its hosts, or by the shape of its answers and pages; it has no versions."""
    host = urlsplit(page.url).hostname or ""
    if host.endswith(_HOSTS):
        return ""
    if any(is_weibo(value) for _, value in json_answers(page)):
        return ""
    text = page_text(page)
    return "" if _RENDER.search(text) or _ROW.search(text) else None


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
    return read_search(sheet, text) or read_wall(sheet)


def _joined(readings: list[Reading]) -> Reading:
    """Several captured answers as one reading; its state is that of the one which says most."""
    best = joined_state(readings)
    posts = {post.post_id: post for reading in readings for post in reading.posts}
    links = dict.fromkeys(link for reading in readings for link in reading.links)
    walls = [f"{one.state}: {one.why}" for one in readings if one.state in WALLS and one is not best]
    why = "; ".join(filter(None, (best.why, *walls)))
    pager = next((one.pager for one in reversed(readings) if one.pager), None)
    return Reading(best.state, why, tuple(posts.values()), tuple(links), pager=pager)


def _rendered(value: Any, page: Page, zone: str) -> Reading:
    """The status in a detail page's script."""
    status = at(value, 0, "status")
    if is_status(status):
        return read_answer(status, page.url, page, zone)
    return Reading(State.UNKNOWN, "$render_data without a status")
