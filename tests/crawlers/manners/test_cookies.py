"""Cookies that any page load receives are no challenge; guards and floods are."""

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawlers.fetching.cookies import MOST_COOKIES, Cookies
from crawlers.journal.address_queue import Row
from crawlers.manners.cookie_page import gives_cookie
from crawlers.manners.hops import Hops
from crawlers.manners.retry import again, lacks_posts
from crawlers.readers import read
from records.page import Exchange, Page
from records.reading import State
from records.source import Source
from testbed.server import Testbed

Run = Callable[..., Any]
URL = "https://board.example.com/forum.php?mod=forumdisplay&fid=2"
RELOAD = "<html><script>setTimeout(() => location.reload(), 1000)</script></html>"
SCRIPT = "<html><script>document.cookie = 'guestJs=1764028800'; location.reload()</script></html>"
GUARD = (
    "<html><title>Just a moment...</title><script>window._cf_chl_opt = {}; location.reload()</script></html>"
)
ASK = "<html><body>需要登录后才能查看" + "，请先注册账号" * 60 + "</body></html>"
COOKIE = ("Set-Cookie", "visitor=1; path=/")


def answer(body: str, status: int = 200, *headers: tuple[str, str], sent: str = "") -> Page:
    now = datetime.now(UTC)
    exchange = Exchange(
        url=URL,
        status=status,
        headers=(("Content-Type", "text/html; charset=utf-8"), *headers),
        request_headers=(("Cookie", sent),) if sent else (),
        body=body.encode(),
        started_at=now,
    )
    return Page(url=URL, fetched_at=now, exchange=exchange, content=body.encode())


def source(render: Any = "never") -> Source:
    hosts = ("board.example.com",)
    return Source(name="b", title="B", family="discuz", start=(URL,), hosts=hosts, folder="", render=render)


@pytest.mark.parametrize(
    ("page", "asked", "rendered"),
    [
        (answer(RELOAD, 200, COOKIE), True, True),
        (answer(RELOAD, 403, COOKIE), True, True),
        (answer("", 403, COOKIE, ("Refresh", "1")), True, True),
        (answer("", 302, COOKIE, ("Location", URL)), True, False),
        (answer(SCRIPT, 403), False, True),
        (answer(RELOAD, 403, COOKIE, sent="visitor=1"), False, True),
        (answer(GUARD, 403, COOKIE), False, False),
        (answer(RELOAD, 403, COOKIE, ("cf-mitigated", "challenge")), False, False),
        (answer(ASK, 403, COOKIE), False, False),
        (answer("<html>no</html>", 403, COOKIE), False, False),
    ],
)
def test_a_page_that_only_gives_a_cookie_is_asked_for_again(page: Page, asked: bool, rendered: bool) -> None:
    assert gives_cookie(page) is asked
    reading = read(page, "discuz", "Asia/Shanghai")
    first = Row(1, URL, "next", 0, None, 1, False)
    plain = again(first, page, reading)
    assert (plain is not None) is asked, reading
    assert again(Row(1, URL, "next", 0, None, 3, False), page, reading) is None
    assert lacks_posts(source("when-empty"), page, reading) is rendered, reading


@pytest.mark.full
@pytest.mark.parametrize("status", [200, 403, 302])
def test_a_site_that_gives_its_cookie_first_is_read(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path, status: int
) -> None:
    own_sites.misbehave("/forum.php*", "cookie", site="board", status=status)
    start = own_sites.sites["board"] + "/forum.php?mod=forumdisplay&fid=2"
    env = {"HAWKWATCH_SOURCES": str(own_sources)}
    done = run("scrapy", "crawl", "testbed_board", "-a", f"start={start}", "-a", "pages=3", env=env)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "visitor=" not in done.stderr
    (journal,) = home.glob("runs/*/journal.sqlite")
    states = sqlite3.connect(journal).execute("SELECT state, count(*) FROM visit WHERE final GROUP BY state")
    assert dict(states) == {"items": 3}
    asked = [entry["path"] for entry in own_sites.log() if entry["site"] == "board"]
    assert len(asked) == 1 + 3 + 1, "robots.txt, three pages, and the first of them once more"


@pytest.mark.full
def test_a_page_behind_another_that_gives_the_cookie_is_read(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    place.answer("/a", 302, "", Location="/cookie?for=/a")
    place.answer("/a")
    place.answer("/cookie?for=/a", 302, "", Location="/a", Set_Cookie="visitor=1; path=/")
    place.answer("/loop", 302, "", Location="/loop2", Set_Cookie="loop=1; path=/")
    place.answer("/loop2", 302, "", Location="/loop")
    env = declare("first", "pace: {delay: 0}", paths=("/a", "/loop"))
    done = run("hawkwatch", "crawl", "first", "--json", env=env)
    assert json.loads(done.stdout)[0]["pages"]["items"] == 1
    assert place.paths().count("/a") == 2
    assert "visitor=1" in place.asked[-1][2]["Cookie"] or place.paths().count("/loop") <= 3
    assert place.paths().count("/loop") <= 3


def test_redirects_lead_on_for_ten_pages_at_most() -> None:
    hops, address = Hops(), "http://board.example.com/{}"
    for step in range(10):
        reading = read(redirect(address.format(step), address.format(step + 1)), "discuz", "Asia/Shanghai")
        assert hops.count(address.format(step), reading).links == reading.links
    reading = read(redirect(address.format(10), address.format(11)), "discuz", "Asia/Shanghai")
    ended = hops.count(address.format(10), reading)
    assert (ended.state, ended.why, ended.links) == (State.UNREACHABLE, "more than 10 redirects in a row", ())


def redirect(url: str, location: str) -> Page:
    now = datetime.now(UTC)
    exchange = Exchange(url=url, status=302, headers=(("Location", location),), started_at=now)
    return Page(url=url, fetched_at=now, exchange=exchange)


def test_a_flood_of_cookies_leaves_those_that_were_there() -> None:
    cookies, url = Cookies(), "http://board.example.com/"
    request = Request(url)

    def hear(*values: str) -> None:
        cookies.process_response(request, Response(url, headers={"Set-Cookie": list(values)}))

    hear("kept=1; path=/")
    for _ in range(20):
        hear(*(f"n{number}={'v' * 20}; path=/" for number in range(1500)))
        hear(f"long={'v' * 60_000}; path=/", *(f"m{number}=v; path=/sub{number}" for number in range(40)))
    jar = cookies.jars[None]
    assert len(jar) == MOST_COOKIES
    cookies.process_request(request)
    sent = (request.headers.get("Cookie") or b"").decode()
    assert "kept=1" in sent
    assert len(sent) < 4096
