"""Recorded pages: a page on disk, and what was known of its fetch beside it.

``CASE.html`` or ``CASE.json`` holds the body as it came (of a rendered page the browser's DOM),
``CASE.meta.json`` address, status, headers and time of the fetch and the answers a browser captured.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from records.page import Exchange, Headers, Page, Rendering

# What a server says of itself at every fetch tells a reader nothing and changes with every recording.
_PASSING = {"date", "server", "connection", "keep-alive", "content-length", "set-cookie"}


class RecordedPageError(ValueError):
    """A recorded page is incomplete; the message names the file."""


def find_cases(folder: Path) -> tuple[str, ...]:
    """The names of the pages recorded in ``folder``, sorted."""
    return tuple(sorted(file.name.removesuffix(".meta.json") for file in folder.glob("*.meta.json")))


def load_page(folder: Path, case: str) -> Page:
    """The page recorded as ``case``.

    Raises:
        RecordedPageError: the body is missing, or the meta file is not what :func:`save_page` writes.
    """
    file = folder / f"{case}.meta.json"
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        return _page(known, _body(folder, case))
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise RecordedPageError(f"{file}: cannot be read as a recorded page ({error})") from error


def save_page(page: Page, folder: Path, case: str) -> None:
    """Write ``page`` as ``case`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    body = page.rendering.dom.encode() if page.rendering else page.content
    suffix = "json" if body.lstrip()[:1] in (b"{", b"[") else "html"
    (folder / f"{case}.{suffix}").write_bytes(body)
    known: dict[str, Any] = {
        "url": page.url,
        "status": page.status,
        "headers": _kept(page.exchange.headers if page.exchange else ()),
        "fetched_at": page.fetched_at.isoformat(),
    }
    if page.rendering:
        known["exchanges"] = [_answer(exchange) for exchange in page.rendering.exchanges]
    text = json.dumps(known, ensure_ascii=False, indent=1)
    (folder / f"{case}.meta.json").write_text(text + "\n", encoding="utf-8")


def _body(folder: Path, case: str) -> bytes:
    for suffix in ("html", "json"):
        if (file := folder / f"{case}.{suffix}").is_file():
            return file.read_bytes()
    raise RecordedPageError(f"{folder / case}.html: there is no such page")


def _page(known: dict[str, Any], body: bytes) -> Page:
    fetched_at = datetime.fromisoformat(known["fetched_at"])
    main = _exchange({**known, "body": ""}, fetched_at, body)
    rendering = None
    if "exchanges" in known:
        captured = (_exchange(answer, fetched_at, answer["body"].encode()) for answer in known["exchanges"])
        rendering = Rendering(dom=body.decode(), exchanges=tuple(captured))
    return Page(url=known["url"], fetched_at=fetched_at, exchange=main, content=body, rendering=rendering)


def _exchange(known: dict[str, Any], started_at: datetime, body: bytes) -> Exchange:
    return Exchange(
        url=known["url"],
        method=known.get("method", "GET"),
        status=known["status"],
        headers=tuple((name, value) for name, value in known["headers"]),
        body=body,
        started_at=started_at,
    )


def _answer(exchange: Exchange) -> dict[str, Any]:
    return {
        "url": exchange.url,
        "method": exchange.method,
        "status": exchange.status,
        "headers": _kept(exchange.headers),
        "body": exchange.body.decode("utf-8", "replace"),
    }


def _kept(headers: Headers) -> list[list[str]]:
    return [[name, value] for name, value in headers if name.lower() not in _PASSING]
