"""The lines of a file with their numbers and places, in flat memory whatever the file holds."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from operations.importing.opened import Opened
from operations.importing.unit import Fault

LONGEST = 8 * 2**20
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its end; ``start`` is its first byte's place in the file, ``number`` counts from 1."""

    number: int
    start: int
    raw: bytes
    text: str


def lines_of(file: Opened) -> Iterator[Line | Fault]:
    """Every line; one longer than ``LONGEST`` bytes is a fault, and the lines after it go on."""
    start = next((len(mark) for mark in _MARKS if file.head.startswith(mark)), 0)
    file.stream.seek(start)
    number = 0
    while raw := _line(file.stream, file.charset):
        number += 1
        if len(raw) > LONGEST:
            yield Fault(f"line {number}", f"is longer than {LONGEST // 2**20} MiB")
            start += len(raw) + _skip_line(file.stream, file.charset, raw)
            continue
        yield Line(number, start, raw, file.text(raw))
        start += len(raw)


def _line(stream: BinaryIO, charset: str) -> bytes:
    """Up to and with the next line feed, or a little more than ``LONGEST`` bytes of the line."""
    raw = stream.readline(LONGEST + 1)
    if not charset.startswith("utf-16"):
        return raw
    while raw and not _ends(raw, charset) and len(raw) <= LONGEST:
        # In the little-endian form the feed's second byte follows it; else it was half of another sign.
        more = stream.read(1) if len(raw) % 2 else stream.readline(LONGEST + 1)
        if not more:
            break
        raw += more
    return raw


def _ends(raw: bytes, charset: str) -> bool:
    if not charset.startswith("utf-16"):
        return raw.endswith(b"\n")
    return len(raw) % 2 == 0 and raw.endswith("\n".encode(charset))


def _skip_line(stream: BinaryIO, charset: str, begun: bytes) -> int:
    """Read past the rest of an overlong line; returns how many bytes that was."""
    skipped = 0
    while not _ends(begun, charset) and (begun := _line(stream, charset)):
        skipped += len(begun)
    return skipped
