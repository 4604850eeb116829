"""A plain HTTP fetch that keeps what crossed the wire."""

import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import anyio
import httpcore
from scrapy import signals
from scrapy.core.downloader.handlers._base_streaming import BaseStreamingDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, StopDownload
from scrapy.http import Headers, Request, Response
from scrapy.utils.ssl import _make_ssl_context

from crawlers.egress.fence import dialer_of
from crawlers.fetching.asked import asked, named_failures, shown
from crawlers.fetching.content import ContentError, decode_content
from crawlers.files.policy import offered_file
from records.page import Exchange, Page

# How long a connection may take to be let go of behind the deadline.
CLOSING_SECONDS = 2.0
# How long a connection is kept for the next request.
IDLE_SECONDS = 5.0


class PlainFetch(BaseStreamingDownloadHandler[httpcore.Response]):
    """Asks by connections of the dialer's, follows nothing, notes the exchange, and cuts the body at
    ``PAGE_BYTES``, or after ``FETCH_SECONDS``, instead of dropping it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.dialer = dialer_of(crawler)
        super().__init__(crawler)
        self.pool = self.dialer.pool(
            ssl_context=_make_ssl_context(crawler.settings),
            max_connections=None,  # the engine counts; who is late in a queue here would leave a place taken
            max_keepalive_connections=self._pool_size_total or None,
            keepalive_expiry=IDLE_SECONDS,
        )
        self.largest = crawler.settings.getint("PAGE_BYTES")
        self.seconds = crawler.settings.getfloat("FETCH_SECONDS")
        crawler.signals.connect(self._count, signals.bytes_received)
        crawler.signals.connect(self._look_at_headers, signals.headers_received)

    @asynccontextmanager
    async def _make_request(self, request: Request, timeout: float) -> AsyncIterator[httpcore.Response]:
        with named_failures(request.url):
            sent = asked(request, timeout)
            request.meta["sent"] = shown(sent.headers)
            response = await self.pool.handle_async_request(sent)
            try:
                yield response
            finally:
                await response.aclose()

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
        # A scope, for a timeout of the task would tear the shield under which httpcore closes connections.
        with anyio.CancelScope(deadline=anyio.current_time() + self.seconds) as request.meta["deadline"]:
            response: Response = await super().download_request(request)
        if request.meta["deadline"].cancelled_caught:
            raise TimeoutError
        exchange = _exchange(request, response, started_at, monotonic() - clock, self.largest)
        if not self.dialer.profile.direct:
            exchange = replace(exchange, ip=None)  # it is the proxy's
        request.meta["page"] = _page(exchange, self.largest)
        return response

    @staticmethod
    def _extract_headers(response: httpcore.Response) -> Headers:
        return Headers(response.headers)

    @staticmethod
    def _build_base_response_args(response: httpcore.Response, request: Request, headers: Headers) -> Any:
        stream = response.extensions["network_stream"]
        if (address := stream.get_extra_info("server_addr")) is None:
            raise DownloadFailedError("the connection was reset")
        return {
            "status": response.status,
            "url": request.url,
            "headers": headers,
            "ip_address": ipaddress.ip_address(address[0]),
            "protocol": response.extensions["http_version"].decode("ascii"),
        }

    async def _read_response(self, response: httpcore.Response, request: Request) -> Response:
        request.meta["answered"] = shown(response.headers)
        request.meta["reason"] = response.extensions.get("reason_phrase", b"").decode("ascii", "ignore")
        deadline: anyio.CancelScope = request.meta["deadline"]
        response.extensions["until"] = deadline.deadline
        deadline.deadline += CLOSING_SECONDS
        answer = await super()._read_response(response, request)
        request.meta["late"] = "late" in response.extensions
        return answer

    @staticmethod
    async def _iter_body_chunks(response: httpcore.Response) -> AsyncIterator[bytes]:
        """What of the body comes by the deadline."""
        chunks = response.aiter_stream()
        while True:
            with anyio.CancelScope(deadline=response.extensions["until"]) as waiting:
                chunk = await anext(chunks, None)
            if waiting.cancelled_caught:
                response.extensions["late"] = True
                return
            if chunk is None:
                return
            yield chunk

    @staticmethod
    def _is_dataloss_exception(exc: Exception) -> bool:
        broken_off = "peer closed connection without sending complete message body"
        return isinstance(exc, httpcore.RemoteProtocolError) and broken_off in str(exc)

    async def close(self) -> None:
        """Close every connection."""
        await self.pool.aclose()


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
