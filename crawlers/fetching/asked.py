"""What is sent for a request, and what its failures are called."""

from collections.abc import Iterator
from contextlib import contextmanager
from socket import gaierror
from typing import Any
from urllib.parse import urlsplit

import httpcore
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.http import Request

from crawlers.manners.sending import is_told, sending
from records.page import Headers

_PORTS = {"http": 80, "https": 443}


@contextmanager
def named_failures(url: str) -> Iterator[None]:
    """Raise what httpcore raises as Scrapy calls it."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise DownloadTimeoutError(f"{url}: {type(error).__name__}") from error
    except httpcore.ConnectError as error:
        unknown = isinstance(error.__cause__, gaierror)
        raise (CannotResolveHostError if unknown else DownloadConnectionRefusedError)(str(error)) from error
    except httpcore.ProxyError as error:
        raise DownloadConnectionRefusedError(str(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise DownloadFailedError(str(error)) from error


def asked(request: Request, timeout: float) -> httpcore.Request:
    """The request as it is sent: its address as it stands, its own headers behind Host."""
    try:
        parts = urlsplit(request.url)
        name, port = parts.hostname or "", parts.port
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        url = httpcore.URL(scheme=parts.scheme, host=name, port=port, target=target)
    except ValueError as error:
        raise DownloadFailedError(f"no address: {error}") from error
    host = f"[{name}]" if ":" in name else name
    headers = [("Host", host if port in (None, _PORTS.get(parts.scheme)) else f"{host}:{port}")]
    if request.body:
        headers.append(("Content-Length", str(len(request.body))))
    headers += [*request.headers.to_tuple_list(), ("Connection", "keep-alive")]
    extensions: dict[str, Any] = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), timeout)}
    if is_told():
        extensions["trace"] = _trace
    return httpcore.Request(request.method, url, headers=headers, content=request.body, extensions=extensions)


def shown(headers: list[tuple[bytes, bytes]]) -> Headers:
    """Headers as they stand on the wire, byte by byte."""
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers)


async def _trace(event: str, facts: dict[str, Any]) -> None:
    if event.endswith(".send_request_headers.started"):
        sending()
