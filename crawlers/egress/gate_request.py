"""What the gate does with a request: forward it, or join both ends of a tunnel."""

import asyncio
from collections.abc import AsyncIterable, Iterable, Iterator

import h11
import httpcore

from crawlers.egress.gate_client import CHUNK_BYTES, IDLE_SECONDS, Client, Unclear

CONNECT_SECONDS = 30.0
_TIMEOUT = {"connect": CONNECT_SECONDS, "read": IDLE_SECONDS, "write": IDLE_SECONDS, "pool": CONNECT_SECONDS}
# Headers that speak of one connection alone (RFC 9110, 7.6.1); the body is framed anew on either side.
_HOP = frozenset(
    (
        *(b"connection", b"keep-alive", b"te", b"trailer", b"transfer-encoding", b"upgrade"),
        *(b"proxy-authenticate", b"proxy-authorization", b"proxy-connection"),
    )
)


def header(request: h11.Request, name: bytes) -> bytes:
    """The value of a request's header; empty where it has none."""
    return next((value for key, value in request.headers if key == name), b"")


def target_of(request: h11.Request) -> tuple[str, int]:
    """The host and port that a request to a proxy is for (RFC 9112, 3.2.2 and 3.2.3).

    Raises:
        Unclear: its target is neither ``http://host/…`` nor, for CONNECT, ``host:port``.
    """
    target = request.target
    try:
        url = httpcore.URL(b"http://" + target if request.method == b"CONNECT" else target)
        host, port = url.host.decode("ascii"), url.port
    except (ValueError, UnicodeError) as error:
        raise Unclear(f"no target for a proxy: {target[:80]!r}") from error
    if url.scheme != b"http" or not host or (port is None and request.method == b"CONNECT"):
        raise Unclear(f"no target for a proxy: {target[:80]!r}")
    return host, port or 80


async def forward(client: Client, request: h11.Request, pool: httpcore.AsyncConnectionPool) -> None:
    """Send a request on, and its answer back while it comes in.

    Raises:
        OutOfScope, ExitDown: as with the dialer.
        httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError: no answer, or one cut short.
    """
    target = httpcore.URL(request.target)
    host = b"[%b]" % target.host if b":" in target.host else target.host
    headers = [(b"Host", b"%b:%d" % (host, target.port) if target.port else host)]
    headers += [pair for pair in _end_to_end(request.headers) if pair[0] != b"host"]
    content: AsyncIterable[bytes] | None = None
    if header(request, b"transfer-encoding"):
        headers.append((b"Transfer-Encoding", b"chunked"))
        content = client.body()
    elif header(request, b"content-length"):
        content = client.body()
    asked = httpcore.Request(
        request.method, target, headers=headers, content=content, extensions={"timeout": _TIMEOUT}
    )
    response = await pool.handle_async_request(asked)
    try:
        await _answer(client, response)
    finally:
        await response.aclose()


async def _answer(client: Client, response: httpcore.Response) -> None:
    head = h11.Response(
        status_code=response.status,
        headers=list(_end_to_end(response.headers)),
        reason=response.extensions.get("reason_phrase", b""),
    )
    await client.send(head)
    async for chunk in response.stream:  # type: ignore[union-attr]
        await client.send(h11.Data(data=chunk))
    await client.send(h11.EndOfMessage())


def _end_to_end(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
    named = b",".join(value for name, value in headers if name.lower() == b"connection").lower()
    dropped = _HOP.union(name.strip() for name in named.split(b","))
    return ((name, value) for name, value in headers if name.lower() not in dropped)


async def tunnel(client: Client, stream: httpcore.AsyncNetworkStream) -> None:
    """Join the browser to ``stream`` until either end closes or nothing has come for ``IDLE_SECONDS``."""
    ways: list[asyncio.Task[None]] = []
    try:
        await client.send(h11.Response(status_code=200, headers=[], reason=b"Connection established"))
        if early := client.leading():
            await stream.write(early, IDLE_SECONDS)
        ways += (asyncio.create_task(_up(client, stream)), asyncio.create_task(_down(client, stream)))
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)  # how a tunnel broke is the browser's affair
        await stream.aclose()


async def _up(client: Client, stream: httpcore.AsyncNetworkStream) -> None:
    while chunk := await client.reader.read(CHUNK_BYTES):
        await stream.write(chunk, IDLE_SECONDS)


async def _down(client: Client, stream: httpcore.AsyncNetworkStream) -> None:
    while chunk := await stream.read(CHUNK_BYTES, IDLE_SECONDS):
        await client.write(chunk)
