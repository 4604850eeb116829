"""A door on loopback that looks like an Elasticsearch's, and says what it was told to."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

Answers = dict[str, tuple[int, Any]]


class Door(http.server.ThreadingHTTPServer):
    """Says what it was told to by the beginning of the path; keeps what it was asked."""

    def __init__(self, answers: Answers, product: str | None) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.answers, self.product = answers, product
        self.seen: list[Any] = []


class Asked(http.server.BaseHTTPRequestHandler):
    server: Door

    def do_GET(self) -> None:
        self.server.seen.append(self.headers)
        status, body = self.server.answers["/_nodes" if self.path.startswith("/_nodes") else "/"]
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if self.server.product:
            self.send_header("X-Elastic-Product", self.server.product)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def answering(answers: Answers, product: str | None = "Elasticsearch") -> Iterator[Door]:
    door = Door(answers, product)
    thread = threading.Thread(target=door.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield door
    finally:
        door.shutdown()
        door.server_close()
        thread.join()


def of_versions(*versions: str) -> Answers:
    return {"/_nodes": (200, {"nodes": {str(n): {"version": one} for n, one in enumerate(versions)}})}
