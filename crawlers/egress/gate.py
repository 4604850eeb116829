"""The gate: the forward proxy on loopback through which the browser reaches the network, and nothing else.

Whatever a page asks for, by a link, a script, a worker or a socket, arrives here as a host and a port, and
goes out through the run's dialer or not at all.
"""

import asyncio
import base64
import secrets
from collections import deque
from dataclasses import dataclass, field
from hmac import compare_digest
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

import h11
import httpcore

from crawlers.egress.address import OutOfScope
from crawlers.egress.dialer import Dialer
from crawlers.egress.gate_client import Client, Unclear
from crawlers.egress.gate_request import CONNECT_SECONDS, forward, header, target_of, tunnel
from crawlers.egress.hosts import PORTS
from crawlers.egress.profile import ExitDown

MOST_CLIENTS = 512
MOST_REMEMBERED = 1000
# How long a connection to a site waits for the next request.
KEEP_SECONDS = 30.0
LOOK_SECONDS = 1.0
USER = "browser"
# A host that nobody else can have (RFC 6761, 6.4), at which the browser is asked for its credentials.
OWN_HOST = "gate.invalid"
REFUSED = (OutOfScope, ExitDown, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A connection that was not made: to which host and port, and the error that says why.

    The error is OutOfScope, ExitDown, or httpcore's where the host could not be reached; ``at`` is a moment
    of the monotonic clock.
    """

    host: str
    port: int
    error: Exception
    at: float = field(default_factory=monotonic)


class Gate:
    """An HTTP proxy for one browser at ``address``, for whom knows this gate's ``user`` and ``password``.

    ``refusals`` are the last ones, oldest first.
    """

    def __init__(self, dialer: Dialer) -> None:
        self.dialer = dialer
        self.user, self.password = USER, secrets.token_urlsafe(24)
        self.refusals: deque[Refusal] = deque(maxlen=MOST_REMEMBERED)
        self.clients: dict[asyncio.Task[None], Client] = {}
        self.pool = dialer.pool(max_connections=MOST_CLIENTS, keepalive_expiry=KEEP_SECONDS)
        self._secret = b"Basic " + base64.b64encode(f"{self.user}:{self.password}".encode())

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Listen on a free port of the loopback interface."""
        self.server = await asyncio.start_server(self._meet, "127.0.0.1", 0)
        self.watch = asyncio.create_task(self._forget_gone())
        self.address = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Stop listening and let go of every connection."""
        self.server.close()
        self.watch.cancel()
        for task in self.clients:
            task.cancel()
        await asyncio.gather(*self.clients, return_exceptions=True)
        await self.pool.aclose()

    def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self.clients) >= MOST_CLIENTS:
            writer.close()
            return
        client = Client(reader, writer)
        task = asyncio.create_task(self._attend(client))
        self.clients[task] = client
        task.add_done_callback(self.clients.pop)

    async def _forget_gone(self) -> None:
        """Break off what is under way for a browser that has closed its end: its page has gone."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            for task, client in tuple(self.clients.items()):
                if client.reader.at_eof():
                    task.cancel()

    async def _attend(self, client: Client) -> None:
        try:
            await self._serve(client)
        except (Unclear, OSError, TimeoutError, h11.LocalProtocolError):
            # The browser went or is none, or a site's answer is one that nobody may pass on.
            return
        finally:
            client.writer.close()

    async def _serve(self, client: Client) -> None:
        """Answer the requests of one connection; each may be for another host."""
        while (request := await client.request()) is not None:
            if not compare_digest(header(request, b"proxy-authorization"), self._secret):
                await client.answer(407, ("Proxy-Authenticate", 'Basic realm="gate"'))
            elif target_of(request) == (OWN_HOST, 80):
                await client.answer(204)
            elif not await self._pass_on(client, request):
                return
            if not client.again():
                return

    async def _pass_on(self, client: Client, request: h11.Request) -> bool:
        """Do what is asked; False where it was refused, which ends the connection without an answer: none
        of ours may pass for one of the site's.
        """
        host, port = target_of(request)
        try:
            if request.method == b"CONNECT":
                await tunnel(client, await self.dialer.connect_tcp(host, port, CONNECT_SECONDS))
            else:
                await forward(client, request, self.pool)
        except REFUSED as error:
            self.refusals.append(Refusal(host, port, error))
            return False
        return True

    def refusal_of(self, url: str, since: float) -> Exception | None:
        """Why the last request for the host of ``url`` was refused; None where none was ``since`` then."""
        parts = urlsplit(url)
        place = (parts.hostname, parts.port or PORTS.get(parts.scheme))
        own = (one for one in reversed(self.refusals) if (one.host, one.port) == place and one.at >= since)
        return next((one.error for one in own), None)
