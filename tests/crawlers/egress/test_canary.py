"""No page brings the browser to a private address, whatever way it takes and however it writes it.

A canary listens at every such address that a network can have: on loopback, in private and link-local
networks, at the metadata services of clouds. No connection and no datagram may arrive, and no packet leaves.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from crawlers.egress.dialer import Dialer
from crawlers.egress.profile import Profile
from crawlers.fetching.browser import Browser
from crawlers.fetching.chromium import find_chromium

Make = Callable[..., Any]
# What a page does goes on for a while after it is loaded.
AFTER_SECONDS = 0.7
AT_ONCE = 6
# What arrives where it may: all but the ways that name a host alone (preconnect, dns-prefetch, WebRTC,
# WebTransport) and those that this Chromium does not take without somebody at the window.
HEARD = {
    *(
        "image",
        "srcset",
        "frame",
        "srcdoc",
        "moved",
        "object",
        "embed",
        "script",
        "module",
        "style",
        "import",
    ),
    *("background", "font", "film", "poster", "sound", "prefetch", "preload", "modulepreload", "fetch"),
    *("keepalive", "xhr", "beacon", "events", "socket", "worker", "imported", "shared", "form"),
    *("link", "meta", "location", "redirect"),
}


class Canary:
    """Listens on one port at all addresses, TCP and UDP; ``met`` counts what arrives."""

    def __init__(self) -> None:
        self.met = 0
        self.door = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True, backlog=512)
        self.port = self.door.getsockname()[1]
        self.box = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        self.box.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        self.box.bind(("::", self.port))
        for listen in (self.doors, self.boxes):
            threading.Thread(target=listen, daemon=True).start()

    def doors(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self.door.accept()[0].close()
                self.met += 1

    def boxes(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                self.box.recvfrom(2048)
                self.met += 1

    def close(self) -> None:
        for listening in (self.door, self.box):
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            listening.close()


def pages_for(ways: Any, number: int, authority: str) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The pages that ask for ``authority``: one by all ways that stay, one by each that leaves, a 302."""
    head = '<!doctype html><meta charset="utf-8"><title>page</title><p>text</p>'
    for name, template in {"staying": "".join(ways.STAYING.values()), **ways.LEAVING}.items():
        body = head + ways.filled(template, authority)
        yield f"/{number}/{name.replace(' ', '-')}", ("text/html", body.encode())
    yield f"/{number}/{ways.REDIRECT}", ("location", f"http://{authority}/redirect".encode())


async def show(site: Any, paths: Sequence[str], private: tuple[str, ...]) -> list[Any]:
    """Show the pages in tabs of the product's own browser, with pictures; returns what was refused."""
    browser = Browser(str(find_chromium() or ""), True, Dialer(Profile(), private))
    try:
        engine = await browser.running()
        context = await engine.context({"service_workers": "allow"})
        left = iter(paths)
        await asyncio.gather(*(look(context, site, left) for _ in range(AT_ONCE)))
        return list(engine.gate.refusals)
    finally:
        await browser.end()


async def look(context: Any, site: Any, left: Iterator[str]) -> None:
    for path in left:
        tab = await context.new_page()
        with contextlib.suppress(Exception):
            await tab.goto(f"http://{site.host}{path}", timeout=8000)
        await asyncio.sleep(AFTER_SECONDS)
        with contextlib.suppress(Exception):
            await asyncio.wait_for(tab.close(), 5)


def hunt(
    network: Any, make_site: Make, ways: Any, chosen: Callable[[list[str]], list[str]]
) -> tuple[int, int, Any]:
    """Show the pages of the chosen forms: how much arrived, how many pages were shown, which packets left."""
    network.own(*(one for one in ways.INNER if may_be_owned(one)))
    canary, site = Canary(), make_site()
    with (
        socket.create_connection(("169.254.169.254", canary.port)),
        socket.create_connection(("fd00:ec2::254", canary.port)),
    ):
        wait_until(lambda: canary.met == 2)  # it hears
    canary.met = 0
    for number, form in enumerate(chosen(ways.forms(canary.port))):
        site.pages |= dict(pages_for(ways, number, form))
    site.pages["/worker.js"] = ("text/javascript", b"")
    paths = [path for path in site.pages if path != "/worker.js"]
    refusals = asyncio.run(show(site, paths, (site.host,)))
    arrived = canary.met
    canary.close()
    shown = sum(f"GET {path}" in site.asked for path in paths)
    assert shown == len(paths)
    assert refusals
    return arrived, shown, network.left


def may_be_owned(address: str) -> bool:
    """Whether an interface can have it beside 127.0.0.0/8 and ::1, which loopback has."""
    first = socket.inet_pton(socket.AF_INET6 if ":" in address else socket.AF_INET, address)
    if ":" in address:
        return first[0] != 0xFF and first[:10] != bytes(10) and address != "::"
    return first[0] not in (0, 127, 255) and not 224 <= first[0] < 255


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(100):
        if true():
            return
        threading.Event().wait(0.05)
    raise AssertionError("nothing was heard")


@pytest.mark.full
def test_the_ways_are_ways(make_site: Make, ways: Any) -> None:
    """The pages really ask: what they ask for arrives where it is allowed to."""
    site, friend = make_site(), make_site()
    site.pages = dict(pages_for(ways, 0, friend.host))
    asyncio.run(show(site, list(site.pages), (site.host, friend.host)))
    missing = HEARD - {asked.split("/")[-1] for asked in friend.asked}
    assert not missing


def test_a_few_forms_by_every_way(in_a_network: Make, make_site: Make, ways: Any) -> None:
    arrived, shown, left = in_a_network(
        lambda network: hunt(network, make_site, ways, lambda all: all[3::60])
    )
    assert (arrived, left) == (0, [])
    assert shown == 18


@pytest.mark.full
@pytest.mark.timeout(900)
def test_all_forms_by_every_way(in_a_network: Make, make_site: Make, ways: Any) -> None:
    arrived, shown, left = in_a_network(lambda network: hunt(network, make_site, ways, lambda all: all))
    assert (arrived, left) == (0, [])
    assert shown >= 150 * 6
