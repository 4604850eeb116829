"""Servers of the tests' own that note what arrives."""

import importlib.util
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest


def beside(name: str) -> Any:
    """A module of this folder."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


logging_proxy, enclosed, ways = beside("logging_proxy"), beside("enclosed"), beside("ways")


@dataclass
class Site:
    """A web server; ``asked`` are the requests, ``bodies`` what they brought, ``met`` the connections.

    A page is its kind and its body; of the kind ``location`` it is a redirect to there, a number is a status.
    """

    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    met: list[Any] = field(default_factory=list)
    port: int = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"


def serve(site: Site) -> ThreadingHTTPServer:
    """The server of ``site``, on a free port of loopback, answering until it is shut down."""

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            site.met.append(self.client_address)
            super().setup()

        def do_GET(self) -> None:
            site.asked.append(f"{self.command} {self.path}")
            site.heads.append({name.lower(): value for name, value in self.headers.items()})
            site.bodies.append(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            kind, body = site.pages.get(self.path, ("text/plain", b"nothing"))
            if kind == "location":
                self.send_response(302)
                self.send_header("Location", body.decode("latin-1"))
                body = b""
            else:
                known = int(kind) if kind.isdigit() else 200
                self.send_response(known if self.path in site.pages else 404)
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server


@pytest.fixture
def make_site() -> Iterator[Callable[..., Site]]:
    """Start web servers: ``make_site({"/": ("text/html", b"…")})``."""
    servers: list[ThreadingHTTPServer] = []

    def make(pages: dict[str, tuple[str, bytes]] | None = None) -> Site:
        site = Site(pages or {})
        servers.append(serve(site))
        return site

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def in_a_network(tmp_path: Path) -> Callable[..., Any]:
    """Do something in a network of its own: ``in_a_network(work)``, where ``work`` gets the Network."""
    if os.geteuid() == 0:
        return lambda work: enclosed.inside_a_network(tmp_path, work)
    if os.environ.get("CI"):
        pytest.fail("the tests of what leaves the machine must run as root")
    return pytest.skip("only root can make a network namespace; nothing else counts what leaves the machine")


@pytest.fixture(name="ways")
def every_way() -> Any:
    """The ways to ask, and the forms of what is asked for."""
    return ways


@pytest.fixture
def make_proxy() -> Iterator[Callable[..., Any]]:
    """Start logging proxies: ``make_proxy("socks5", {"board.example.com:80": port})``."""
    proxies = []

    def make(kind: str, hosts: dict[str, int] | None = None, credentials: str = "") -> Any:
        proxies.append(logging_proxy.LoggingProxy(kind, hosts, credentials))
        return proxies[-1]

    yield make
    for proxy in proxies:
        proxy.close()
