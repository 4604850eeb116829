"""A proxy on loopback before an Elasticsearch; it does to requests what networks and busy servers do.

Faults are drawn by seed. Of each kind it is counted how often it happened, and which bulk requests arrived.
"""

import http.client
import http.server
import json
import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

# cut: closed before anything is forwarded. lost: forwarded, then reset instead of an answer. half: the
# answer breaks off. short: the answer is JSON without its last items. busy, busy_items, unavailable: 429 on
# the whole or on single documents, 503. slow: the answer comes late.
# Not among those that chance chooses from: stranger, 401 on the whole; late, a search whose time ran out
# before it was at its end; busy_searches, 429 on one of many searches.
KINDS = ("cut", "lost", "busy", "busy_items", "unavailable", "half", "short", "slow")
HOP_BY_HOP = ("connection", "content-length", "host", "transfer-encoding")


class FaultProxy:
    """Serves from ``start`` to ``stop``; a share of the requests meets one of ``kinds``."""

    def __init__(self, upstream: str, seed: int = 7, slow_seconds: float = 0.05) -> None:
        parts = urlsplit(upstream)
        self.upstream = (str(parts.hostname), int(parts.port or 9200))
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.slow_seconds = slow_seconds
        self.share = 0.0
        self.kinds: Sequence[str] = KINDS
        self.most_bytes = 10**9
        self.happened: Counter[str] = Counter()
        self.bulks: list[list[str]] = []
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        """Where it listens, or listened before it stopped."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen, on the same port as before."""
        self.server = _Server(("127.0.0.1", self.port), _handler(self))
        self.port = self.server.server_port
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()

    def stop(self) -> None:
        """Refuse connections, and let go of those there are."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
        for connection in list(self.server.open):
            reset(connection)

    def faults(self, share: float, *kinds: str) -> None:
        """From now on this share of the requests meets one of the kinds, or of all."""
        self.share, self.kinds = share, kinds or KINDS

    def draw(self, bulk: bool) -> str:
        """What happens to a request; empty where nothing does."""
        with self.lock:
            kinds = [kind for kind in self.kinds if bulk or kind not in ("busy_items", "short")]
            if not kinds or self.chance.random() >= self.share:
                return ""
            kind = self.chance.choice(kinds)
            self.happened[kind] += 1
            return kind


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *about: Any) -> None:
        self.open: set[socket.socket] = set()
        super().__init__(*about)


def reset(connection: socket.socket) -> None:
    """Close so that the other side gets a reset, and no orderly end."""
    with suppress(OSError):  # it is closed
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RD)
        connection.close()


def _handler(proxy: FaultProxy) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server: _Server

        def setup(self) -> None:
            super().setup()
            self.server.open.add(self.connection)

        def finish(self) -> None:
            self.server.open.discard(self.connection)
            with suppress(OSError):  # the client has not waited
                super().finish()

        def log_message(self, *_: Any) -> None:
            pass

        def do_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            bulk = urlsplit(self.path).path.endswith("/_bulk")
            if bulk:
                proxy.bulks.append(ids_in(body))
            kind = "too_large" if len(body) > proxy.most_bytes else proxy.draw(bulk)
            match kind:
                case "cut":
                    self.hang_up()
                case "busy" | "unavailable" | "too_large" | "stranger":
                    status = {"busy": 429, "unavailable": 503, "too_large": 413, "stranger": 401}[kind]
                    self.tell(status, json.dumps({"error": {"type": "busy"}, "status": status}).encode())
                case "busy_items":
                    self.turn_some_down(body)
                case _:
                    self.pass_on(body, kind)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_any

        def hang_up(self) -> None:
            self.close_connection = True
            reset(self.connection)

        def ask(self, body: bytes) -> tuple[int, str, bytes]:
            upstream = http.client.HTTPConnection(*proxy.upstream, timeout=120)
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            upstream.request(self.command, self.path, body or None, headers)
            answer = upstream.getresponse()
            content = answer.read()
            upstream.close()
            return answer.status, answer.getheader("Content-Type") or "application/json", content

        def tell(self, status: int, content: bytes, type_: str = "application/json", length: int = 0) -> None:
            try:
                self.send_response(status)
                self.send_header("X-Elastic-Product", "Elasticsearch")
                self.send_header("Content-Type", type_)
                self.send_header("Content-Length", str(length or len(content)))
                self.end_headers()
                self.wfile.write(b"" if self.command == "HEAD" else content)
            except OSError:
                self.close_connection = True  # the client has not waited

        def pass_on(self, body: bytes, kind: str) -> None:
            try:
                status, type_, content = self.ask(body)
            except (OSError, http.client.HTTPException):  # the server is away: so are we
                self.hang_up()
                return
            match kind:
                case "lost":
                    self.hang_up()
                case "half":
                    self.tell(status, content[: len(content) // 2], type_, len(content))
                    self.hang_up()
                case "short":
                    self.tell(status, without_last(content), type_)
                case "busy_searches":
                    self.tell(status, one_busy(content), type_)
                case "late":
                    self.tell(status, out_of_time(content), type_)
                case "slow":
                    time.sleep(proxy.slow_seconds)
                    self.tell(status, content, type_)
                case _:
                    self.tell(status, content, type_)

        def turn_some_down(self, body: bytes) -> None:
            lines = body.splitlines()
            pairs = list(zip(lines[::2], lines[1::2], strict=True))
            with proxy.lock:
                kept = [proxy.chance.random() < 0.5 for _ in pairs]
            taken = [pair for pair, keep in zip(pairs, kept, strict=True) if keep]
            items = iter(self.stored(taken))
            answer = [next(items) if keep else busy(pair[0]) for pair, keep in zip(pairs, kept, strict=True)]
            self.tell(200, json.dumps({"items": answer}).encode())

        def stored(self, pairs: list[tuple[bytes, bytes]]) -> list[Any]:
            if not pairs:
                return []
            _, _, content = self.ask(b"".join(line + b"\n" for pair in pairs for line in pair))
            return list(json.loads(content)["items"])

    return Handler


def ids_in(body: bytes) -> list[str]:
    """The ids of the documents in a bulk request."""
    return [json.loads(line)["index"]["_id"] for line in body.splitlines()[::2]]


def busy(line: bytes) -> dict[str, Any]:
    """What a full server says of one document."""
    error = {"type": "es_rejected_execution_exception", "reason": "rejected execution"}
    return {"index": {"_id": json.loads(line)["index"]["_id"], "status": 429, "error": error}}


def without_last(content: bytes) -> bytes:
    """A bulk answer that is JSON and does not speak of all."""
    answer = json.loads(content)
    answer["items"] = answer["items"][: len(answer["items"]) // 2]
    return json.dumps(answer).encode()


def out_of_time(content: bytes) -> bytes:
    """What a server that had no more time answers to a search; other answers as they are."""
    answer = json.loads(content)
    for one in (answer, *answer.get("responses", ())):
        if "timed_out" in one:
            one["timed_out"] = True
            one["hits"]["hits"] = one["hits"]["hits"][:1]
    return json.dumps(answer).encode()


def one_busy(content: bytes) -> bytes:
    """A multi-search of which the server turns the first search down; other answers as they are."""
    answer = json.loads(content)
    for one in answer.get("responses", ())[:1]:
        one |= {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "rejected"}}
    return json.dumps(answer).encode()
