"""The one way out: every connection of a run is made here, checked and through the source's exit."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

import httpcore
from aiohappyeyeballs import start_connection

from crawlers.egress.address import (
    OutOfScope,
    is_public,
    plain_host,
    refuse_private,
    written_address,
)
from crawlers.egress.connection import Connection
from crawlers.egress.hosts import declares
from crawlers.egress.profile import ExitDown, Profile, find_profile
from crawlers.egress.proxies import (
    AUTHENTICATION_REQUIRED,
    ToProxy,
    authorization,
    open_connect,
    open_socks,
)
from records.source import Source

Stream = httpcore.AsyncNetworkStream
# How long the next of a host's addresses waits for the one before it (RFC 8305, 5).
NEXT_SECONDS = 0.25
MOST_ADDRESSES = 4


class Dialer(httpcore.AsyncNetworkBackend):
    """Connects to hosts by one exit; there is no second way when it fails.

    Only ``private``, the hosts a source declares with ``private_hosts``, may lie on a private network
    (``host`` or ``host:port``). ``circuit`` keeps what one source does apart from the others' in Tor.
    ``spared(host, port)`` tells hosts to which nothing is to go.
    """

    def __init__(
        self,
        profile: Profile,
        private: tuple[str, ...] = (),
        circuit: str = "",
        spared: Callable[[str, int], bool] = lambda host, port: False,
    ) -> None:
        self.profile = profile
        self.private = private
        self.circuit = circuit
        self.spared = spared

    def admit(self, host: str, port: int) -> None:
        """Raise OutOfScope where the name alone says that the host may not be asked; nothing is looked up."""
        if self.spared(plain_host(host), port):
            raise OutOfScope(f"{host}:{port} would be shown the session and is no declared host")
        if not declares(self.private, plain_host(host), port):
            refuse_private(host, onion=self.profile.kind == "tor")

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Stream:
        """A connection to ``host`` by the exit, within ``timeout`` seconds.

        A name is looked up once, every answer is checked, and one of those checked is connected to; behind a
        proxy it is looked up there.

        Raises:
            OutOfScope: the host, or one of its addresses, is private.
            ExitDown: the exit does not work.
            httpcore.ConnectError, httpcore.ConnectTimeout: the host cannot be reached.
        """
        self.admit(host, port)
        try:
            async with asyncio.timeout(timeout):
                if self.profile.direct:
                    return await Connection.of(await self._connect(host, port))
                if self.profile.kind == "http":
                    return await open_connect(self.profile, plain_host(host), port)
                return await Connection.of(
                    await open_socks(self.profile, plain_host(host), port, self.circuit)
                )
        except TimeoutError as error:
            by = "" if self.profile.direct else f" by {self.profile}"
            raise httpcore.ConnectTimeout(f"no connection to {host}:{port}{by}") from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error

    def pool(self, **more: Any) -> httpcore.AsyncConnectionPool:
        """Connections by this exit, kept alive between requests; ``more`` are httpcore's own settings."""
        if self.profile.kind == "http":
            return ForwardingPool(self, **more)
        return httpcore.AsyncConnectionPool(network_backend=self, **more)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _connect(self, host: str, port: int) -> socket.socket:
        answers = await resolve(host, port)
        if not declares(self.private, plain_host(host), port):
            for *_, place in answers:
                if not is_public(address := ipaddress.ip_address(place[0].partition("%")[0])):
                    raise OutOfScope(f"{host} answers with the private address {address}")
        return await start_connection(answers[:MOST_ADDRESSES], happy_eyeballs_delay=NEXT_SECONDS)


def dialer_for(
    source: Source, exits: Mapping[str, str], spared: Callable[[str, int], bool] = lambda host, port: False
) -> Dialer:
    """The dialer of ``source`` by its exit, one of the setting ``egress``. Raises ProfileError."""
    private = source.hosts if source.private_hosts else ()
    return Dialer(find_profile(source.egress, exits), private, circuit=source.name, spared=spared)


class ForwardingPool(httpcore.AsyncHTTPProxy):
    """An HTTP proxy, asked for http addresses in absolute form as such proxies expect (RFC 9112, 3.2.2).

    Not a few of them tunnel to port 443 alone. What is https goes through a tunnel of the dialer's.
    """

    def __init__(self, dialer: Dialer, **more: Any) -> None:
        self.dialer, profile = dialer, dialer.profile
        super().__init__(
            httpcore.URL(scheme="http", host=profile.host, port=profile.port, target="/"),
            proxy_headers=authorization(profile),
            network_backend=ToProxy(profile),
            **more,
        )
        self.more = more

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Ask; raises what :meth:`Dialer.connect_tcp` raises."""
        origin = request.url.origin
        host = origin.host.decode("ascii")
        self.dialer.admit(host, origin.port)
        response = await super().handle_async_request(request)
        if _forwarded(origin) and response.status == AUTHENTICATION_REQUIRED:
            try:
                await self._ask_whose(host, origin.port)
            except ExitDown:
                await response.aclose()
                raise
        return response

    async def _ask_whose(self, host: str, port: int) -> None:
        """Raise ExitDown where it is the proxy that does not take us: the site may have made that up. Nobody
        but the proxy answers a wish for a tunnel.
        """
        with suppress(httpcore.ConnectError):
            await (await open_connect(self.dialer.profile, host, port)).aclose()

    def create_connection(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface:
        """A connection to the proxy for what it forwards, to the host itself for what is tunnelled."""
        if _forwarded(origin):
            return super().create_connection(origin)
        ssl_context = self.more.get("ssl_context")
        return httpcore.AsyncHTTPConnection(origin, ssl_context, network_backend=self.dialer)


def _forwarded(origin: httpcore.Origin) -> bool:
    """Whether the proxy gets the address; httpcore writes IPv6 numbers in one without their brackets."""
    return origin.scheme == b"http" and b":" not in origin.host


async def resolve(host: str, port: int) -> list[Any]:
    """What the resolver answers for ``host``, as ``getaddrinfo`` gives it.

    Raises:
        socket.gaierror: the name does not resolve.
    """
    if address := written_address(host):
        v6 = address.version == 6
        place = (str(address), port, 0, 0) if v6 else (str(address), port)
        return [(socket.AF_INET6 if v6 else socket.AF_INET, socket.SOCK_STREAM, 0, "", place)]
    loop = asyncio.get_running_loop()
    return await loop.getaddrinfo(plain_host(host), port, type=socket.SOCK_STREAM)
