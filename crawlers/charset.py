"""Which encoding a body is really in: declarations are heard, evidence decides."""

import codecs
import re

from records.page import Page

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Web labels and the superset that is meant by them; what is not listed is not believed.
_LABELS = {
    "utf-8": "utf-8", "utf8": "utf-8",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "gb_2312-80": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "big5hkscs", "x-x-big5": "big5hkscs",
    "shift_jis": "cp932", "sjis": "cp932", "euc-jp": "euc_jp", "euc-kr": "cp949",
    "windows-1251": "cp1251", "koi8-r": "koi8_r", "windows-1258": "cp1258",
}  # fmt: skip
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_META = re.compile(
    rb"<(?:meta\b|\?xml\b)[^<>]{0,400}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})",
    re.IGNORECASE,
)
_HAN = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
# GB 2312: signs and the 3,755 everyday characters. Big5: signs and the 5,401 frequent ones.
_GB_USUAL = re.compile(rb"[\xa1\xa3\xb0-\xd7][\xa1-\xfe]")
_BIG5_USUAL = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")
_SAMPLE = 200_000


def decode(content: bytes, content_type: str | None = None) -> tuple[str, str]:
    """``content`` as text, and the name of the codec that was used.

    A byte order mark decides. Then UTF-8, where the bytes *are* UTF-8: other encodings of Chinese hardly ever
    look like it, so a declaration against that is wrong. Then the header's charset, then the page's own, each
    only if the bytes agree; between GB 18030 and Big5 the share of everyday characters decides. Bytes that
    fit nothing become U+FFFD. A body cut inside a character loses that character only.
    """
    for bom, codec in _BOMS:
        if content.startswith(bom):
            return content.decode(codec, "replace"), codec
    labels = (_LABELS.get(label.lower()) for label in _declared(content, content_type))
    name = _decide(content, [label for label in labels if label])
    return content.decode(name, "replace"), name


def charset_of(page: Page) -> str | None:
    """In which encoding ``page`` is read, and what header or page declare where that is another one.

    None where the page has no bytes of its own: nothing came back, or a browser handed over a DOM.
    """
    if page.exchange is None or page.rendering or not page.content:
        return None
    content_type = page.exchange.header("Content-Type")
    used = decode(page.content, content_type)[1]
    others = [label for label in _declared(page.content, content_type) if _LABELS.get(label.lower()) != used]
    return f"{used} (declared {', '.join(dict.fromkeys(others))})" if others else used


def _declared(content: bytes, content_type: str | None) -> list[str]:
    """The charset labels of the header and of the page, in this order."""
    header = _HEADER.search(content_type or "")
    meta = _META.search(content[:8192])
    labels = [header[1] if header else None, meta[1].decode("ascii", "replace") if meta else None]
    return [label for label in labels if label]


def _decide(content: bytes, declared: list[str]) -> str:
    if _fits(content, "utf-8") and ("utf-8" in declared or not declared or _surely_utf8(content)):
        return "utf-8"
    for name in declared:
        if name in ("gb18030", "big5hkscs"):
            return _han(content, name)
        if name != "utf-8" and _fits(content, name):
            return name
    # Nothing declared holds. Broken UTF-8 stays UTF-8 where most of it makes sense as such.
    if _mostly_utf8(content):
        return "utf-8"
    return _han(content, "gb18030")


def _fits(content: bytes, name: str) -> bool:
    """Whether all of ``content`` decodes; a character cut off at the very end does not count against it."""
    try:
        codecs.getincrementaldecoder(name)("strict").decode(content, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _surely_utf8(content: bytes) -> bool:
    """Pairs alone (U+0080 to U+07FF) may be a few GBK characters in disguise; ASCII is UTF-8 as well."""
    text = content[:_SAMPLE].decode("utf-8", "ignore")
    return text.isascii() or any(sign > "\u07ff" for sign in text)


def _mostly_utf8(content: bytes) -> bool:
    text = content[:_SAMPLE].decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(sign > "\u07ff" for sign in text) - broken > 4 * broken


def _han(content: bytes, declared: str) -> str:
    """GB 18030 or Big5: the declared one, unless the other reads clearly better."""
    sample = content[:_SAMPLE]
    pairs = _HAN.findall(sample)
    if len(pairs) < 4:
        return declared
    usual = {
        "gb18030": sum(bool(_GB_USUAL.fullmatch(pair)) for pair in pairs) / len(pairs),
        "big5hkscs": sum(bool(_BIG5_USUAL.fullmatch(pair)) for pair in pairs) / len(pairs),
    }
    other = "big5hkscs" if declared == "gb18030" else "gb18030"
    return other if usual[other] > 0.85 and usual[other] > usual[declared] + 0.2 else declared
