"""``hawkwatch serve``: the console asks, the worker does, a stranger verifies."""

import json
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from operations.expiry import expire_passed_over

Run = Callable[..., Any]
PASSWORD = "wide-meadow-71-kestrel"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that is served."""
    return tmp_path_factory.mktemp("serve") / "home"


@pytest.fixture(scope="module")
def served_environment(environment_of: Run, shared_sources: Path, served: Path) -> dict[str, str]:
    """The environment of a command in the served home."""
    return {**environment_of(served), "HAWKWATCH_SOURCES": str(shared_sources)}


@pytest.fixture(scope="module")
def hawkwatch(run_in: Run, served_environment: dict[str, str]) -> Run:
    """The command ``hawkwatch`` in the served home, into which Weibo was crawled."""
    command = partial(run_in, served_environment, "hawkwatch")
    assert command("crawl", "testbed_weibo").returncode == 0
    return command


@pytest.fixture(scope="module")
def console(hawkwatch: Run, served_environment: dict[str, str]) -> Iterator[httpx.Client]:
    """A signed-in client of the served home."""
    users = ("users", "add", "ada", "--role", "admin", "--password-stdin")
    assert hawkwatch(*users, input=f"{PASSWORD}\n").returncode == 0
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("hawkwatch")), "serve", "--port", "0"],
        env=served_environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    address = re.search(r"http://[\d.:]+/", first)
    assert address is not None, first
    with httpx.Client(base_url=address.group(), follow_redirects=True, timeout=20) as client:
        assert client.get("/healthz").status_code == 200
        post(client, "/sign-in/", {"username": "ada", "password": PASSWORD})
        yield client
    process.terminate()
    assert process.wait(30) in (0, -15)


def post(client: httpx.Client, path: str, fields: dict[str, str]) -> httpx.Response:
    """Post a form as a browser does, with the page's token."""
    page = client.get(path) if path == "/sign-in/" else client.get("/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    return client.post(
        path, data=fields | {"csrfmiddlewaretoken": token.group(1)}, headers={"Referer": str(client.base_url)}
    )


def test_an_export_asked_for_in_the_console_is_verified_by_a_stranger(
    console: httpx.Client, hawkwatch: Run, tmp_path: Path
) -> None:
    listing = json.loads(hawkwatch("search", "", "--json", "--limit", "1").stdout)["hits"][0]["id"]
    assert listing in console.get("/").text
    placed = post(console, f"/listings/{listing}/export", {})
    number = re.search(r"/orders/(\d+)/", str(placed.url))
    assert number is not None
    deadline = time.monotonic() + 60
    while (
        "/bundle.zip" not in console.get(f"/orders/{number.group(1)}/").text and time.monotonic() < deadline
    ):
        time.sleep(0.5)
    archive = tmp_path / "bundle.zip"
    archive.write_bytes(console.get(f"/orders/{number.group(1)}/bundle.zip").content)
    with zipfile.ZipFile(archive) as file:
        file.extractall(tmp_path / "received")
    (bag,) = (path for path in (tmp_path / "received").iterdir() if not path.name.endswith(".seal"))
    key = tmp_path / "key.pem"
    key.write_text(hawkwatch("keys", "export").stdout)
    assert hawkwatch("verify", bag, "--trust", key).returncode == 0


def test_a_review_reaches_the_index(console: httpx.Client, hawkwatch: Run) -> None:
    listing = json.loads(hawkwatch("search", "", "--json", "--limit", "1").stdout)["hits"][0]["id"]
    post(console, f"/listings/{listing}/review", {"verdict": "confirmed", "note": "seen"})
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        found = json.loads(hawkwatch("search", "review:confirmed", "--json").stdout)
        if found["total"]:
            break
        time.sleep(0.5)
    assert [hit["id"] for hit in found["hits"]] == [listing]
    assert hawkwatch("index", "rebuild").returncode == 0
    again = json.loads(hawkwatch("search", "review:confirmed", "--json").stdout)
    assert [hit["id"] for hit in again["hits"]] == [listing]


def test_the_text_of_passed_over_posts_goes_after_its_days(hawkwatch: Run, served: Path) -> None:
    assert expire_passed_over(served, 30) == 0
    assert expire_passed_over(served, 30, datetime.now(UTC) + timedelta(days=31)) > 200
    assert expire_passed_over(served, 30, datetime.now(UTC) + timedelta(days=31)) == 0
