"""Redirects that lead nowhere, or for ever on."""

from collections.abc import Callable

from testbed.hostile.talk import PAGE, Talk

FOUND = b"HTTP/1.1 302 Found\r\n"


def _to(location: bytes, body: bytes = b"") -> Callable[[Talk], None]:
    return lambda talk: talk.whole(body, FOUND, b"Location: " + location + b"\r\n")


def to_itself(talk: Talk) -> None:
    """The address itself."""
    talk.whole(b"", FOUND, b"Location: " + talk.path.encode() + b"\r\n")


def to_and_fro(talk: Talk) -> None:
    """Two addresses that lead to each other."""
    other = talk.path.removesuffix("/back") if talk.path.endswith("/back") else f"{talk.path}/back"
    talk.whole(b"", FOUND, b"Location: " + other.encode() + b"\r\n")


def for_ever_on(talk: Talk) -> None:
    """Always a new address."""
    step = int(talk.rest.rpartition("-")[2] or 0) if "-" in talk.rest else 0
    begun = talk.rest.rpartition("-")[0] or talk.rest or "0"
    talk.whole(b"", FOUND, f"Location: /{talk.kind}/{begun}-{step + 1}\r\n".encode())


def with_a_bomb(talk: Talk) -> None:
    """A redirect to itself whose body has no end."""
    talk.send(FOUND, b"Location: ", talk.path.encode(), b"\r\n\r\n")
    talk.flood(PAGE)


REDIRECTS: dict[str, Callable[[Talk], None]] = {
    "redirect_to_itself": to_itself,
    "redirect_to_and_fro": to_and_fro,
    "redirect_for_ever_on": for_ever_on,
    "redirect_with_endless_body": with_a_bomb,
    "redirect_to_nowhere": lambda talk: talk.whole(b"", FOUND),
    "redirect_to_nothing": _to(b""),
    "redirect_to_garbage": _to(b"\x01\x02 http://\xff\xfe"),
    "redirect_to_a_broken_host": _to(b"http://[::1"),
    "redirect_to_a_wrong_port": _to(b"http://www.example.com:99999/"),
    "redirect_to_a_script": _to(b"javascript:alert(1)"),
    "redirect_to_a_file": _to(b"file:///etc/passwd"),
    "redirect_to_data": _to(b"data:text/html,hello"),
    "redirect_to_metadata": _to(b"http://169.254.169.254/latest/meta-data/"),
    "redirect_of_60_kb": _to(b"/" + b"a" * 60_000),
    "redirect_twice": lambda talk: talk.whole(b"", FOUND, b"Location: /a\r\n", b"Location: /b\r\n"),
    "refresh_to_itself": lambda talk: talk.whole(
        b"<html><head><meta http-equiv='refresh' content='0'></head><body></body></html>"
    ),
}
