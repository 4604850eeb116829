"""The desktop: the JSON of weibo.com/ajax, and the search page of s.weibo.com."""

import re
from datetime import datetime
from typing import Any

from testbed.answer import Answer, Request, json_answer
from testbed.clock import CHINA, Clock
from testbed.picture import plain_not_found
from testbed.weibo.blogs import mblog
from testbed.weibo.comments import build_comments
from testbed.weibo.search_page import search_page
from testbed.weibo.statuses import Author, Status, Statuses
from testbed.weibo.words import is_long, long_time

_SCOPE = re.compile(r"custom:(\d{4}-\d{1,2}-\d{1,2}-\d{1,2}):(\d{4}-\d{1,2}-\d{1,2}-\d{1,2})")
CUT = 120
ROWS = 20
MOST_PAGES = 50
KEPT = ("layout", "rows", "timescope")
MISSING = {"ok": 0, "error_type": "toast", "error_code": 20101, "message": "该微博不存在"}
NOBODY = {"ok": 0, "error_code": 20603, "message": "用户不存在"}


class Desktop:
    """``/ajax/statuses/{mymblog,show,longtext,buildComments}``, ``/ajax/profile/info`` and ``/weibo?q=``."""

    def __init__(self, statuses: Statuses, clock: Clock) -> None:
        self._statuses, self._clock = statuses, clock

    def answer(self, request: Request) -> Answer:
        """The true answer."""
        match request.path.strip("/").split("/"):
            case ["weibo"]:
                return self._search(request)
            case ["ajax", "statuses", "mymblog"]:
                return json_answer(self._list(request))
            case ["ajax", "statuses", "show" | "longtext" | "buildComments" as what]:
                return json_answer(self._one(what, request))
            case ["ajax", "profile", "info"]:
                return json_answer(self._profile(request))
            case _:
                return plain_not_found()

    def _search(self, request: Request) -> Answer:
        """Twenty hits a page (``rows``: another number) on fifty pages at most; ``timescope`` narrows the
        time, ``layout=2018`` shows the older page.
        """
        word, page = request.query.get("q", ""), max(request.number("page", 1), 1)
        rows = request.number("rows", ROWS)
        found = within(self._statuses.holding(word), request.query.get("timescope", ""))
        pages = min(-(-len(found) // rows), MOST_PAGES)
        hits = found[(page - 1) * rows : page * rows] if page <= pages else []
        shown = [(one, self._statuses.original(one)) for one in hits]
        kept = {name: value for name, value in request.query.items() if name in KEPT}
        return search_page(shown, word, page, pages, self._clock.now(), kept)

    def _list(self, request: Request) -> dict[str, Any]:
        author = self._statuses.author(request.query.get("uid", ""))
        if author is None:
            return NOBODY
        own, page = self._statuses.of(author), max(request.number("page", 1), 1)
        shown, cursor = self._statuses.after(own, request.query.get("since_id", ""), page, ROWS)
        return ajax_list([self._blog(status, request) for status in shown], len(own), cursor)

    def _one(self, what: str, request: Request) -> dict[str, Any]:
        status = self._statuses.find(request.query.get("id", ""))
        if status is None:
            return MISSING
        if what == "buildComments":
            return build_comments(status, request.number("max_id"))
        return ajax_long_text(status) if what == "longtext" else {"ok": 1, **self._blog(status, request)}

    def _profile(self, request: Request) -> dict[str, Any]:
        author = self._statuses.author(request.query.get("uid", ""))
        return ajax_profile(author, len(self._statuses.of(author))) if author else NOBODY

    def _blog(self, status: Status, request: Request) -> dict[str, Any]:
        original = self._statuses.original(status)
        return ajax_status(status, mblog(status, original, long_time(status.placed.at), request.base))


def within(found: list[Status], scope: str) -> list[Status]:
    """Those of a span, ``custom:2026-01-01-0:2026-01-02-0``: hours of China, the end excluded."""
    span = _SCOPE.fullmatch(scope)
    if not span:
        return found
    begin, end = (datetime.strptime(hour, "%Y-%m-%d-%H").replace(tzinfo=CHINA) for hour in span.groups())
    return [one for one in found if begin.timestamp() <= one.placed.at < end.timestamp()]


def ajax_status(status: Status, blog: dict[str, Any]) -> dict[str, Any]:
    """The desktop's form of the mobile ``blog``: numbers as numbers, the text without markup."""
    text = status.placed.posting.text
    shown = f"{text[:CUT]}..." if is_long(status) else text
    pictures = blog.get("pics") or []
    listed = pictures.values() if isinstance(pictures, dict) else pictures
    infos = {
        picture["pid"]: {"large": {"url": picture["url"]}, "pic_id": picture["pid"]} for picture in listed
    }
    changed = {
        "id": status.mid,
        "idstr": str(status.mid),
        "mblogid": status.bid,
        "text_raw": f"{shown}\u200b",
        "pic_ids": list(infos),
        "pic_infos": infos,
        "user": {"id": status.author.uid, "idstr": str(status.author.uid), "screen_name": status.author.name},
    }
    kept = {key: value for key, value in blog.items() if key not in ("pics", "bid")}
    return {**kept, **changed}


def ajax_list(blogs: list[dict[str, Any]], total: int, cursor: str) -> dict[str, Any]:
    """A page of an account's statuses; ``cursor`` is empty on the last one."""
    return {
        "ok": 1,
        "data": {"since_id": cursor, "list": blogs, "total": total, "status_visible": 0, "topicList": []},
    }


def ajax_long_text(status: Status) -> dict[str, Any]:
    """The whole text; nothing for a status that is not cut."""
    if not is_long(status):
        return {"ok": 1, "data": {}}
    return {
        "ok": 1,
        "data": {"longTextContent": status.placed.posting.text, "url_struct": [], "topic_struct": []},
    }


def ajax_profile(author: Author, count: int) -> dict[str, Any]:
    """The card of an account."""
    shown = {"id": author.uid, "idstr": str(author.uid), "screen_name": author.name, "statuses_count": count}
    return {"ok": 1, "data": {"user": shown, "tabList": [{"name": "weibo", "tabName": "微博"}]}}
