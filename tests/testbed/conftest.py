"""A running testbed and a client that follows nothing and hides nothing."""

import http.client
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from parsel import Selector
from playwright.sync_api import Page, sync_playwright

from testbed.server import Testbed

NOW = 1_790_000_000


@dataclass(frozen=True)
class Fetched:
    """One response."""

    status: int
    headers: dict[str, str]
    body: bytes

    def text(self, charset: str = "utf-8") -> str:
        return self.body.decode(charset)

    def page(self, charset: str = "utf-8") -> Selector:
        return Selector(self.text(charset))

    def json(self) -> Any:
        return json.loads(self.body)


Fetch = Callable[..., Fetched]


def fetch_once(address: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Fetched:
    parts = urlsplit(address)
    assert parts.hostname
    client = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    try:
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        client.request(
            method, target, body, {name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = client.getresponse()
        return Fetched(response.status, dict(response.getheaders()), response.read())
    finally:
        client.close()


@pytest.fixture
def fetch() -> Fetch:
    return fetch_once


@pytest.fixture(scope="session")
def whole() -> Iterator[Testbed]:
    """The testbed in its full size, with a clock that stands still; tests only read from it."""
    with Testbed(now=NOW) as running:
        yield running


@pytest.fixture
def small() -> Iterator[Testbed]:
    """A testbed of one's own, quick to start."""
    with Testbed(ordinary=60) as running:
        yield running


@pytest.fixture
def browser_page() -> Iterator[Page]:
    """A tab of a real Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    path = next(filter(None, map(shutil.which, names)), None)
    arguments = ["--no-sandbox"] if os.getuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser.new_page(locale="zh-CN")
        browser.close()
