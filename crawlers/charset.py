"""Which encoding a body is really in: declarations are heard, evidence decides."""

import codecs
import re
from collections.abc import Iterator

from crawlers.character_cost import cost_of
from records.page import Page

# Web labels, without dashes, and the superset that is meant by them; what is not listed is not believed.
_LABELS = {
    "utf8": "utf-8", "utf16": "utf-16-le", "utf16le": "utf-16-le", "utf16be": "utf-16-be",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "xgbk": "gb18030", "cp936": "gb18030",
    "gb231280": "gb18030", "euccn": "gb18030",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "big5hkscs", "xxbig5": "big5hkscs",
    "shiftjis": "cp932", "sjis": "cp932", "windows31j": "cp932", "eucjp": "euc_jp",
    "euckr": "cp949", "ksc56011987": "cp949", "windows949": "cp949",
    "windows1251": "cp1251", "koi8r": "koi8_r", "windows1258": "cp1258",
    "iso88591": "cp1252", "latin1": "cp1252", "windows1252": "cp1252", "usascii": "cp1252",
}  # fmt: skip
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_META = re.compile(
    rb"<(?:meta\b|\?xml\b)[^<>]{0,400}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})",
    re.IGNORECASE,
)
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
    labels = (("header", _header_label(content_type)), ("page", _page_label(page.content)))
    others = [f"{who} says {label}" for who, label in labels if label and _codec(label) != used]
    return f"{used} ({', '.join(others)})" if others else used


def choose(content: bytes, content_type: str | None = None) -> str:
    """The name of the codec in which ``content`` reads best."""
    worth = _worth(content, content_type)
    sample = _sample(content, worth)
    if not sample or _surely_utf8(content):
        return "utf-8"
    return min(worth, key=lambda name: cost_of(_decoded(sample, name)) - worth[name])


def _surely_utf8(content: bytes) -> bool:
    """More signs beyond ASCII fit UTF-8 than any other encoding's would by chance, whatever the script."""
    try:
        text = codecs.getincrementaldecoder("utf-8")("strict").decode(content, final=False)
    except UnicodeDecodeError:
        return False
    return len(text) - len(text.encode("ascii", "ignore")) >= _SURE


def _worth(content: bytes, content_type: str | None) -> dict[str, float]:
    """The encodings that come into question, and what speaks for each before it is tried."""
    worth = dict(_USUAL)
    if not _PAIR.search(content):
        worth["cp1252"] = 0.0
    if _CONTROL.search(content[:4096]):
        worth |= {"utf-16-le": 0.0, "utf-16-be": 0.0}
    for label, more in ((_header_label(content_type), _HEADER_WORTH), (_page_label(content), _PAGE_WORTH)):
        name = _codec(label)
        if name and name != "cp1252":  # what servers say that were never told
            worth[name] = worth.get(name, _ABROAD) + more
        if name == "big5hkscs":
            worth["big5"] += more
    for mark, name in _BOMS:
        if content.startswith(mark):
            worth[name] = worth.get(name, 0.0) + _BOM_WORTH
    return worth


def _sample(content: bytes, worth: dict[str, float]) -> bytes:
    """What tells encodings apart: the runs beyond ASCII; in UTF-16 every byte may be half a sign."""
    if any(name.startswith("utf-16") for name in worth):
        return content[:_SAMPLE]
    return b"".join(run + b" " for run in _runs(content))


def _runs(content: bytes) -> Iterator[bytes]:
    left = _SAMPLE
    for found in _FOREIGN.finditer(content):
        yield content[found.start() : min(found.end(), found.start() + left)]
        left -= found.end() - found.start()
        if left <= 0:
            return


def _decoded(content: bytes, name: str) -> str:
    """The text; what remains of a character that was cut off at the end is left out."""
    text = codecs.getincrementaldecoder(name)("replace").decode(content, final=False)
    return text.translate(_BIG5_SIGNS) if name.startswith("big5") else text


def _codec(label: str | None) -> str | None:
    return _LABELS.get(label.lower().replace("-", "").replace("_", "")) if label else None


def _header_label(content_type: str | None) -> str | None:
    found = _HEADER.search(content_type or "")
    return found[1] if found else None


def _page_label(content: bytes) -> str | None:
    found = _META.search(content[:8192])
    return found[1].decode("ascii", "replace") if found else None
