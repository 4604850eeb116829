"""Words as HTML, scripts and addresses encode them, each character with its origin."""

import codecs
import html
import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from crawlers.rewriting.edits import Decoded, Span, joined, plain

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)",
    re.DOTALL,
)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "\n": ""}


def from_html(text: str, start: int, end: int) -> Decoded:
    """``text[start:end]`` with its character references read."""
    pieces, place = [], start
    for found in _ENTITY.finditer(text, start, end):
        meant = html.unescape(found[0])
        if meant != found[0]:
            pieces += [plain(text, place, found.start()), _lump(meant, found.span())]
            place = found.end()
    return joined([*pieces, plain(text, place, end)])


def to_html(text: str) -> str:
    """``text`` as HTML, in text and in any attribute."""
    return html.escape(text).replace("\xa0", "&nbsp;")


def from_literal(text: str, start: int, end: int) -> Decoded:
    """The inside ``text[start:end]`` of a string of JSON or JavaScript."""
    pieces, place = [], start
    for found in _ESCAPE.finditer(text, start, end):
        pieces += [plain(text, place, found.start()), _lump(_unescaped(found[0]), found.span())]
        place = found.end()
    return joined([*pieces, plain(text, place, end)])


def to_literal(text: str, like: str, mark: str) -> str:
    """``text`` for the inside of a string in ``mark`` quotes, in ASCII where its neighbour ``like`` is."""
    written = json.dumps(text, ensure_ascii="\\u" in like and like.isascii())[1:-1]
    return written if mark == '"' else written.replace('\\"', '"').replace(mark, f"\\{mark}")


def from_percent(text: str, start: int, end: int, charset: str) -> Iterator[tuple[Decoded, str]]:
    """What the part ``text[start:end]`` of an address may say, with the codec: UTF-8, ``charset``, GBK.

    The bytes of a short word in one of them are often characters of another, too (小 in GBK is a letter in
    UTF-8). A part that fits none stays as it is written.
    """
    octets = _octets(text, start, end)
    shown: set[str] = set()
    for codec in ("utf-8", charset, "gb18030"):
        decoded = _characters(octets, codec)
        if decoded and decoded.text not in shown:
            shown.add(decoded.text)
            yield decoded, codec
    if not shown:
        yield plain(text, start, end), "utf-8"


def to_percent(text: str, codec: str) -> str:
    """``text`` for a part of an address."""
    return quote(text, safe="/@:!$*,~=", encoding=codec, errors="replace")


def _lump(meant: str, origin: Span) -> Decoded:
    """Characters written as one; the first stands for all of them."""
    rest = (origin[1], origin[1])
    return Decoded(meant, (origin, *[rest] * (len(meant) - 1)) if meant else ())


def _unescaped(written: str) -> str:
    sign = written[1]
    if sign in "ux" and len(written) > 2:
        codes = [int(code, 16) for code in re.findall(r"\\[ux]([0-9a-fA-F]{2,4})", written)]
        return "".join(map(chr, codes)).encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return _SIMPLE.get(sign, sign)


def _octets(text: str, start: int, end: int) -> list[tuple[bytes, Span]]:
    """The bytes of an address's part with their origins; a ``+`` is a blank."""
    found = re.finditer(r"%[0-9a-fA-F]{2}|.", text[start:end], re.DOTALL)
    return [(_octet(one[0]), (start + one.start(), start + one.end())) for one in found]


def _octet(written: str) -> bytes:
    if len(written) == 3:
        return bytes.fromhex(written[1:])
    return b" " if written == "+" else written.encode("utf-8", "surrogatepass")


def _characters(octets: list[tuple[bytes, Span]], codec: str) -> Decoded | None:
    """The characters that the bytes are in ``codec``, or None where they are none."""
    decoder = codecs.getincrementaldecoder(codec)("strict")
    letters: list[str] = []
    origins: list[Span] = []
    begun = -1
    try:
        for octet, (start, end) in octets:
            begun = start if begun < 0 else begun
            if letter := decoder.decode(octet):
                lump = _lump(letter, (begun, end))
                letters.append(letter)
                origins += lump.origins
                begun = -1
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return Decoded("".join(letters), tuple(origins))
