"""Undoing a content coding, as far as a stranger can with a bare Python."""

import zlib

from records.page import Exchange

_WINDOWS = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}


def decoded(exchange: Exchange, limit: int) -> bytes | None:
    """At most ``limit`` bytes of the body with its content coding undone; None where zlib cannot.

    The limit keeps a decompression bomb from filling the memory. Brotli and zstd give None.
    """
    coding = (exchange.header("content-encoding") or "identity").strip().lower()
    if not exchange.encoded or coding in ("", "identity"):
        return exchange.body[:limit]
    attempts = (_inflate(exchange.body, window, limit) for window in _WINDOWS.get(coding, ()))
    return next((content for content in attempts if content is not None), None)


def _inflate(body: bytes, window: int, limit: int) -> bytes | None:
    try:
        # zlib takes 0 as "no limit".
        return zlib.decompressobj(window).decompress(body, max(limit, 1))[:limit]
    except zlib.error:
        return None
