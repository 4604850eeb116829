"""Markup cut where elements of one kind begin, in flat memory, with the places of the pieces."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from operations.importing.unit import Fault

CHUNK = 2**20
LONGEST = 8 * 2**20
# No opening tag that is looked for is longer.
_LONGEST_TAG = 1_000
_BREAK = re.compile(r"<br\s*/?>|</(?:div|p|tr|td)>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Piece:
    """From one beginning to the next; ``start`` and ``line`` tell where in the file."""

    start: int
    line: int
    raw: bytes


def pieces_of(stream: BinaryIO, begins: re.Pattern[bytes], start: int, end: int) -> Iterator[Piece | Fault]:
    """What stands before the first beginning, then a piece from each; one that is too long is a fault."""
    window, base, line, looked = b"", start, 1, 0
    while True:
        stream.seek(base + len(window))
        chunk = stream.read(min(CHUNK, end - base - len(window)))
        window += chunk
        while found := begins.search(window, looked):
            if chunk and found.start() > len(window) - _LONGEST_TAG:
                break
            yield Piece(base, line, window[: found.start()])
            line += window.count(b"\n", 0, found.start())
            window, base = window[found.start() :], base + found.start()
            looked = len(found.group())
        if not chunk:
            break
        if len(window) > LONGEST:
            yield Fault(f"line {line}", f"begins something longer than {LONGEST // 2**20} MiB")
            line += window.count(b"\n")
            window, base, looked = b"", base + len(window), 0
    yield Piece(base, line, window)


def plain_words(markup: str) -> str:
    """What markup shows, roughly, one line per line shown."""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", markup)))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())
