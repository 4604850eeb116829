"""Sizes of files as sites print them."""

import re

_SIZE = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(bytes?|字节|字節|[KMGT]?i?B|[KMGT])\b", re.IGNORECASE)
_UNITS = "BKMGT"


def size_shown(text: str) -> str | None:
    """The first size printed in ``text``, such as ``12.4 MB``."""
    found = _SIZE.search(text)
    return found[0] if found else None


def size_of(shown: str | None) -> int | None:
    """A printed size in bytes, by units of 1024; None where none is printed."""
    found = _SIZE.search(shown or "")
    if not found:
        return None
    unit = found[2][0].upper()
    power = _UNITS.index(unit) if unit in _UNITS and found[2].lower()[:4] != "byte" else 0
    return int(float(found[1].replace(",", ".")) * 1024**power + 0.5)
