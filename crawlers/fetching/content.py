"""Content coding undone with a cap: a small body may not become a large one (decompression bombs)."""

import zlib

# Posts are text: real pages of this kind stay below 50:1.
LARGEST_RATIO = 200


class ContentError(ValueError):
    """The body is not what its Content-Encoding says."""


def decode_content(body: bytes, coding: str | None, largest: int) -> tuple[bytes, bool]:
    """``body`` with its content coding undone, and whether it had to be cut at ``largest`` bytes.

    Only what Accept-Encoding asked for is understood: gzip, deflate, identity. A body cut on the way
    gives what
    came. Raises ContentError where the coding is another one or the first bytes do not fit it.
    """
    name = (coding or "identity").strip().lower()
    if name in ("", "identity"):
        return body[:largest], len(body) > largest
    if name not in ("gzip", "x-gzip", "deflate"):
        raise ContentError(f"unknown content coding {name!r}")
    cap = min(largest, max(len(body) * LARGEST_RATIO, 65536))
    return _inflate(body, name, cap)


def _inflate(body: bytes, name: str, cap: int) -> tuple[bytes, bool]:
    windows = (31,) if "gzip" in name else (15, -15)  # deflate is zlib by RFC 9110, raw by habit
    for window in windows:
        engine = zlib.decompressobj(window)
        try:
            plain = engine.decompress(body, cap)
        except zlib.error:
            continue
        return plain, bool(engine.unconsumed_tail)
    raise ContentError(f"the body is not {name}")
