"""The bars as the site of 2026 shows them: an empty page whose script fetches what it shows.

``/pc/search?word=WORDS``, ``/pc/f?kw=BAR`` and ``/pc/p/TID?pn=N`` are the same page; its calls must be
signed.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from testbed.answer import Answer, Request, html_answer, json_answer
from testbed.bar.answers_2026 import feed_answer, refused, search_answer, thread_answer
from testbed.bar.search_page import find_hits
from testbed.bar.sign import signature
from testbed.bar.threads import BARS, BarThread

_PAGE = (Path(__file__).parent / "page_2026.html").read_text(encoding="utf-8")
_CALLS = ("/mo/q/search/multsearch", "/c/f/pb/page_pc", "/c/f/frs/page_pc")


def newer_page() -> Answer:
    """The page without anything on it."""
    return html_answer(_PAGE)


def newer_call(request: Request, threads: tuple[BarThread, ...]) -> Answer | None:
    """The answer to one of the page's calls; None where the address is no call."""
    if request.path not in _CALLS:
        return None
    asked = (
        dict(parse_qsl(request.body.decode("utf-8", "replace")))
        if request.method == "POST"
        else request.query
    )
    if asked.get("sign") != signature(asked):
        return json_answer(refused(110001, "参数错误"))
    page = int(asked["pn"]) if asked.get("pn", "").isdecimal() else 1
    return json_answer(_answer(request.path, asked, max(page, 1), threads))


def newer_wall(kind: str, request: Request) -> Answer | None:
    """The walls of the calls are errors; None where the address is no call."""
    if request.path not in _CALLS:
        return None
    wall = (1, "用户未登录或登录失败，请更换账号或重试") if kind == "login_wall" else (2150040, "need vcode")
    return json_answer(refused(*wall))


def _answer(path: str, asked: Mapping[str, str], page: int, threads: tuple[BarThread, ...]) -> dict[str, Any]:
    if path == _CALLS[0]:
        return search_answer(find_hits(asked.get("word", ""), None, threads), page)
    if path == _CALLS[2]:
        bar = asked.get("kw", "")
        own = [thread for thread in threads if thread.bar == bar]
        return feed_answer(bar, own, page) if bar in BARS else refused(340001, "该吧不存在")
    thread = next((one for one in threads if str(one.tid) == asked.get("kz")), None)
    return thread_answer(thread, page) if thread else refused(4, "贴子可能已被删除")
