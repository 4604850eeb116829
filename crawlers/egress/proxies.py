"""A connection to a host through a proxy, which looks the host's name up itself."""

import asyncio
import base64
import socket
from typing import Any

import httpcore
from aiohappyeyeballs import start_connection
from python_socks import ProxyError, ProxyType
from python_socks.async_.asyncio import Proxy

from crawlers.egress.connection import Connection
from crawlers.egress.profile import ExitDown, Profile

# How long a proxy may take to accept a connection.
REACH_SECONDS = 10.0
# Tor keeps circuits apart by user and password (IsolateSOCKSAuth); the password is of no other use.
TOR_PASSWORD = "circuit"
# Not every proxy says 407: tinyproxy answers a wrong password by 401.
AUTHENTICATION_REQUIRED = 407
UNAUTHORISED = (401, AUTHENTICATION_REQUIRED)


async def open_socks(profile: Profile, host: str, port: int, circuit: str) -> socket.socket:
    """A connection to ``host`` through a SOCKS5 proxy (RFC 1928) or Tor; the name travels as it is.

    Raises:
        ExitDown: the proxy cannot be reached or does not take us.
        httpcore.ConnectError: it says that the host cannot be reached.
    """
    isolated = profile.kind == "tor" and not profile.user
    user, password = (circuit, TOR_PASSWORD) if isolated else (profile.user, profile.password)
    way = _Way(ProxyType.SOCKS5, profile.host, profile.port)
    way.profile = profile
    proxy = Proxy(ProxyType.SOCKS5, profile.host, profile.port, user, password, rdns=True, forward=way)
    try:
        return await proxy.connect(dest_host=host, dest_port=port)
    except ProxyError as error:
        if error.error_code is None:  # not about the host: the greeting or the password
            raise ExitDown(f"exit {profile} refuses us: {error}") from error
        raise httpcore.ConnectError(f"exit {profile} cannot reach {host}:{port}: {error}") from error


async def open_connect(profile: Profile, host: str, port: int) -> httpcore.AsyncNetworkStream:
    """A connection to ``host`` through an HTTP proxy's CONNECT (RFC 9110, 9.3.6).

    Raises:
        ExitDown, httpcore.ConnectError: as with :func:`open_socks`.
    """
    target = (f"[{host}]:{port}" if ":" in host else f"{host}:{port}").encode("ascii")
    proxy = httpcore.URL(scheme="http", host=profile.host, port=profile.port, target=target)
    connection = httpcore.AsyncHTTPConnection(proxy.origin, network_backend=ToProxy(profile))
    headers = [(b"Host", target), *authorization(profile)]
    try:
        response = await connection.handle_async_request(httpcore.Request("CONNECT", proxy, headers=headers))
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise httpcore.ConnectError(f"exit {profile} cannot reach {host}:{port}: {error}") from error
    if 200 <= response.status < 300:
        stream: httpcore.AsyncNetworkStream = response.extensions["network_stream"]
        return stream
    await connection.aclose()
    if response.status in UNAUTHORISED:
        raise ExitDown(f"exit {profile} does not take our user and password (HTTP {response.status})")
    reason = response.extensions.get("reason_phrase", b"").decode("latin-1")
    raise httpcore.ConnectError(f"exit {profile} cannot reach {host}:{port}: {response.status} {reason}")


def authorization(profile: Profile) -> list[tuple[bytes, bytes]]:
    """The header by which an HTTP proxy knows us, where it wants one."""
    if not profile.user:
        return []
    secret = base64.b64encode(f"{profile.user}:{profile.password}".encode())
    return [(b"Proxy-Authorization", b"Basic " + secret)]


async def reach(profile: Profile) -> socket.socket:
    """A connection to the proxy itself.

    Raises:
        ExitDown: it does not answer.
    """
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(REACH_SECONDS):
            answers = await loop.getaddrinfo(profile.host, profile.port, type=socket.SOCK_STREAM)
            return await start_connection(answers)
    except (OSError, TimeoutError) as error:
        raise ExitDown(f"exit {profile} does not answer: {error or 'no connection in time'}") from error


class ToProxy(httpcore.AsyncNetworkBackend):
    """Connects to the proxy, whatever else it is asked for."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    async def connect_tcp(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """A connection to the proxy; raises ExitDown where there is none."""
        return await Connection.of(await reach(self.profile))


class _Way(Proxy):
    """How python-socks comes to the proxy: it has no time limit of its own for this part."""

    profile: Profile

    async def connect(self, *_: Any, **__: Any) -> socket.socket:
        return await reach(self.profile)
