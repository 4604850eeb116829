"""Pages made of markup, as if they had come from an address."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.readers import read
from crawlers.readers.file_page import file_page
from records.page import Exchange, Page, Rendering
from records.reading import Reading

NOW = datetime(2026, 3, 5, 4, 0, tzinfo=UTC)
ZONE = "Asia/Shanghai"


@pytest.fixture
def now() -> datetime:
    """Noon in Shanghai, a Thursday."""
    return NOW


@pytest.fixture
def page() -> Callable[..., Page]:
    """``page(markup, url, status=200, **headers)``."""

    def make(
        body: str | bytes, url: str = "https://www.example.com/", status: int = 200, **headers: str
    ) -> Page:
        content = body.encode() if isinstance(body, str) else body
        named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        return file_page(content, url=url, fetched_at=NOW, status=status, headers=named)

    return make


@pytest.fixture
def rendered() -> Callable[..., Page]:
    """``rendered(url, *answers, dom="")``: a page whose browser captured these JSON values or texts."""

    def make(url: str, *answers: Any, dom: str = "<html></html>") -> Page:
        bodies = [answer if isinstance(answer, str) else json.dumps(answer) for answer in answers]
        captured = tuple(
            Exchange(url=f"{url}#api", status=200, body=body.encode("utf-8", "surrogatepass"), started_at=NOW)
            for body in bodies
        )
        main = Exchange(url=url, status=200, started_at=NOW)
        return Page(url=url, fetched_at=NOW, exchange=main, rendering=Rendering(dom=dom, exchanges=captured))

    return make


@pytest.fixture
def discuz(page: Callable[..., Page]) -> Callable[..., Reading]:
    """``discuz(kind, body, path="", uid=0)``: what the reader makes of ``body`` in the frame of Discuz!.

    ``kind`` is the page's class without ``pg_``; the path above the body leads to board 2 and thread 77.
    """

    def read_page(kind: str, body: str, path: str = "", uid: int = 0, name: str = "forum") -> Reading:
        markup = (
            '<html><head><meta name="generator" content="Discuz! X3.5">'
            '<base href="https://bbs.example.com/">'
            f"<title>x</title><script>var charset = 'utf-8', discuz_uid = '{uid}';</script></head>"
            f'<body id="nv_{name}" class="pg_{kind}"><form id="lsform" action="member.php">'
            '<input name="username"></form><div id="pt"><a href="forum.php">论坛</a>'
            f'<a href="forum-2-1.html">闲聊区</a></div>{body}</body></html>'
        )
        return read(page(markup, f"https://bbs.example.com/{path}"), "discuz", ZONE)

    return read_page
