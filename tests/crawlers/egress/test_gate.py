"""The browser's gate as any client of a proxy meets it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from crawlers.egress.address import OutOfScope
from crawlers.egress.dialer import Dialer
from crawlers.egress.gate import Gate
from crawlers.egress.profile import Profile
from crawlers.fetching.browser import Browser
from crawlers.fetching.chromium import find_chromium

MakeSite = Callable[..., Any]


def client(gate: Gate, password: str | None = None) -> httpx.AsyncClient:
    proxy = httpx.Proxy(gate.address, auth=(gate.user, password or gate.password))
    return httpx.AsyncClient(proxy=proxy, trust_env=False)


def test_declared_hosts_are_reached_and_others_of_this_machine_are_not(make_site: MakeSite) -> None:
    site, canary = make_site({"/a": ("text/plain", b"one")}), make_site({"/": ("text/plain", b"secret")})

    async def ask() -> None:
        async with Gate(Dialer(Profile(), (site.host,))) as gate, client(gate) as browser:
            assert (await browser.get(f"http://{site.host}/a")).content == b"one"
            posted = await browser.post(f"http://{site.host}/a", content=b"x" * 300_000)
            assert posted.status_code == 200
            for host in (canary.host, f"localhost:{canary.port}", f"127.1:{canary.port}"):
                with pytest.raises(httpx.RemoteProtocolError):
                    await browser.get(f"http://{host}/")
            with pytest.raises((httpx.ProxyError, httpx.RemoteProtocolError)):
                await browser.get(f"https://{canary.host}/")
            assert [refusal.port for refusal in gate.refusals] == [canary.port] * 4
            assert all(isinstance(refusal.error, OutOfScope) for refusal in gate.refusals)

    asyncio.run(ask())
    assert site.asked == ["GET /a", "POST /a"]
    assert site.bodies[1] == b"x" * 300_000
    assert not any(name.startswith("proxy") for head in site.heads for name in head)
    assert canary.met == []


def test_nobody_else_is_let_through(make_site: MakeSite) -> None:
    site = make_site()

    async def ask() -> None:
        async with Gate(Dialer(Profile(), (site.host,))) as gate, client(gate, "guess") as stranger:
            assert (await stranger.get(f"http://{site.host}/")).status_code == 407
            with pytest.raises(httpx.ProxyError, match="407"):
                await stranger.get(f"https://{site.host}/")

    asyncio.run(ask())
    assert site.met == []


def test_each_request_of_a_kept_connection_goes_to_its_own_host(make_site: MakeSite) -> None:
    first, second = make_site({"/": ("text/plain", b"1")}), make_site({"/": ("text/plain", b"2")})

    async def ask() -> bytes:
        async with Gate(Dialer(Profile(), (first.host, second.host))) as gate:
            port = int(gate.address.rpartition(":")[2])
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            known = gate._secret.decode()
            for host in (first.host, second.host):
                head = f"GET http://{host}/ HTTP/1.1\r\nHost: {first.host}\r\nProxy-Authorization: {known}"
                writer.write(f"{head}\r\n\r\n".encode())
            said = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n2"), 5)
            writer.close()
            return said

    assert asyncio.run(ask()).count(b"HTTP/1.1 200") == 2
    assert (len(first.asked), len(second.asked)) == (1, 1)
    assert second.heads[0]["host"] == second.host


@pytest.mark.parametrize(
    "sent",
    [b"\x16\x03\x01\x02\x00", b"GET / HTTP/1.1\r\n\r\n", b"GET http://a/ HTTP/1.1\r\nA: " + b"a" * 80_000],
)
def test_what_is_no_request_ends_the_connection(sent: bytes) -> None:
    async def send() -> bytes:
        async with Gate(Dialer(Profile())) as gate:
            reader, writer = await asyncio.open_connection("127.0.0.1", int(gate.address.rpartition(":")[2]))
            writer.write(sent + b"\r\n\r\n")
            return await asyncio.wait_for(reader.read(), 5)

    assert b" 200 " not in asyncio.run(send())


def test_what_playwright_turns_off_stays_off() -> None:
    """Chromium heeds the last of two like switches, which is ours."""

    async def start() -> list[str]:
        browser = Browser(str(find_chromium() or ""), False, Dialer(Profile()))
        try:
            process = (await browser.running()).process
            return Path(f"/proc/{process}/cmdline").read_text("utf-8").split("\0")
        finally:
            await browser.end()

    off = [word.partition("=")[2].split(",") for word in asyncio.run(start()) if "--disable-features" in word]
    assert len(off) == 2
    assert set(off[0]) <= set(off[1])


def test_what_a_browser_no_longer_waits_for_is_broken_off() -> None:
    """Pages that stall by the hundred leave no connection behind."""
    ended: list[bytes] = []

    async def stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        ended.append(await reader.read())
        writer.close()

    async def ask() -> None:
        silent = await asyncio.start_server(stall, "127.0.0.1", 0)
        host = f"127.0.0.1:{silent.sockets[0].getsockname()[1]}"
        async with Gate(Dialer(Profile(), (host,))) as gate:
            for _ in range(40):
                _, writer = await asyncio.open_connection("127.0.0.1", int(gate.address.rpartition(":")[2]))
                head = f"GET http://{host}/ HTTP/1.1\r\nHost: {host}\r\nProxy-Authorization: "
                writer.write(head.encode() + gate._secret + b"\r\n\r\n")
                await writer.drain()
                writer.close()
            async with asyncio.timeout(10):
                while gate.clients or len(ended) < 40:
                    await asyncio.sleep(0.1)
        silent.close()

    asyncio.run(ask())
    assert ended == [b""] * 40
