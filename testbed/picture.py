"""The one picture the sites show, and plain text."""

import struct
import zlib

from testbed.answer import Answer


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def grey_picture(size: int = 8) -> bytes:
    """A grey square as PNG."""
    rows = (b"\x00" + b"\xb4" * size) * size
    header = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


_PICTURE = grey_picture()


def icon_answer() -> Answer:
    """The picture, for every icon and photograph."""
    return Answer(_PICTURE, content_type="image/png", headers=(("Cache-Control", "max-age=86400"),))


def text_answer(text: str) -> Answer:
    """A text file such as robots.txt."""
    return Answer(text.encode(), content_type="text/plain; charset=utf-8")


def plain_not_found() -> Answer:
    """The web server's own 404."""
    page = (
        b"<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1><hr>nginx</body></html>"
    )
    return Answer(page, 404)
