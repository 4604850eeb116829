"""Connections by every kind of exit, and the one that never happens: a direct one instead."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from typing import Any

import httpcore
import pytest

from crawlers.egress.address import OutOfScope
from crawlers.egress.dialer import Dialer
from crawlers.egress.profile import ExitDown, Profile, ProfileError, find_profile, parse_profile

Make = Callable[..., Any]
HOST = "board.example.com"


def get(dialer: Dialer, url: str) -> bytes:
    async def ask() -> bytes:
        async with dialer.pool() as pool:
            response = await pool.request("GET", url, extensions={"timeout": {"connect": 5, "read": 5}})
            return response.content

    return asyncio.run(ask())


def connect(dialer: Dialer, host: str, port: int) -> None:
    async def once() -> None:
        await (await dialer.connect_tcp(host, port, 5)).aclose()

    asyncio.run(once())


@pytest.fixture
def no_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of others are never looked up on this machine."""
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, *more: Any, **named: Any) -> Any:
        assert host == "127.0.0.1", f"{host} was looked up"
        return real(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.mark.usefixtures("no_lookup")
@pytest.mark.parametrize(
    ("kind", "wish"),
    [("http", f"GET http://{HOST}/a"), ("socks5", f"{HOST}:80"), ("tor", f"my_board@{HOST}:80")],
)
def test_a_proxy_gets_the_name(make_site: Make, make_proxy: Make, kind: str, wish: str) -> None:
    site = make_site({"/a": ("text/plain", b"one")})
    proxy = make_proxy("http" if kind == "http" else "socks5", {f"{HOST}:80": site.port})
    exit_taken = parse_profile("office", f"{kind}://127.0.0.1:{proxy.port}")
    assert get(Dialer(exit_taken, circuit="my_board"), f"http://{HOST}/a") == b"one"
    assert proxy.asked == [wish]
    assert site.heads[0]["host"] == HOST


def test_a_connection_that_nobody_uses_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawlers.egress.connection.UNUSED_SECONDS", 0.1)

    async def ends(used: bool) -> bytes | None:
        """What the other end reads: None as long as the connection is open."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            stream = await Dialer(Profile(), (f"127.0.0.1:{port}",)).connect_tcp("127.0.0.1", port, 5)
            if used:
                await stream.write(b"GET")
            met, _ = server.accept()
            await asyncio.sleep(0.4)
            met.setblocking(False)
            with met, contextlib.suppress(BlockingIOError):
                met.recv(3)
                return met.recv(3)
            return None

    assert asyncio.run(ends(used=False)) == b""
    assert asyncio.run(ends(used=True)) is None


@pytest.mark.usefixtures("no_lookup")
@pytest.mark.parametrize("kind", ["http", "socks5"])
def test_a_tunnel(make_site: Make, make_proxy: Make, kind: str) -> None:
    site = make_site()
    proxy = make_proxy(kind, {f"{HOST}:443": site.port}, "me:secret")
    connect(Dialer(parse_profile("office", proxy.address)), HOST, 443)
    assert proxy.asked == [f"CONNECT {HOST}:443" if kind == "http" else f"me@{HOST}:443"]


@pytest.mark.parametrize("kind", ["http", "socks5", "tor"])
def test_an_exit_that_is_down_is_no_exit(make_site: Make, kind: str) -> None:
    site = make_site()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        dialer = Dialer(parse_profile("office", f"{kind}://127.0.0.1:{taken.getsockname()[1]}"), (site.host,))
        with pytest.raises(ExitDown, match=r"exit office \(.* 127.0.0.1:\d+\) does not answer"):
            get(dialer, f"http://{site.host}/")
        with pytest.raises(ExitDown):
            connect(dialer, *site.met or ("127.0.0.1", site.port))
    assert site.met == []


@pytest.mark.parametrize("kind", ["http", "socks5"])
def test_a_wrong_password_is_never_shown(make_proxy: Make, kind: str) -> None:
    proxy = make_proxy(kind, {}, "me:secret")
    address = proxy.address.replace("secret", "guess")
    if kind == "http":
        address = address.replace("me:guess@", "")
    dialer = Dialer(parse_profile("office", address))
    for ask in (lambda: get(dialer, f"http://{HOST}/"), lambda: connect(dialer, HOST, 443)):
        with pytest.raises(ExitDown) as caught:
            ask()
        assert "guess" not in str(caught.value)
        assert "guess" not in repr(dialer.profile)


def test_a_site_cannot_make_an_exit_seem_down(make_site: Make, make_proxy: Make) -> None:
    site = make_site({"/": ("407", b"")})
    proxy = make_proxy("http", {f"{HOST}:80": site.port})
    assert get(Dialer(parse_profile("office", proxy.address)), f"http://{HOST}/") == b""
    assert proxy.asked == [f"GET http://{HOST}/", f"CONNECT {HOST}:80"]


@pytest.mark.parametrize("kind", ["http", "socks5"])
def test_a_host_that_is_away_is_not_the_exits_fault(make_proxy: Make, kind: str) -> None:
    proxy = make_proxy(kind)
    with pytest.raises(httpcore.ConnectError, match=f"cannot reach {HOST}:443"):
        connect(Dialer(parse_profile("office", proxy.address)), HOST, 443)


@pytest.mark.parametrize("kind", ["direct", "http", "socks5", "tor"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "169.254.169.254", "::1", "router"])
def test_private_hosts_are_never_connected_to(
    make_site: Make, make_proxy: Make, kind: str, host: str
) -> None:
    site, proxy = make_site(), make_proxy("http" if kind == "http" else "socks5")
    exit_taken = Profile() if kind == "direct" else parse_profile("x", f"{kind}://127.0.0.1:{proxy.port}")
    for private in ((), ("127.0.0.1:1", "other.example.com")):
        with pytest.raises(OutOfScope):
            connect(Dialer(exit_taken, private), host, site.port)
    assert (site.met, proxy.asked) == ([], [])


def test_every_answer_of_a_name_is_checked_once(make_site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    site, asked = make_site(), []

    def answers(*addresses: str) -> Any:
        def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> Any:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

        return getaddrinfo

    for addresses in (("127.0.0.1",), ("1.1.1.1", "10.0.0.1"), ("169.254.169.254",)):
        monkeypatch.setattr(socket, "getaddrinfo", answers(*addresses))
        with pytest.raises(OutOfScope, match="answers with the private address"):
            connect(Dialer(Profile()), HOST, site.port)
    monkeypatch.setattr(socket, "getaddrinfo", answers("127.0.0.1"))
    connect(Dialer(Profile(), (f"{HOST}:{site.port}",)), HOST, site.port)
    assert asked == [HOST] * 4
    assert len(site.met) <= 1


@pytest.mark.parametrize(
    "address",
    ["", "office", "127.0.0.1:80", "ftp://a:1", "http://a", "socks5://:1", "socks5h://a:1", "http://a:b",
     "http://me:secret@a:99999", "direct://a:1", "http://a:1/path"],
)  # fmt: skip
def test_addresses_of_exits_are_checked(address: str) -> None:
    with pytest.raises(ProfileError, match=r"setting egress\.office: must be") as caught:
        parse_profile("office", address)
    assert "secret" not in str(caught.value)


def test_exits_by_name() -> None:
    exits = {"office": "http://me:se%40cret@proxy.example.com:3128/"}
    found = find_profile("office", exits)
    assert (found.user, found.password, str(found)) == (
        "me",
        "se@cret",
        "office (HTTP proxy proxy.example.com:3128)",
    )
    assert find_profile("direct", {}).direct
    with pytest.raises(ProfileError, match=r"'home' is not set up here \(set up: office\)"):
        find_profile("home", exits)
