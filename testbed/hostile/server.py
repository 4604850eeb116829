"""The server: ``with HostileServer() as server: server.address("drips_body", 7)``. Its kinds are ``KINDS``.

``/KIND/…`` answers in that kind, whatever follows; ``/robots.txt`` and everything else is 404.
"""

import contextlib
import socket
import threading
from time import monotonic
from types import TracebackType
from typing import Self

from testbed.hostile.bodies import BODIES
from testbed.hostile.floods import FLOODS
from testbed.hostile.framing import FRAMING
from testbed.hostile.redirects import REDIRECTS
from testbed.hostile.silences import SILENCES
from testbed.hostile.talk import Talk

DEEDS = {**SILENCES, **FLOODS, **FRAMING, **BODIES, **REDIRECTS}
# Before a request was read there is no path: these kinds are known by the port alone, or by the scheme.
TLS_TO_PLAIN = "tls_to_plain"
KINDS = (*DEEDS, TLS_TO_PLAIN)
LARGEST_REQUEST = 200_000


class HostileServer:
    """A port on 127.0.0.1; a thread per connection. ``talks`` has path and seconds of each that ended."""

    def __init__(self) -> None:
        self.closing = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.authority = f"127.0.0.1:{self.socket.getsockname()[1]}"
        self.talks: list[tuple[str, float]] = []
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def address(self, kind: str, number: int = 0) -> str:
        """An address of that kind; each number is another one."""
        scheme = "https" if kind == TLS_TO_PLAIN else "http"
        return f"{scheme}://{self.authority}/{kind}/{number}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the port and end what is under way."""
        self.closing.set()
        self.socket.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with self._lock:
            self._open.add(connection)
        path, begun = "", monotonic()
        try:
            if path := _target(connection):
                self._answer(Talk(connection, self.closing, path, f"http://{self.authority}"))
        except OSError:  # the client has left, which is what it should do
            return
        finally:
            with self._lock:
                self._open.discard(connection)
                self.talks.append((path, monotonic() - begun))
            connection.close()

    def _answer(self, talk: Talk) -> None:
        if deed := DEEDS.get(talk.kind):
            deed(talk)
        else:
            talk.whole(b"not here", b"HTTP/1.1 404 Not Found\r\n")


def _target(connection: socket.socket) -> str:
    """The target of the request; empty where none comes."""
    read = b""
    connection.settimeout(60)
    while b"\r\n\r\n" not in read and len(read) < LARGEST_REQUEST:
        piece = connection.recv(65_536)
        if not piece or piece.startswith(b"\x16\x03"):  # a TLS greeting
            if piece:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return ""
        read += piece
    words = read.split(b" ", 2)
    return words[1].decode("latin-1") if len(words) > 1 else ""
