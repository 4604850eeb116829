"""The network of notes: which address gives which answer.

``/search_result?keyword=`` is empty until its script has called ``/api/sns/web/v1/search/notes`` (20 notes a
call, an empty word finds all) with headers that only the page computes; ``/explore/N?xsec_token=T`` holds its
note in the page's state and fetches the comments.
"""

import json
import random
from collections.abc import Iterator
from html import escape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from testbed.answer import Answer, Request, html_answer, json_answer, redirect_answer
from testbed.clock import Clock
from testbed.market.signature import signature
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of
from testbed.xiaohongshu.answers import REFUSED, camel, comments_answer, note_body, search_answer
from testbed.xiaohongshu.notes import Note, build_notes
from testbed.xiaohongshu.walls import wall

COOKIE = "a1"
_PAGE = (Path(__file__).parent / "page.html").read_text(encoding="utf-8")
_MISSING = '<title>小红书 - 你访问的页面不见了</title><div class="access-wrapper">当前笔记暂时无法浏览</div>'
_NOWHERE = {
    "undefined": {"comments": {"list": [], "cursor": "", "hasMore": True}, "currentTime": 0, "note": {}}
}


class XiaohongshuSite:
    """Notes whose lists appear only after JavaScript has fetched them; UTF-8."""

    name = "xiaohongshu"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._clock = clock
        self._chance = random.Random(f"{seed} cookies")
        self.notes = build_notes(placed, seed)
        self._by_number = {note.number: note for note in self.notes}

    def answer(self, request: Request) -> Answer:
        """The true answer."""
        match request.path.strip("/").split("/"):
            case ["robots.txt"]:
                return text_answer("User-agent: *\nDisallow: /login\n")
            case ["favicon.ico"] | ["photo", _]:
                return icon_answer()
            case ["search_result"] | ["explore"] | [""]:
                return self._page("小红书 - 你的生活指南", _NOWHERE, request)
            case ["explore", number]:
                return self._note(self._by_number.get(number), request)
            case ["api", "sns", "web", "v1", "search", "notes"]:
                return self._call(request, self._search)
            case ["api", "sns", "web", "v2", "comment", "page"]:
                return self._call(request, self._comments)
            case ["404"]:
                return html_answer(_MISSING)
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """The site's own walls."""
        return wall(kind, request)

    def truth(self) -> Iterator[Truth]:
        """Listings, newest first; the path is that of the note, token and all."""
        for note in self.notes:
            if note.placed.posting.listing:
                yield truth_of(
                    note.placed,
                    site=self.name,
                    platform="xiaohongshu",
                    post_id=note.number,
                    thread=note.number,
                    path=f"/explore/{note.number}?xsec_token={note.token}&xsec_source=pc_search",
                )

    def _note(self, note: Note | None, request: Request) -> Answer:
        """A note without its token, or none, is not to be seen."""
        if note is None or request.query.get("xsec_token") != note.token:
            return redirect_answer("/404?source=note&error_code=300031")
        details = {
            note.number: {
                "comments": {"list": [], "cursor": "", "hasMore": True},
                "currentTime": 0,
                "note": camel(note_body(note)),
            }
        }
        return self._page(f"{note.title or '小红书'} - 小红书", details, request)

    def _page(self, title: str, details: dict[str, Any], request: Request) -> Answer:
        state = {
            "global": {"appSettings": {"retryFeeds": True}, "pwaAddDesktopPrompt": "UNDEFINED"},
            "user": {"loggedIn": False, "notes": [[], [], [], []]},
            "feed": {"feeds": [], "feedsWrapper": "UNDEFINED"},
            "search": {"feeds": [], "searchValue": ""},
            "note": {
                "noteDetailMap": details,
                "serverRequestInfo": {"state": "success", "errorCode": 0, "errMsg": ""},
            },
        }
        written = (
            json.dumps(state, ensure_ascii=False).replace('"UNDEFINED"', "undefined").replace("/", "\\u002F")
        )
        page = _PAGE.replace("%TITLE%", escape(title)).replace("%STATE%", written)
        if COOKIE in SimpleCookie(request.headers.get("cookie", "")):
            return html_answer(page)
        fresh = f"{COOKIE}={self._chance.randrange(16**32):032x}; Path=/"
        return html_answer(page, headers=(("Set-Cookie", fresh),))

    def _call(self, request: Request, call: Any) -> Answer:
        if not _signed(request):
            return json_answer(REFUSED)
        return json_answer(call(request))

    def _search(self, request: Request) -> dict[str, Any]:
        asked = _asked(request)
        words = str(asked.get("keyword", "")).lower().split()
        found = [
            note
            for note in self.notes
            if all(word in f"{note.title}\n{note.placed.posting.text}".lower() for word in words)
        ]
        return search_answer(found, asked["page"], self._clock.now())

    def _comments(self, request: Request) -> dict[str, Any]:
        note = self._by_number.get(request.query.get("note_id", ""))
        if note is None:
            return {"code": -510000, "success": False, "msg": "笔记不存在", "data": {}}
        return comments_answer(note, request.number("cursor"))


def _asked(request: Request) -> dict[str, Any]:
    """The parameters of a call; those that make no sense are the usual ones."""
    try:
        asked = json.loads(request.body)
    except ValueError:
        asked = {}
    given = asked if isinstance(asked, dict) else {}
    page = given.get("page")
    return {**given, "page": page if isinstance(page, int) and page > 0 else 1}


def _signed(request: Request) -> bool:
    """Whether the call carries what the page computes of address, body, clock and cookie."""
    cookie = SimpleCookie(request.headers.get("cookie", ""))
    if COOKIE not in cookie:
        return False
    parts = (
        request.target,
        request.body.decode("utf-8", "replace"),
        request.headers.get("x-t", ""),
        cookie[COOKIE].value,
    )
    return request.headers.get("x-s") == f"XYS_{signature('&'.join(parts))}"
