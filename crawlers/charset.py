"""Which encoding a body is really in: declarations are heard, evidence decides."""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

from crawlers.character_cost import cost_of
from crawlers.charset_label import codec_of, header_label, page_label
from records.page import Page

_WESTERN = {"cp1250", "cp1254", "iso8859_2", "iso8859_15"}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# From a first byte beyond ASCII to where no character can go on: spaces and signs are never second bytes.
_FOREIGN = re.compile(rb"[\x80-\xff][\x30-\xff]*")
_SAMPLE = 40_000
# How much surprise (see `character_cost`) a declaration is worth: less than one character read wrongly.
_HEADER_WORTH, _PAGE_WORTH, _BOM_WORTH = 4.0, 3.0, 30.0
# Before anything is declared. An encoding of another language must read clearly better than Chinese.
# "big5" is the Unicode consortium's table: browsers have other signs in its rows C6 to C8, some programs not.
_USUAL = {"utf-8": 3.0, "gb18030": 0.0, "big5hkscs": 0.0, "big5": 0.0}
_ABROAD = -10.0
_SURE = 12
# So many signs that cost so little each are no accident; what is read wrongly costs twice as much.
_PLAIN_SAMPLE, _PLAIN_LENGTH, _PLAIN_COST = 1_000, 200, 6.5
# Bytes that only stand in text as halves of UTF-16.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What stands in Western text between two accents is ASCII; pairs of other bytes are two halves of something.
_PAIR = re.compile(rb"[\x80-\xff]{2}")
# What Windows, and so every browser, makes of the byte pair that the standard gave to a mathematical sign.
_BIG5_SIGNS = {ord("∼"): "～"}


def decode(content: bytes, content_type: str | None = None) -> tuple[str, str]:
    """``content`` as text, and the name of the codec that was used.

    Every likely encoding is tried on the parts that are not ASCII; the one that gives the likeliest Chinese
    text wins. What byte order mark, header and page declare counts in its favour, but less than what two
    characters show. Bytes that fit nothing become U+FFFD; a body cut inside a character loses that character.
    """
    name = choose(content, content_type)
    marked = next((mark for mark, _ in _BOMS if content.startswith(mark)), b"")
    return _decoded(content[len(marked) :], name), name


def charset_of(page: Page) -> str | None:
    """In which encoding ``page`` is read, and what header or page say where that is another one.

    None where the page has no bytes of its own: nothing came back, or a browser handed over a DOM.
    """
    if page.exchange is None or page.rendering or not page.content:
        return None
    content_type = page.exchange.header("Content-Type")
    used = choose(page.content, content_type)
    labels = (("header", header_label(content_type)), ("page", page_label(page.content)))
    meant = "big5hkscs" if used == "big5" else used
    others = [f"{who} says {label}" for who, label in labels if label and codec_of(label) != meant]
    return f"{used} ({', '.join(others)})" if others else used


# A page is decoded to be read and asked again for what it was read in: it is weighed once.
@lru_cache(maxsize=2)
def choose(content: bytes, content_type: str | None = None) -> str:
    """The name of the codec in which ``content`` reads best."""
    if _plainly_gb18030(content, content_type):
        return "gb18030"
    worth = _worth(content, content_type)
    wide = {name for name in worth if name.startswith("utf-16")}
    # In UTF-16 every byte may be half a sign: it is tried on the beginning, the others on what is not ASCII.
    if wide and (name := _likeliest(content[:_SAMPLE], worth)) in wide:
        return name
    sample = _foreign(content, _SAMPLE)
    if not sample or _surely_utf8(content):
        return "utf-8"
    return _likeliest(sample, {name: value for name, value in worth.items() if name not in wide})


def _plainly_gb18030(content: bytes, content_type: str | None) -> bool:
    """Declared so and common Chinese: no other encoding could make more common Chinese of it."""
    declared = codec_of(header_label(content_type)) or codec_of(page_label(content))
    if declared != "gb18030" or _CONTROL.search(content[:4096]):
        return False
    text = _decoded(_foreign(content, _PLAIN_SAMPLE), "gb18030")
    return len(text) >= _PLAIN_LENGTH and cost_of(text) < _PLAIN_COST * len(text)


def _surely_utf8(content: bytes) -> bool:
    """More signs beyond ASCII fit UTF-8 than any other encoding's would by chance, whatever the script."""
    try:
        text = codecs.getincrementaldecoder("utf-8")("strict").decode(content, final=False)
    except UnicodeDecodeError:
        return False
    return len(text) - len(text.encode("ascii", "ignore")) >= _SURE


def _likeliest(sample: bytes, worth: dict[str, float]) -> str:
    return min(worth, key=lambda name: cost_of(_decoded(sample, name)) - worth[name])


def _worth(content: bytes, content_type: str | None) -> dict[str, float]:
    """The encodings that come into question, and what speaks for each before it is tried."""
    worth = _USUAL | {"cp1252": _ABROAD if _PAIR.search(content) else 0.0}
    if _CONTROL.search(content[:4096]):
        worth |= {"utf-16-le": 0.0, "utf-16-be": 0.0}
    for label, more in ((header_label(content_type), _HEADER_WORTH), (page_label(content), _PAGE_WORTH)):
        name = codec_of(label)
        # The one is what servers say that were never told; the other shows in the bytes, or is not there.
        if name and name != "cp1252" and not name.startswith("utf-16"):
            worth[name] = worth.get(name, worth["cp1252"] if name in _WESTERN else _ABROAD) + more
        if name == "big5hkscs":
            worth["big5"] += more
    for mark, name in _BOMS:
        if content.startswith(mark):
            worth[name] = worth.get(name, 0.0) + _BOM_WORTH
    return worth


def _foreign(content: bytes, length: int) -> bytes:
    """The first ``length`` bytes of ``content`` that are not ASCII, its runs parted by spaces."""
    return b"".join(run + b" " for run in _runs(content, length))


def _runs(content: bytes, left: int) -> Iterator[bytes]:
    for found in _FOREIGN.finditer(content):
        run = found[0]
        yield run[:left]
        left -= len(run)
        if left <= 0:
            return


def _decoded(content: bytes, name: str) -> str:
    """The text; what remains of a character that was cut off at the end is left out."""
    text = codecs.getincrementaldecoder(name)("replace").decode(content, final=False)
    return text.translate(_BIG5_SIGNS) if name.startswith("big5") else text
