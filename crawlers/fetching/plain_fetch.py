"""A plain HTTP fetch that keeps what crossed the wire."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import httpcore
import httpx
from scrapy import signals
from scrapy.core.downloader.handlers._httpx import HttpxDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, StopDownload
from scrapy.http import Headers, Request, Response
from scrapy.utils._download_handlers import NullCookieJar

from crawlers.egress.fence import dialer_of
from crawlers.fetching.content import ContentError, decode_content
from crawlers.files.policy import offered_file
from crawlers.manners.sending import is_told, sending
from records.page import Exchange, Page

# How long a connection may take to be let go of behind the deadline.
CLOSING_SECONDS = 2.0


class Client(httpx.AsyncClient):
    """httpx that leaves redirects alone: it would refuse an answer whose Location it cannot read, though it
    is to follow none.
    """

    def _build_redirect_request(self, request: httpx.Request, response: httpx.Response) -> httpx.Request:
        return request


class Transport(httpx.AsyncHTTPTransport):
    """httpx over connections of ours."""

    def __init__(self, pool: httpcore.AsyncConnectionPool) -> None:
        self._pool = pool

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask, and tell when the request leaves."""
        if is_told():
            request.extensions["trace"] = _trace
        return await super().handle_async_request(request)


class PlainFetch(HttpxDownloadHandler):
    """Scrapy's httpx handler, its connections made by the dialer, with the exchange noted and the body cut at
    ``PAGE_BYTES``, or after ``FETCH_SECONDS``, instead of dropped.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.dialer = dialer_of(crawler)
        super().__init__(crawler)
        self.largest = crawler.settings.getint("PAGE_BYTES")
        self.seconds = crawler.settings.getfloat("FETCH_SECONDS")
        crawler.signals.connect(self._count, signals.bytes_received)
        crawler.signals.connect(self._look_at_headers, signals.headers_received)

    def _make_client(self, proxy_url: str | None = None) -> httpx.AsyncClient:
        pool = self.dialer.pool(
            ssl_context=self._ssl_context,
            http2=self._enable_h2,
            max_connections=self._limits.max_connections,
            max_keepalive_connections=self._limits.max_keepalive_connections,
            keepalive_expiry=self._limits.keepalive_expiry,
        )
        client = Client(transport=Transport(pool), cookies=NullCookieJar())
        for name in ("accept", "accept-encoding", "user-agent"):  # the request has its own
            client.headers.pop(name, None)
        return client

    def _look_at_headers(self, headers: Headers, body_length: int, request: Request) -> None:
        """Cut the answer behind its headers where it is a file."""
        if offered_file(tuple(request.meta["answered"])) and not request.meta.get("robots"):
            raise StopDownload(fail=False)

    def _count(self, data: bytes, request: Request) -> None:
        received = request.meta["received"] = request.meta.get("received", 0) + len(data)
        if received > self.largest:
            raise StopDownload(fail=False)

    async def download_request(self, request: Request) -> Response:
        """Fetch, and leave the Page in ``request.meta["page"]``.

        Raises:
            TimeoutError: no headers had come by the deadline (the handler's own limits are per read).
        """
        request.meta["received"] = 0
        started_at, clock = datetime.now(UTC), monotonic()
        async with asyncio.timeout(self.seconds) as request.meta["deadline"]:
            response: Response = await super().download_request(request)
        exchange = _exchange(request, response, started_at, monotonic() - clock, self.largest)
        if not self.dialer.profile.direct:
            exchange = replace(exchange, ip=None)  # it is the proxy's
        request.meta["page"] = _page(exchange, self.largest)
        return response

    @staticmethod
    def _build_base_response_args(response: Any, request: Request, headers: Headers) -> Any:
        if response.extensions["network_stream"].get_extra_info("server_addr") is None:
            raise DownloadFailedError("the connection was reset")
        return HttpxDownloadHandler._build_base_response_args(response, request, headers)

    async def _read_response(self, response: Any, request: Request) -> Response:
        request.meta["sent"] = tuple(response.request.headers.multi_items())
        request.meta["answered"] = tuple(
            (name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers.raw
        )
        request.meta["reason"] = response.reason_phrase
        deadline: asyncio.Timeout = request.meta["deadline"]
        until = response.extensions["until"] = deadline.when() or 0.0
        deadline.reschedule(until + CLOSING_SECONDS)
        answer = await super()._read_response(response, request)
        request.meta["late"] = "late" in response.extensions
        return answer

    @staticmethod
    async def _iter_body_chunks(response: httpx.Response) -> AsyncIterator[bytes]:
        """What of the body comes by the deadline."""
        chunks = response.aiter_raw()
        while True:
            try:
                async with asyncio.timeout_at(response.extensions["until"]):
                    chunk = await anext(chunks, b"")
            except TimeoutError:
                response.extensions["late"] = True
                return
            if not chunk:
                return
            yield chunk


async def _trace(event: str, facts: dict[str, Any]) -> None:
    if event.endswith(".send_request_headers.started"):
        sending()


def _exchange(
    request: Request, response: Response, started_at: datetime, seconds: float, largest: int
) -> Exchange:
    flags = response.flags
    late = "time" if request.meta["late"] else None
    cut = "disconnect" if "dataloss" in flags else "length" if "download_stopped" in flags else late
    return Exchange(
        url=request.url,
        method=request.method,
        request_headers=request.meta["sent"],
        request_body=request.body,
        status=response.status,
        reason=request.meta["reason"],
        protocol=str(response.protocol or "HTTP/1.1"),
        headers=request.meta["answered"],
        body=response.body[:largest],
        encoded=True,
        started_at=started_at,
        seconds=seconds,
        ip=str(response.ip_address) if response.ip_address else None,
        truncated=cut,
    )


def _page(exchange: Exchange, largest: int) -> Page:
    """The exchange as a page, its content coding undone; what does not fit its coding is a failure."""
    coding = ",".join(value for name, value in exchange.headers if name.lower() == "content-encoding")
    try:
        content = decode_content(exchange.body, coding, largest)
    except ContentError as error:
        return Page(url=exchange.url, fetched_at=exchange.started_at, exchange=exchange, failure=str(error))
    return Page(
        url=exchange.url,
        fetched_at=exchange.started_at,
        exchange=exchange,
        content=content.body,
        failure=None if exchange.truncated else content.lacks or None,
    )
