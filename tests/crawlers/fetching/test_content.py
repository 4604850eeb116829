"""Content codings undone: whole, in part, and never too much."""

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from crawlers.fetching.content import ContentError, decode_content

PAGE = "<p>出售</p>".encode() * 400
LARGEST = 1 << 20


def raw(data: bytes) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return engine.compress(data) + engine.flush()


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        (None, lambda page: page),
        ("identity", lambda page: page),
        ("GZip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw),
        ("gzip, gzip", lambda page: gzip.compress(gzip.compress(page))),
        ("deflate,gzip", lambda page: gzip.compress(zlib.compress(page))),
        ("gzip", lambda page: gzip.compress(page[:700]) + gzip.compress(page[700:])),
        ("gzip", lambda page: gzip.compress(page) + b"\0" * 99),
    ],
)
def test_what_was_packed_comes_out_whole(coding: str | None, pack: Callable[[bytes], bytes]) -> None:
    content = decode_content(pack(PAGE), coding, LARGEST)
    assert (content.body, content.lacks) == (PAGE, "")


@pytest.mark.parametrize("coding", ["br", "zstd", "rot13", "gzip, br", ", ".join(["gzip"] * 4)])
def test_what_was_not_asked_for_is_named(coding: str) -> None:
    with pytest.raises(ContentError, match=r"not asked for|times over"):
        decode_content(gzip.compress(PAGE), coding, LARGEST)


@pytest.mark.parametrize("body", [PAGE, b"\x1f\x8b" + PAGE])
def test_what_does_not_fit_its_coding_is_named(body: bytes) -> None:
    with pytest.raises(ContentError, match="the body is not gzip"):
        decode_content(body, "gzip", LARGEST)


def test_a_body_that_ends_early_gives_what_came() -> None:
    content = decode_content(gzip.compress(PAGE)[:-10], "gzip", LARGEST)
    assert PAGE.startswith(content.body)
    assert content.lacks == "the packed body ends early"
    assert decode_content(b"", "gzip", LARGEST).body == b""


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw),
        ("gzip, gzip", lambda bomb: gzip.compress(gzip.compress(bomb))),
        ("gzip", lambda bomb: gzip.compress(bomb[:65_536]) * 1000),
    ],
)
def test_a_bomb_is_cut_by_size_and_by_ratio(coding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(b"<p>" * 20_000_000)
    tracemalloc.start()
    content = decode_content(packed, coding, 8 * LARGEST)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(content.body) <= min(8 * LARGEST, max(200 * len(packed), 65_536))
    assert content.lacks == f"content cut at {len(content.body)} bytes"
    assert peak < 64 * LARGEST
