"""Content coding undone with a cap: a small body may not become a large one (decompression bombs)."""

import zlib
from dataclasses import dataclass

# Posts are text: real pages of this kind stay below 50:1.
LARGEST_RATIO = 200
# A body may be packed more than once (RFC 9110, 8.4); nobody has a reason to do it often.
MOST_CODINGS = 3
# What zlib takes off: the window bits of gzip; deflate is zlib by RFC 9110 (8.4.1.2), raw by habit.
WINDOWS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}


class ContentError(ValueError):
    """The body is not what its Content-Encoding says."""


@dataclass(frozen=True, slots=True)
class Content:
    """A body with its coding undone. ``lacks`` says why it is not all of it, empty where it is."""

    body: bytes
    lacks: str = ""


def decode_content(body: bytes, coding: str | None, largest: int) -> Content:
    """``body`` with its content coding undone, as far as ``largest`` bytes and LARGEST_RATIO allow.

    Only what Accept-Encoding asked for is understood: gzip, deflate, identity, and lists of them. A body that
    ends early gives what came. Raises ContentError where the coding is another one or the body does not fit
    it.
    """
    named = [name.strip().lower() for name in (coding or "").split(",")]
    names = [name for name in named if name not in ("", "identity")]
    if len(names) > MOST_CODINGS:
        raise ContentError(f"packed {len(names)} times over")
    cap = min(largest, max(len(body) * LARGEST_RATIO, 65_536)) if names else largest
    content = Content(body[:cap], _cut(cap) if len(body) > cap else "")
    for name in reversed(names):
        content = _unpack(content, name, cap)
    return content


def _cut(cap: int) -> str:
    return f"content cut at {cap} bytes"


def _unpack(packed: Content, name: str, cap: int) -> Content:
    if name not in WINDOWS:
        raise ContentError(f"content coding {name[:20]!r}, which was not asked for")
    if not packed.body:
        return packed
    for window in WINDOWS[name]:
        try:
            inner = _inflate(packed.body, window, cap)
        except zlib.error:
            continue
        return Content(inner.body, packed.lacks or inner.lacks)
    raise ContentError(f"the body is not {name}")


def _inflate(body: bytes, window: int, cap: int) -> Content:
    """One layer; the members of a gzip file are put together (RFC 1952, 2.2), what is behind them is left."""
    plain = bytearray()
    while body:
        engine = zlib.decompressobj(window)
        try:
            plain += engine.decompress(body, cap - len(plain) + 1)
        except zlib.error:
            if plain:  # padding, or a tail that is no member
                break
            raise
        if len(plain) > cap:
            return Content(bytes(plain[:cap]), _cut(cap))
        if not engine.eof:
            return Content(bytes(plain), "the packed body ends early")
        body = engine.unused_data if window == 31 else b""
    return Content(bytes(plain))
