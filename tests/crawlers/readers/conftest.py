"""Pages made of markup, as if they had come from an address."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.readers.file_page import file_page
from records.page import Exchange, Page, Rendering

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
