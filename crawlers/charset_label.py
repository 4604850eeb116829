"""What header and page say about their encoding, and the codec that is meant."""

import re

# Web labels, without dashes, and the superset that is meant by them; what is not listed is not believed.
_LABELS = {
    "utf8": "utf-8", "utf16": "utf-16-le", "utf16le": "utf-16-le", "utf16be": "utf-16-be",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "xgbk": "gb18030", "cp936": "gb18030",
    "gb231280": "gb18030", "euccn": "gb18030",
    "big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "big5hkscs", "xxbig5": "big5hkscs",
    "shiftjis": "cp932", "sjis": "cp932", "windows31j": "cp932", "eucjp": "euc_jp",
    "euckr": "cp949", "ksc56011987": "cp949", "windows949": "cp949",
    "windows1251": "cp1251", "koi8r": "koi8_r", "windows1250": "cp1250", "windows1253": "cp1253",
    "windows1254": "cp1254", "windows1256": "cp1256", "windows1258": "cp1258", "windows874": "cp874",
    "iso88592": "iso8859_2", "iso88597": "iso8859_7", "iso88599": "cp1254", "iso885915": "iso8859_15",
    "iso88591": "cp1252", "latin1": "cp1252", "windows1252": "cp1252", "usascii": "cp1252",
}  # fmt: skip
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_META = re.compile(
    rb"<(?:meta\b|\?xml\b)[^<>]{0,400}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})",
    re.IGNORECASE,
)


def codec_of(label: str | None) -> str | None:
    """The codec that is meant by ``label``."""
    return _LABELS.get(label.lower().replace("-", "").replace("_", "")) if label else None


def header_label(content_type: str | None) -> str | None:
    """The charset of a Content-Type."""
    found = _HEADER.search(content_type or "")
    return found[1] if found else None


def page_label(content: bytes) -> str | None:
    """The charset that the page itself declares near its beginning."""
    found = _META.search(content[:8192])
    return found[1].decode("ascii", "replace") if found else None
