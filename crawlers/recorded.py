"""Recorded pages: a page on disk, and what was known of its fetch beside it.

``CASE.html`` or ``CASE.json`` holds the body as it came (of a rendered page the browser's DOM),
``CASE.meta.json`` address, status, headers and time of the fetch and the answers a browser captured.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from records.complaint import Complaint
from records.order import Exit
from records.page import Exchange, Headers, Page, Rendering

_BESIDE = (".meta.json", ".expected.json")
# What a server says of itself at every fetch tells a reader nothing and changes with every recording.
_PASSING = {"date", "server", "connection", "keep-alive", "content-length", "set-cookie"}


class RecordedPageError(Complaint):
    """A recorded page is incomplete; the message names the file."""

    code = Exit.NEGATIVE


def find_cases(folder: Path) -> tuple[str, ...]:
    """The names of the pages in ``folder``, sorted; one that lacks its body or its meta file counts, too."""
    bodies = [*folder.glob("*.html"), *folder.glob("*.json")]
    pages = {file.stem for file in bodies if not file.name.endswith(_BESIDE)}
    return tuple(sorted(pages | {file.name.removesuffix(_BESIDE[0]) for file in folder.glob("*.meta.json")}))


def load_page(folder: Path, case: str) -> Page:
    """The page recorded as ``case``.

    Raises:
        RecordedPageError: the body is missing, or the meta file is not what :func:`save_page` writes.
    """
    file = meta_file(folder, case)
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
    _write_meta(known, folder, case)


def meta_file(folder: Path, case: str) -> Path:
    """Where it is written how the page ``case`` was fetched."""
    return folder / f"{case}{_BESIDE[0]}"


def draft_meta(folder: Path, case: str, url: str) -> None:
    """Write for a page that somebody saved by hand what can be guessed: ``url`` and the time of its file."""
    body = next(file for file in (folder / f"{case}.html", folder / f"{case}.json") if file.is_file())
    saved_at = datetime.fromtimestamp(int(body.stat().st_mtime), UTC)
    known = {"url": url, "status": 200, "headers": [], "fetched_at": saved_at.isoformat()}
    _write_meta(known, folder, case)


def _write_meta(known: dict[str, Any], folder: Path, case: str) -> None:
    text = json.dumps(known, ensure_ascii=False, indent=1)
    meta_file(folder, case).write_text(text + "\n", encoding="utf-8")


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
