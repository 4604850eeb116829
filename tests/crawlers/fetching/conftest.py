"""A server of pages that misbehave, and the product's browser fetch to load them with."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

import pytest
from scrapy.crawler import Crawler
from scrapy.http import Request
from scrapy.settings import Settings

from crawlers.fetching.browser_fetch import BrowserFetch
from crawlers.spider import SourceSpider
from records.page import Page
from records.source import Source

Outcome = TypeVar("Outcome")
Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """Pages on a free port of loopback: ``site["/path"] = "<p>…"`` or a function that answers itself."""

    def __init__(self) -> None:
        self.pages: dict[str, str | Answer] = {}
        self.asked: list[str] = []
        self.agents: list[tuple[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.agents.append((self.path, self.headers.get("User-Agent", "")))
                page = site.pages.get(self.path.partition("?")[0], "")
                if callable(page):
                    page(self)
                else:
                    send(self, page)

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]  # browsers hang up
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __setitem__(self, path: str, page: str | Answer) -> None:
        self.pages[path] = page

    @staticmethod
    def sending(*words: Any, **headers: str) -> Answer:
        """A page that is :func:`send` of this."""
        return lambda to: send(to, *words, **headers)

    @staticmethod
    def redirecting(target: str) -> Answer:
        """A page that is a redirect."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(302)
            to.send_header("Location", target)
            to.send_header("Content-Length", "0")
            to.end_headers()

        return answer

    def loading(self, **more: Any) -> "Loading":
        """A browser of the test's own, for a source of this site."""
        return Loading(self.source(**more))

    def source(self, **more: Any) -> Source:
        """A source that is read at this site, by a browser."""
        source = Source(
            name="hostile", title="Hostile", family="forum", start=(f"{self.url}/",), hosts=(self.host,),
            folder="", render="always", private_hosts=True,
        )  # fmt: skip
        return replace(source, **more)


def send(
    to: BaseHTTPRequestHandler, body: str | bytes, kind: str = "text/html; charset=utf-8", **more: str
) -> None:
    """One whole answer; ``more`` are headers, ``_`` for ``-``."""
    raw = body.encode() if isinstance(body, str) else body
    to.send_response(200)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(raw)), **more}.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(raw)


class Loading:
    """One loop and one browser; ``load(url)`` is what a run does with a request, deadline included."""

    def __init__(self, source: Source) -> None:
        self.runner = asyncio.Runner()
        settings = Settings()
        settings.setmodule("crawlers.settings")
        spider = type("Spider", (SourceSpider,), {"source": source, "name": source.name})
        self.fetch = BrowserFetch(Crawler(spider, settings))

    def load(self, url: str, seconds: float = 60) -> Page:
        """The page at ``url``; raises what the fetch raises, TimeoutError at its deadline."""

        async def work() -> Page:
            request = Request(url)
            async with asyncio.timeout(seconds):
                await self.fetch.download_request(request)
            page: Page = request.meta["page"]
            return page

        return self.run(work())

    def run(self, work: Awaitable[Outcome]) -> Outcome:
        """Anything else, in the browser's loop."""

        async def whole() -> Outcome:
            return await work

        return self.runner.run(whole())

    def close(self) -> None:
        self.runner.run(self.fetch.close())
        self.runner.close()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture(scope="module")
def loading(site: Site) -> Iterator[Loading]:
    """A browser that is shared by the tests of one file."""
    loading = Loading(site.source())
    yield loading
    loading.close()
