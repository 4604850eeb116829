"""A connection as httpcore knows it, which does not outlive whoever made it."""

import asyncio
import socket
from collections.abc import Awaitable
from typing import Any, Self

import anyio.abc
from httpcore._backends.anyio import AnyIOStream

# Between being made and being used there is nothing to wait for.
UNUSED_SECONDS = 5.0


class Connection(AnyIOStream):
    """Closes itself where nobody uses it soon: a request that is broken off between connecting and asking
    leaves its connection in httpcore's pool, open, and no other request ever gets it.
    """

    def __init__(self, stream: anyio.abc.ByteStream) -> None:
        super().__init__(stream)
        self.unused = asyncio.get_running_loop().call_later(UNUSED_SECONDS, self._give_up)
        self.closing: asyncio.Task[None] | None = None

    @classmethod
    async def of(cls, connected: socket.socket) -> Self:
        """A connected socket as such a stream."""
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return cls(await anyio.abc.SocketStream.from_socket(connected))

    def read(self, max_bytes: int, timeout: float | None = None) -> Any:
        """What comes."""
        self.unused.cancel()
        return super().read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> Any:
        """Send."""
        self.unused.cancel()
        return super().write(buffer, timeout)

    def aclose(self) -> Awaitable[None]:  # type: ignore[override]
        """Close."""
        self.unused.cancel()
        return super().aclose()

    async def start_tls(self, *words: Any, **more: Any) -> "Connection":
        """The same connection under TLS."""
        self.unused.cancel()
        inner: Any = await super().start_tls(*words, **more)
        return Connection(inner._stream)

    def _give_up(self) -> None:
        self.closing = asyncio.ensure_future(super().aclose())
