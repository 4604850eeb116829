"""Bodies that are not what they say, or become too much when they are unpacked."""

import gzip
import zlib
from collections.abc import Callable
from functools import cache

from testbed.hostile.talk import OK, PAGE, Talk

MEGABYTE = 1 << 20


@cache
def _bomb(window: int, megabytes: int = 128) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, window)
    begun = engine.compress(b"<html><body>")
    pieces = [engine.compress(b"<p>" * (MEGABYTE // 3)) for _ in range(megabytes)]
    return begun + b"".join(pieces) + engine.flush()


def _coded(coding: bytes, body: Callable[[], bytes]) -> Callable[[Talk], None]:
    return lambda talk: talk.whole(body(), OK, b"Content-Encoding: " + coding + b"\r\n")


def _page(body: bytes, *headers: bytes) -> Callable[[Talk], None]:
    return lambda talk: talk.whole(body, OK, *headers)


CODINGS = {
    "bomb_gzip": _coded(b"gzip", lambda: _bomb(31)),
    "bomb_deflate": _coded(b"deflate", lambda: _bomb(15)),
    "bomb_raw_deflate": _coded(b"deflate", lambda: _bomb(-15)),
    "bomb_gzip_in_gzip": _coded(b"gzip, gzip", lambda: gzip.compress(_bomb(31))),
    "bomb_of_members": _coded(b"gzip", lambda: gzip.compress(b"<p>" * MEGABYTE) * 200),
    "members": _coded(b"gzip", lambda: gzip.compress(PAGE[:90]) + gzip.compress(PAGE[90:])),
    "gzip_garbage": _coded(b"gzip", lambda: b"\x1f\x8b" + PAGE),
    "gzip_cut": _coded(b"gzip", lambda: gzip.compress(PAGE * 50)[:-20]),
    "gzip_with_a_tail": _coded(b"gzip", lambda: gzip.compress(PAGE) + b"\0" * 999),
    "gzip_of_nothing": _coded(b"gzip", lambda: b""),
    "gzip_not_gzipped": _coded(b"gzip", lambda: PAGE),
    "gzip_unsaid": _page(gzip.compress(PAGE)),
    "brotli_unasked": _coded(b"br", lambda: b"\x0b\x02\x80hello\x03"),
    "zstd_unasked": _coded(b"zstd", lambda: b"\x28\xb5\x2f\xfd\x24\x05\x29\x00\x00hello\xa9\x95"),
    "coding_unknown": _coded(b"rot13", lambda: PAGE),
    "codings_by_the_hundred": _coded(b", ".join([b"gzip"] * 100), lambda: gzip.compress(PAGE)),
}
CONTENTS = {
    "sound": _page(PAGE),
    "empty": _page(b""),
    "nuls": _page(PAGE.replace("天".encode(), b"\0\0\0")),
    "only_nuls": _page(b"\0" * 100_000),
    "no_charset_at_all": _page(bytes(range(128, 256)) * 500),
    "nested_100000_deep": _page(b"<div>" * 100_000 + PAGE),
    "one_tag_of_5_mb": _page(b"<p title='" + b"a" * (5 * MEGABYTE) + b"'>" + PAGE),
    "100000_attributes": _page(b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">" + PAGE),
    "a_picture": _page(b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    "retry_after_garbage": lambda talk: talk.whole(
        PAGE, b"HTTP/1.1 503 Service Unavailable\r\n", b"Retry-After: \xff soon\r\n"
    ),
    "cookies_by_the_thousand": _page(
        PAGE, *(b"Set-Cookie: n%d=%b; path=/\r\n" % (n, b"v" * 20) for n in range(1500))
    ),
    "cookie_of_60_kb": _page(PAGE, b"Set-Cookie: long=" + b"v" * 60_000 + b"\r\n"),
    "cookie_garbage": _page(PAGE, b"Set-Cookie: ;;;=\xff\xfe;\x01; domain=.com; expires=never\r\n"),
}
BODIES = {**CODINGS, **CONTENTS}
