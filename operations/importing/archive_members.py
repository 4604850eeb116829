"""The records of a WARC file with their places, in flat memory, past damage and past bombs.

A compressed file has one gzip member per record (WARC 1.1, annex D); whoever holds the file can cut the same
bytes out of it.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from operations.importing.opened import Opened
from operations.importing.unit import Fault

CHUNK = 2**16
LONGEST = 64 * 2**20
LONGEST_HEAD = 2**16
GZIP = b"\x1f\x8b\x08"
WARC = b"WARC/"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Member:
    """One record: its bytes as the file has them, and as they read; ``cut`` where it is too long to hold."""

    start: int
    raw: bytes
    block: bytes
    cut: bool = False


def members_of(file: Opened) -> Iterator[Member | Fault]:
    """Every record in its order; a damaged one is a fault, and the next whole one goes on."""
    packed = file.head.startswith(GZIP)
    read, sign = (_gzip_member, GZIP) if packed else (_plain_record, WARC)
    start = 0
    while start < file.file.size:
        found = read(file, start)
        if isinstance(found, Member):
            yield found
        if isinstance(found, Member) and not found.cut:
            start += len(found.raw)
            continue
        if found is None:
            yield Fault(f"byte {start}", "begins a record that is damaged or cut off")
        start = _next(file, start + 1, sign, packed)


def _gzip_member(file: Opened, start: int) -> Member | None:
    engine, block, place = zlib.decompressobj(31), bytearray(), start
    try:
        while not engine.eof:
            chunk = engine.unconsumed_tail or file.at(place, place + CHUNK)
            if not chunk:
                return None
            place += 0 if engine.unconsumed_tail else len(chunk)
            block += engine.decompress(chunk, LONGEST - len(block) + 1)
            if len(block) > LONGEST:
                return Member(start, b"", bytes(block[:LONGEST_HEAD]), cut=True)
    except zlib.error:
        return None
    return Member(start, file.at(start, place - len(engine.unused_data)), bytes(block))


def _plain_record(file: Opened, start: int) -> Member | None:
    head, sign, _ = file.at(start, start + LONGEST_HEAD).partition(b"\r\n\r\n")
    length = _LENGTH.search(head)
    if not (head.startswith(WARC) and sign and length):
        return None
    end = start + len(head) + 4 + int(length[1])
    if end > file.file.size:
        return None
    # Two line ends close a record.
    after = file.at(end, end + 4)
    end += len(after) - len(after.lstrip(b"\r\n"))
    if end - start > LONGEST:
        return Member(start, b"", file.at(start, start + LONGEST_HEAD), cut=True)
    raw = file.at(start, end)
    return Member(start, raw, raw)


def _next(file: Opened, start: int, sign: bytes, packed: bool) -> int:
    """Where the next record begins behind ``start``; the file's size where none does."""
    while chunk := file.at(start, start + 16 * CHUNK):
        place = -1
        while (place := chunk.find(sign, place + 1)) >= 0:
            if _begins(file, start + place, packed):
                return start + place
        if len(chunk) < 16 * CHUNK:
            break
        start += 16 * CHUNK - len(sign) + 1
    return file.file.size


def _begins(file: Opened, place: int, packed: bool) -> bool:
    """Whether it is a record and not three bytes that happen to look like one."""
    head = file.at(place, place + CHUNK)
    if not packed:
        return re.match(rb"WARC/\d\.\d\r\n[\w-]+:", head) is not None
    try:
        return zlib.decompressobj(31).decompress(head, len(WARC)) == WARC
    except zlib.error:
        return False
