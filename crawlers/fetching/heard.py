"""An answer a browser heard, as an exchange."""

import asyncio
from datetime import UTC, datetime

from playwright.async_api import Error as BrowserError
from playwright.async_api import Request, Response

from records.page import Exchange


async def exchange_of(response: Response, largest: int, whole: bool = True) -> Exchange:
    """The exchange of ``response``, its body cut at ``largest`` bytes, left out where not ``whole`` yet.

    Raises:
        BrowserError: the tab is closed.
    """
    request = response.request
    (body, cut), sent, answered = await asyncio.gather(
        _body(response, largest if whole else 0), request.headers_array(), response.headers_array()
    )
    return Exchange(
        url=response.url,
        method=request.method,
        request_headers=tuple((one["name"], one["value"]) for one in sent if not _to_gate(one["name"])),
        request_body=request.post_data_buffer or b"",
        status=response.status,
        reason=response.status_text,
        headers=tuple((one["name"], one["value"]) for one in answered),
        body=body,
        started_at=_started_at(request),
        seconds=max(request.timing["responseEnd"], 0) / 1000,
        ip=None,  # the browser sees the gate's alone
        truncated=cut if whole else "time",
    )


def _to_gate(header: str) -> bool:
    """Whether a request header is meant for our own proxy: the site never sees it."""
    return header.lower().startswith("proxy-")


async def _body(response: Response, largest: int) -> tuple[bytes, str | None]:
    """The body and why it is not the whole one (a WARC-Truncated reason)."""
    if 300 <= response.status < 400 or not largest:
        return b"", None
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > largest:
        return b"", "length"
    try:
        body = await response.body()
    except BrowserError:  # larger than the browser keeps, or gone with the page that asked for it
        return b"", "unspecified"
    return body[:largest], "length" if len(body) > largest else None


def _started_at(request: Request) -> datetime:
    milliseconds = request.timing["startTime"]
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds > 0 else datetime.now(UTC)
