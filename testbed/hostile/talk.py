"""One connection, as bytes: what an answer is made of where no library would make it."""

import select
import socket
import struct
import threading
from dataclasses import dataclass

OK = b"HTTP/1.1 200 OK\r\n"
HTML = b"Content-Type: text/html; charset=utf-8\r\n"
CLOSE = b"Connection: close\r\n"
PAGE = (
    "<!DOCTYPE html><html><head><title>A page</title></head><body><div class='post' id='post_7'>"
    "<b>someone</b><p>今天天气不错，大家都出来走走。</p></div></body></html>"
).encode()


class Gone(ConnectionError):
    """The client has left, or the server is being closed."""


@dataclass(slots=True)
class Talk:
    """A request that was read: ``path`` is its target, ``base`` the server's address without a slash."""

    connection: socket.socket
    closing: threading.Event
    path: str
    base: str

    @property
    def kind(self) -> str:
        """The first step of the path."""
        return self.path.strip("/").partition("/")[0]

    @property
    def rest(self) -> str:
        """What comes behind it."""
        return self.path.strip("/").partition("/")[2]

    def send(self, *pieces: bytes) -> None:
        """Put bytes on the wire."""
        self.connection.sendall(b"".join(pieces))

    def flood(self, piece: bytes) -> None:
        """The same bytes until the client leaves."""
        block = piece * max(1, 65_536 // len(piece))
        while not self.closing.is_set():
            self.connection.sendall(block)

    def drip(self, piece: bytes, every: float = 1.0) -> None:
        """Byte by byte."""
        for position in range(len(piece)):
            self.send(piece[position : position + 1])
            self.wait(every)

    def wait(self, seconds: float = 3600.0) -> None:
        """Say nothing.

        Raises:
            Gone: the client has left.
        """
        readable, _, _ = select.select([self.connection], [], [], seconds)
        if (readable and not self.connection.recv(65_536)) or self.closing.is_set():
            raise Gone

    def whole(self, body: bytes = PAGE, status: bytes = OK, *headers: bytes) -> None:
        """A sound answer."""
        self.send(status, HTML, CLOSE, *headers, b"Content-Length: %d\r\n\r\n" % len(body), body)

    def framed(self, headers: bytes, body: bytes = PAGE) -> None:
        """A page whose framing is in ``headers``."""
        self.send(OK, HTML, CLOSE, headers, b"\r\n", body)

    def chunked(self, body: bytes) -> None:
        """A page in chunks that are given as they go on the wire."""
        self.framed(b"Transfer-Encoding: chunked\r\n", body)

    def reset(self) -> None:
        """End as a server that dies: with a TCP reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
