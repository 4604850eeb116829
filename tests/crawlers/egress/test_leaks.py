"""With an exit, nothing leaves the machine but to the exit: no look-up, no datagram, no direct connection."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

Make = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[3]
HOST = "board.example.com"
SOURCE = f"""title: A board that asks for everything
family: telegram
purpose: tests
start: ["http://{HOST}/s/plain", "http://{HOST}/s/board"]
hosts: [{HOST}]
egress: office
evidence: rendered
pace: {{delay: 0, pages: 4}}
"""
# Places that a page may try beside the proxy: by number, of either kind, and by name.
PLACES = ("1.1.1.1:80", "1.1.1.1:443", "[2606:4700::1111]:443", "other.example.net:3478", "canary.local:3478")


# What a browser likes to ask its maker about: fields to be filled in, and a language to be translated.
FORM = """<form action="/in" method="post"><input name="username" autocomplete="username">
<input name="cc" autocomplete="cc-number"><input type="password" name="password"><button>in</button></form>"""
WORDS = "Bonjour tout le monde. " * 99


def page(ways: Any) -> bytes:
    asked = "".join(ways.filled(way, place) for place in PLACES for way in ways.STAYING.values())
    return f"<!doctype html><html lang=fr><title>board</title>{FORM}{WORDS}{asked}".encode()


def test_packets_are_counted(in_a_network: Make) -> None:
    """What the other test must not find is found where it happens."""

    def misbehave(network: Any) -> list[tuple[str, str]]:
        with suppress(OSError):
            socket.getaddrinfo("other.example.net", 80)
        with socket.socket() as direct, suppress(TimeoutError):
            direct.settimeout(0.3)
            direct.connect(("1.1.1.1", 80))
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as datagram:
            datagram.sendto(b"x", ("2606:4700::1111", 443))
        network.close()
        left: list[tuple[str, str]] = network.left
        return left

    left = set(in_a_network(misbehave))
    assert {("udp", "198.18.77.2:53"), ("tcp", "1.1.1.1:80"), ("udp", "2606:4700::1111:443")} <= left


@pytest.mark.parametrize("kind", ["socks5", pytest.param("http", marks=pytest.mark.full)])
def test_a_run_leaves_by_its_exit_alone(
    in_a_network: Make,
    make_site: Make,
    make_proxy: Make,
    ways: Any,
    home: Path,
    environment: dict[str, str],
    kind: str,
) -> None:
    def crawl(network: Any) -> tuple[list[Any], list[str], list[str]]:
        site = make_site({"/s/board": ("text/html", page(ways))})
        proxy = make_proxy(kind, {f"{HOST}:80": site.port})
        render(home, proxy.address, environment)
        return network.left, site.asked, proxy.asked

    left, asked, wished = in_a_network(crawl)
    assert left == []
    assert {"GET /robots.txt", "GET /s/plain", "GET /s/board"} <= set(asked)
    hosts = {host_asked(wish) for wish in wished}
    # What the page asked for went there, too, and nobody else was asked.
    assert hosts == {HOST, "1.1.1.1", "2606:4700::1111", "other.example.net"}


def host_asked(wish: str) -> str:
    """The host of ``host:port``, ``CONNECT host:port`` or ``GET http://host:port/…``."""
    place = wish.rpartition(" ")[2]
    return str(urlsplit(place if "://" in place else f"//{place}").hostname)


def render(home: Path, address: str, environment: dict[str, str]) -> None:
    """One run in a process of its own, every page in a browser."""
    folder = home / "sources" / "far"
    folder.mkdir(parents=True)
    folder.joinpath("source.yml").write_text(SOURCE.replace("evidence: rendered", "render: always"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "far"],
        env=environment
        | {
            "HAWKWATCH_EGRESS": json.dumps({"office": address}),
            "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
