"""One port: reads requests, asks the site, logs, and misbehaves where ordered."""

import contextlib
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from testbed.answer import Answer, Request
from testbed.control import Control
from testbed.members import MembersRoom, with_headers
from testbed.misbehaviour import Misbehaviour, Rulebook
from testbed.mischief import spoil
from testbed.request_log import Entry, RequestLog
from testbed.site import Site
from testbed.wire import reset, send_cut, send_drip, send_whole


class Listener(ThreadingHTTPServer):
    """A site's port on 127.0.0.1. A thread per connection, kept alive as HTTP/1.1 does."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        site: Site,
        log: RequestLog,
        rules: Rulebook,
        members: MembersRoom,
        control: Control,
    ) -> None:
        self.site, self.log, self.rules, self.members, self.control = site, log, rules, members, control
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", port), Conversation)

    @property
    def address(self) -> str:
        """The site's address without a trailing slash."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def opened(self, connection: socket.socket) -> None:
        """Remember a live connection, so that closing can end it."""
        with self._lock:
            self._open.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._lock:
            self._open.discard(connection)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves while we read its next request is no fault of ours; anything else is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def end(self) -> None:
        """Stop accepting, end live connections, free the port."""
        self.closing.set()
        self.shutdown()
        self.server_close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class Conversation(BaseHTTPRequestHandler):
    """One connection and the requests that come over it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Listener

    def setup(self) -> None:
        """Register the connection."""
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        """Forget the connection."""
        self.server.closed(self.connection)
        with contextlib.suppress(ConnectionError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:
        """The request log replaces the lines on stderr."""

    def do_GET(self) -> None:
        """Any method: one request, one answer."""
        request = self._read()
        if request.path.startswith("/_testbed/"):
            self._whole(self.server.control.answer(request))
            return
        entry = self.server.log.begin(self.server.site.name, request, self.client_address[1])
        order = self.server.rules.take(entry.site, request.target)
        entry.misbehaved = order.kind if order else None
        status, outcome = None, "gone"
        try:
            status, outcome = self._reply(request, order, entry)
        except ConnectionError:
            self.close_connection = True
        finally:
            self.server.log.end(entry, status, outcome)

    do_POST = do_HEAD = do_DELETE = do_PUT = do_OPTIONS = do_GET

    def _read(self) -> Request:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        return Request(self.command, self.path, headers, self.rfile.read(length) if length else b"")

    def _reply(self, request: Request, order: Misbehaviour | None, entry: Entry) -> tuple[int | None, str]:
        if order and order.kind == "close":
            return self._vanish()
        if order and order.kind == "delay" and self.server.closing.wait(order.seconds):
            return self._vanish()
        answer = self._true_answer(request)
        if order:
            answer = spoil(self.server.site, request, answer, order)
            if order.kind in {"cut", "drip"}:
                return self._break(answer, order)
        self.server.log.answering(entry, answer.status)
        self._whole(answer)
        return answer.status, "whole"

    def _true_answer(self, request: Request) -> Answer:
        """The site's answer; to a stranger before a members' page its log-in."""
        site = self.server.site
        admitted = self.server.members.admit(site.name, request)
        if admitted is None:
            return site.wall("login_wall", request)
        return with_headers(site.answer(request), admitted)

    def _whole(self, answer: Answer) -> None:
        keep = not self.close_connection
        send_whole(self.wfile, answer, body=self.command != "HEAD", keep=keep)

    def _break(self, answer: Answer, order: Misbehaviour) -> tuple[int | None, str]:
        self.close_connection = True
        if order.kind == "cut":
            send_cut(self.wfile, answer, order)
            return answer.status, "cut"
        whole = send_drip(self.wfile, answer, order, self.server.closing)
        return answer.status, "whole" if whole else "cut"

    def _vanish(self) -> tuple[int | None, str]:
        self.close_connection = True
        reset(self.connection)
        return None, "cut"
