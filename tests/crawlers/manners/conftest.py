import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import time

import pytest

PAGE = """<html><head><title>A board</title></head><body>
<div class="post" id="post_7"><b>someone</b>
<p>出售一手银行客户数据，姓名身份证手机号卡号，每天更新，0.5元一条，联系QQ 4294967398</p></div>
</body></html>"""
SOURCE = """
title: A place
family: forum
start: [{start}]
hosts: ["{host}"]
purpose: to see how it is treated
private_hosts: true
select:
  platform: place
  post: {{item: .post, id: '@id /(\\d+)/', author: b, text: p}}
expect: {{posts: 0}}
"""


@dataclass(slots=True)
class Place:
    """A site whose answers a test chooses: ``answers[path]`` are given in turn, the last one for ever."""

    address: str = ""
    answers: dict[str, list[tuple[int, dict[str, str], str]]] = field(default_factory=dict)
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, path: str, status: int = 200, body: str = PAGE, **headers: str) -> None:
        """One more answer for ``path``; ``retry_after`` is the header Retry-After, status 0 hangs up."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.setdefault(path, []).append((status, named, body))

    def paths(self, *without: str) -> list[str]:
        """What was asked for, in order."""
        return [path for _, path, _ in self.asked if path not in without]

    def moments(self) -> list[float]:
        """When it was asked, in order."""
        return sorted(moment for moment, _, _ in self.asked)

    def take(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
        with self.lock:
            self.asked.append((time(), path, headers))
            known = self.answers.get(path, [(404 if path == "/robots.txt" else 200, {}, PAGE)])
            return known.pop(0) if len(known) > 1 else known[0]


@pytest.fixture
def place() -> Iterator[Place]:
    """A site of this test's own."""
    place = Place()

    class Conversation(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, headers, text = place.take(self.path, dict(self.headers.items()))
            if not status:
                self.close_connection = True
                return
            body = text.encode()
            self.send_response(status)
            kind = "text/plain" if self.path == "/robots.txt" else "text/html; charset=utf-8"
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Conversation)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    place.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield place
    server.shutdown()
    server.server_close()


Declare = Callable[..., dict[str, str]]


@pytest.fixture
def declare(place: Place, tmp_path: Path) -> Declare:
    """``declare("name", "pace: …", paths=("/1",))``: a source of the place, as a command's environment."""

    def write(name: str, *lines: str, paths: tuple[str, ...] = ("/",)) -> dict[str, str]:
        folder = tmp_path / "declared" / name
        folder.mkdir(parents=True, exist_ok=True)
        start = ", ".join(place.address + path for path in paths)
        text = SOURCE.format(start=start, host=place.address.removeprefix("http://"))
        (folder / "source.yml").write_text(text + "\n".join(lines) + "\n", "utf-8")
        return {"HAWKWATCH_SOURCES": str(folder.parent)}

    return write
