"""Addresses fetched outside a run, from running sites through the real engine."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.settings import Settings, load_settings
from crawlers.catalog import load_source
from crawlers.readers import read
from operations.errand import fetch_pages
from records.errand import Reply
from records.reading import State
from records.source import Source
from testbed.server import Testbed

BOARD = "/forum.php?mod=forumdisplay&fid=2"


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("HAWKWATCH_FETCH_SECONDS", "3")
    return load_settings(home=home)


@pytest.fixture
def board(own_sources: Path) -> Source:
    return load_source(own_sources / "testbed_board")


def one(replies: Iterator[Reply]) -> Reply:
    (reply,) = replies
    return reply


def paths(sites: Testbed) -> list[str]:
    return [entry["path"] for entry in sites.log()]


def test_a_page_comes_as_in_a_run(settings: Settings, board: Source, own_sites: Testbed) -> None:
    address = own_sites.sites["board"] + BOARD
    reply = one(fetch_pages(board, [address], settings))
    assert (reply.address, reply.refusal, reply.robots.verdict) == (address, None, "allows")
    reading = read(reply.pages[-1], board.family, board.zone)
    assert reading.state is State.ITEMS
    assert reading.links
    assert paths(own_sites) == ["/robots.txt", BOARD]


def test_nothing_is_kept(settings: Settings, board: Source, own_sites: Testbed, home: Path) -> None:
    one(fetch_pages(board, [own_sites.sites["board"] + BOARD], settings))
    assert not home.exists()


def test_each_address_has_its_reply(settings: Settings, board: Source, own_sites: Testbed) -> None:
    site = own_sites.sites["board"]
    own_sites.misbehave("/forum.php?mod=forumdisplay&fid=36", "close")
    own_sites.misbehave("/forum.php?mod=forumdisplay&fid=37", "drip")
    numbers = ("2", "36", "37", "38")
    asked = [f"{site}/forum.php?mod=forumdisplay&fid={fid}" for fid in numbers]
    replies = {reply.address: reply for reply in fetch_pages(board, [*asked, asked[0]], settings)}
    states = [reply.refusal.state if reply.refusal else None for reply in map(replies.__getitem__, asked)]
    assert states == [None, State.UNREACHABLE, State.UNREACHABLE, None]


@pytest.mark.parametrize(("hops", "pages"), [(0, 1), (3, 2)])
def test_redirects_are_followed_on_demand(
    settings: Settings, board: Source, own_sites: Testbed, hops: int, pages: int
) -> None:
    own_sites.misbehave("/old", "redirect", location=BOARD)
    reply = one(fetch_pages(board, [own_sites.sites["board"] + "/old"], settings, hops))
    assert [page.status for page in reply.pages] == [302, 200][:pages]


def test_no_redirect_leads_to_another_host(settings: Settings, board: Source, own_sites: Testbed) -> None:
    other = own_sites.sites["bar"]
    wide = replace(board, hosts=(*board.hosts, urlsplit(other).netloc))
    own_sites.misbehave("/old", "redirect", site="board", location=f"{other}/f?kw=x")
    reply = one(fetch_pages(wide, [own_sites.sites["board"] + "/old"], settings, 3))
    assert [page.status for page in reply.pages] == [302]
    assert {entry["site"] for entry in own_sites.log()} == {"board"}


def test_redirects_in_a_circle_end(settings: Settings, board: Source, own_sites: Testbed) -> None:
    own_sites.misbehave("/old", "redirect", location="/old")
    reply = one(fetch_pages(board, [own_sites.sites["board"] + "/old"], settings, 3))
    assert [page.status for page in reply.pages] == [302] * 4


def test_the_fence_and_private_networks_hold(settings: Settings, board: Source, own_sites: Testbed) -> None:
    address = own_sites.sites["board"] + BOARD
    for source in (replace(board, private_hosts=False), replace(board, hosts=("board.example.com",))):
        reply = one(fetch_pages(source, [address], settings))
        assert reply.refusal is not None
        assert (reply.refusal.state, reply.pages) == (State.OUT_OF_SCOPE, ())
    assert not own_sites.log()


def test_robots_is_obeyed(settings: Settings, board: Source, own_sites: Testbed) -> None:
    own_sites.misbehave("/robots.txt", "status", site="board", status=503)
    reply = one(fetch_pages(board, [own_sites.sites["board"] + BOARD], settings))
    assert reply.refusal is not None
    assert (reply.refusal.state, reply.robots.verdict) == (State.DISALLOWED, "unavailable")
    assert paths(own_sites) == ["/robots.txt"]


def test_a_rendered_source_is_rendered(settings: Settings, own_sources: Path) -> None:
    market = load_source(own_sources / "testbed_market")
    market = replace(market, clicks=0)
    reply = one(fetch_pages(market, market.start, settings))
    rendering = reply.pages[-1].rendering
    assert rendering is not None
    assert len(rendering.exchanges) == 1
    assert read(reply.pages[-1], market.family, market.zone).state is State.ITEMS
