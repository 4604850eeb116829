"""Digits however they are written: 9, ９, 9️⃣, ⑨, 九, 玖, 幺. Works on folded text."""

import re

CHINESE = dict(
    zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺洞拐勾", "00123456789123456789" + "1079", strict=True)
)
DIGIT = f"0-9{''.join(CHINESE)}"
_TABLE = str.maketrans(CHINESE)
_OTHER = re.compile(r"[^0-9x]")


def plain_digits(text: str) -> str:
    """The digits of ``text`` in order, everything else dropped; a final ``x`` (ID check digit) stays."""
    if text.isascii() and text.isdecimal():
        return text
    digits = _OTHER.sub("", text.translate(_TABLE))
    return digits[:-1].replace("x", "") + digits[-1:] if digits else ""
