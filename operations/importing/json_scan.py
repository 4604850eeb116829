"""The objects in a list of a JSON file, one by one and in flat memory, with the places they stand at."""

import json
import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from operations.importing.unit import Fault

CHUNK = 2**20
LONGEST = 8 * 2**20
# A quote alone is a string that the window cuts, or one that never ends.
_TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:\n"]|-?[0-9][0-9.eE+\-]*', re.DOTALL)
_FIRST_KEY = re.compile(rb'\{\s*("[^"\\]{1,60}")\s*:')
# No number goes on longer than this behind the end of a window.
_MARGIN = 32


@dataclass(frozen=True, slots=True)
class Found:
    """One object: its bytes, where they begin (byte, line) and the scalars of the object around its list."""

    start: int
    line: int
    raw: bytes
    value: dict[str, Any]
    around: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    line: int
    text: bytes

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class _Container:
    """An object or a list that has not ended, the key it stands under, its scalars so far."""

    sign: bytes
    key: str | None
    scalars: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    line: int
    around: tuple[_Container, ...] = ()


def objects_of(stream: BinaryIO, name: str | None) -> Iterator[Found | Fault]:
    """Every object of a list that stands under the key ``name`` (None: that is the file itself).

    What is no JSON is a fault with its line; the walk goes on at the next object that begins as it did.
    """
    place: _Place | None = _Place(0, 1)
    while place is not None:
        place = yield from _walk(stream, name, place)


def _walk(stream: BinaryIO, name: str | None, place: _Place) -> Generator[Found | Fault, None, _Place | None]:
    """Walk from ``place`` to the end; returns where to go on where an object is damaged."""
    around, last, key = list(place.around), "", None
    tokens = _tokens(stream, place)
    for token in tokens:
        sign = token.text[:1]
        if sign == b"{" and around and around[-1].sign == b"[" and around[-1].key == name:
            scalars = dict(around[-2].scalars) if len(around) > 1 else {}
            end = _end(token, tokens)
            raw = _bytes(stream, token.start, end) if end else b""
            value = _value(raw)
            if value is None:
                yield Fault(f"line {token.line}", "is damaged or cut off")
                return _next(stream, token, tuple(around))
            yield Found(token.start, token.line, raw, value, scalars)
        elif sign in (b"{", b"["):
            around.append(_Container(sign, key if around and around[-1].sign == b"{" else None))
            key = None
        elif sign in (b"}", b"]"):
            around = around[:-1]
        elif sign == b":":
            key = last
        elif key is not None and around:
            around[-1].scalars[key], key = _text(token.text), None
        else:
            last = _text(token.text)
    if around:
        yield Fault("the end", "is missing: the file was cut off")
    return None


def _end(first: _Token, tokens: Iterator[_Token]) -> int | None:
    """Where the object ends whose bracket is ``first``; None where it does not within ``LONGEST`` bytes."""
    depth = 1
    for token in tokens:
        depth += (token.text in (b"{", b"[")) - (token.text in (b"}", b"]"))
        if depth == 0:
            return token.end
        if token.end - first.start > LONGEST:
            break
    return None


def _tokens(stream: BinaryIO, place: _Place) -> Iterator[_Token]:
    """Strings, numbers, brackets and colons from ``place`` on; ends where a string never ends."""
    stream.seek(place.start)
    window, base, line = b"", place.start, place.line
    while len(window) <= LONGEST:
        at, chunk = base + len(window), b""
        stream.seek(at)
        chunk = stream.read(CHUNK)
        window, used = window + chunk, 0
        for token in _TOKEN.finditer(window):
            if token.group() == b'"' or (chunk and token.end() > len(window) - _MARGIN):
                break
            used = token.end()
            line += token.group() == b"\n"
            if token.group() != b"\n":
                yield _Token(base + token.start(), line, token.group())
        window, base = window[used:], base + used
        if not chunk:
            return


def _next(stream: BinaryIO, damaged: _Token, around: tuple[_Container, ...]) -> _Place | None:
    """The next object behind ``damaged`` that begins with the same key."""
    first = _FIRST_KEY.match(_bytes(stream, damaged.start, damaged.start + 200))
    if not first:
        return None
    alike = re.compile(rb"\{\s*" + re.escape(first[1]) + rb"\s*:")
    start, line = damaged.start + 1, damaged.line
    while window := _bytes(stream, start, start + CHUNK):
        if found := alike.search(window):
            line += window.count(b"\n", 0, found.start())
            return _Place(start + found.start(), line, around)
        step = max(len(window) - 200, 1)
        start, line = start + step, line + window.count(b"\n", 0, step)
    return None


def _bytes(stream: BinaryIO, start: int, end: int) -> bytes:
    stream.seek(start)
    return stream.read(end - start)


def _value(raw: bytes) -> dict[str, Any] | None:
    """The object; bytes of no character and halves of one are let pass, for readers replace and flag them."""
    try:
        value = json.loads(raw.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _text(raw: bytes) -> str:
    try:
        return str(json.loads(raw.decode("utf-8", "replace"), strict=False))
    except ValueError:
        return raw.decode("utf-8", "replace").strip('"')
