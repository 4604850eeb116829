"""A handed-in file, opened once: what is weighed is what is read."""

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crawlers.charset import choose
from operations.importing.unit import Unreadable
from records.handover import HandedFile

CHUNK = 2**20
HEAD = 2**16
# So much of what is not ASCII is looked at to tell the encoding.
SAMPLE = 2**18


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open file: its first bytes, the encoding its text is in, its size and check values."""

    stream: BinaryIO
    file: HandedFile
    head: bytes
    charset: str

    def text(self, raw: bytes) -> str:
        """Some of its bytes as text; what fits no character becomes U+FFFD."""
        return raw.decode(self.charset, "replace")

    def at(self, start: int, end: int) -> bytes:
        """The bytes from ``start`` up to ``end``, without moving whoever reads the stream."""
        if isinstance(self.stream, io.BytesIO):
            return bytes(self.stream.getbuffer()[start:end])
        return os.pread(self.stream.fileno(), end - start, start)

    def close(self) -> None:
        """Let go of the file."""
        self.stream.close()


def open_file(path: Path) -> Opened:
    """Open ``path`` and take its check values.

    Raises:
        Unreadable: a link, no regular file, or the system refuses.
    """
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if path.is_symlink():
            raise Unreadable("is a symbolic link: name the file it leads to") from error
        raise Unreadable(f"cannot be opened: {error.strerror}") from error
    stream = os.fdopen(number, "rb")
    if not stat.S_ISREG(os.fstat(number).st_mode):
        stream.close()
        raise Unreadable("is no regular file")
    return opened(stream, path.name)


def open_pasted(content: bytes) -> Opened:
    """Text that came by standard input."""
    return opened(io.BytesIO(content), "standard input")


def opened(stream: BinaryIO, name: str) -> Opened:
    """Read the stream through once for its check values and its encoding."""
    sums = hashlib.sha256(), hashlib.sha512()
    head, sample, size = b"", b"", 0
    for chunk in _chunks(stream):
        for total in sums:
            total.update(chunk)
        head, size = head or chunk[:HEAD], size + len(chunk)
        if len(sample) < SAMPLE and not chunk.isascii():
            sample += _lines_beyond_ascii(chunk)[:SAMPLE]
    file = HandedFile(name=name, size=size, sha256=sums[0].hexdigest(), sha512=sums[1].hexdigest())
    return Opened(stream=stream, file=file, head=head, charset=_charset(head, sample))


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        yield chunk


def _lines_beyond_ascii(chunk: bytes) -> bytes:
    """Whole lines only: half a character would speak against its encoding."""
    return b"\n".join(line for line in chunk.split(b"\n")[1:-1] if not line.isascii()) or chunk


def _charset(head: bytes, sample: bytes) -> str:
    """A byte order mark or NULs of UTF-16 stand at the beginning, other languages' signs anywhere."""
    name = choose(head)
    return name if name.startswith("utf-16") or not sample else choose(sample)
