"""Addresses fetched outside a run, from running sites through the real engine."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from config.settings import Settings, load_settings
from crawlers.declared.catalog import load_source
from crawlers.readers import read
from operations.errand import fetch_pages
from records.errand import Reply
from records.reading import State
from records.source import Source
from testbed.server import Testbed

BOARD = "/forum.php?mod=forumdisplay&fid=2"


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("HAWKWATCH_FETCH_SECONDS", "2")
    return load_settings(home=home)


@pytest.fixture
def board(own_sources: Path) -> Source:
    return load_source(own_sources / "testbed_board")


def one(replies: Iterator[Reply]) -> Reply:
    (reply,) = replies
    return reply


def paths(sites: Testbed) -> list[str]:
    return [entry["path"] for entry in sites.log()]


def test_each_address_has_its_reply(
    settings: Settings, board: Source, own_sites: Testbed, home: Path
) -> None:
    site, elsewhere = own_sites.sites["board"], own_sites.sites["bar"] + "/f?kw=x"
    own_sites.misbehave("/closed", "close")
    own_sites.misbehave("/slow", "drip")
    own_sites.misbehave("/moved", "redirect", site="board", location=BOARD)
    own_sites.misbehave("/circle", "redirect", site="board", location="/circle")
    own_sites.misbehave("/away", "redirect", site="board", location=elsewhere)
    wide = replace(board, hosts=(*board.hosts, urlsplit(elsewhere).netloc))
    asked = [site + path for path in (BOARD, "/closed", "/slow", "/moved", "/circle", "/away")]
    replies = {reply.address: reply for reply in fetch_pages(wide, [*asked, asked[0]], settings, hops=3)}
    assert [[page.status for page in replies[address].pages] for address in asked] == [
        [200],
        [],
        [404],  # as far as it came
        [302, 200],
        [302] * 4,
        [302],
    ]
    refusals = [replies[address].refusal for address in asked]
    assert [refusal and refusal.state for refusal in refusals] == [
        None,
        State.UNREACHABLE,
        None,
        None,
        None,
        None,
    ]
    first = replies[asked[0]]
    reading = read(first.pages[-1], board.family, board.zone)
    assert (reading.state, first.robots.verdict) == (State.ITEMS, "allows")
    assert {entry["site"] for entry in own_sites.log()} == {"board"}
    assert paths(own_sites).count(BOARD) == 3, "twice because it was given twice, once by redirect"
    kept = {path.name.partition("-")[0] for path in home.iterdir()}
    assert kept == {"turns.sqlite"}, "an errand keeps nothing but whose turn it is"


def test_the_fence_and_private_networks_hold(settings: Settings, board: Source, own_sites: Testbed) -> None:
    asked = [own_sites.sites["board"] + BOARD, own_sites.sites["bar"] + "/f?kw=x"]
    replies = list(fetch_pages(replace(board, private_hosts=False), asked, settings))
    assert {reply.address for reply in replies} == set(asked)
    assert {reply.refusal and reply.refusal.state for reply in replies} == {State.OUT_OF_SCOPE}
    assert not own_sites.log()


def test_robots_is_obeyed(settings: Settings, board: Source, own_sites: Testbed) -> None:
    own_sites.misbehave("/robots.txt", "status", site="board", status=503)
    reply = one(fetch_pages(board, [own_sites.sites["board"] + BOARD], settings))
    assert reply.refusal is not None
    assert (reply.refusal.state, reply.robots.verdict) == (State.DISALLOWED, "unavailable")
    assert paths(own_sites) == ["/robots.txt"] * 3  # a server error passes, perhaps


def test_a_rendered_source_is_rendered(settings: Settings, own_sources: Path) -> None:
    market = load_source(own_sources / "testbed_market")
    market = replace(market, clicks=0)
    reply = one(fetch_pages(market, market.start, settings))
    rendering = reply.pages[-1].rendering
    assert rendering is not None
    assert len(rendering.exchanges) == 1
    assert read(reply.pages[-1], market.family, market.zone).state is State.ITEMS


def test_a_host_is_asked_one_address_after_the_other(
    settings: Settings, board: Source, own_sites: Testbed
) -> None:
    pace = replace(board.pace, delay=0.4, jitter=False, concurrency=8)
    asked = [f"{own_sites.sites['board']}/forum.php?mod=forumdisplay&fid={fid}" for fid in (2, 36, 37)]
    assert len(list(fetch_pages(replace(board, pace=pace), asked, settings))) == 3
    times = [entry["time"] for entry in own_sites.log()]
    assert len(times) == 4
    assert times[-1] - times[0] > 0.9
