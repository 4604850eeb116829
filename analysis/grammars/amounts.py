"""Numbers as Chinese writes them: 1w6, 4万2千, 贰仟伍, 一百二, 3.6万, 31,800. Works on the second reading."""

import re
from dataclasses import dataclass

UNITS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "k": 1000,
    "万": 10_000,
    "w": 10_000,
    "亿": 100_000_000,
}
DIGITS = dict(
    zip(
        "零〇一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖半",
        [0, 0, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0.5],
        strict=True,
    )
)
HAN_NUMBER = "".join(DIGITS) + "十拾百佰千仟万亿"
AMOUNT = re.compile(
    r"(?<![0-9a-z_@.\-])(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,8}(?![0-9]))(?:\.[0-9]{1,6})?"
    rf"(?:\s?(?:百万|千万|百亿|[万亿千百]|[wk](?![a-tv-z_0-9]|u[a-z]))(?:[0-9](?![0-9.]\s?)千?(?![条个万]))?|[wk][0-9](?![0-9a-z]))?"
    rf"|[{HAN_NUMBER}]{{1,16}}"
)
#: 五百一次 is 500 for one, not 501 times.
EACH = re.compile(r"[一壹][次条个位张份人单套组户笔]")
LARGE = {"百万": 1_000_000, "千万": 10_000_000, "百亿": 10_000_000_000}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number worth ``value`` at ``[start, end)``; ``words`` when written in Chinese numerals."""

    value: float
    start: int
    end: int
    words: bool = False


def _tail(unit: int, rest: str) -> float:
    """What follows the last unit: 一百二 is 120, 一百零二 is 102."""
    return DIGITS[rest] * (unit / 10 if unit >= 10 else 1)


def parse_han(text: str) -> float | None:
    """The value of a Chinese numeral (一百二, 贰仟伍), or None where the characters make no number."""
    total = section = 0.0
    digit: float | None = None
    unit = 0
    for place, one in enumerate(text):
        if one in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[one]
            if place == len(text) - 1 and unit >= 10 and text[place - 1] not in "零〇" and digit:
                return total + section + _tail(unit, one)
            unit = unit if one not in "零〇" else 1
            continue
        unit = UNITS[one]
        if unit >= 10_000:
            total = (total + section + (digit or 0)) * unit if total + section + (digit or 0) else float(unit)
            section = 0.0
        else:
            section += (1 if digit is None else digit) * unit
        digit = None
    return total + section + (digit or 0)


def parse_ascii(text: str) -> float:
    """The value of 31,800 or 3.6万 or 1w6 or 4万2千."""
    match = re.match(r"([0-9,]+(?:\.[0-9]+)?)\s?(百万|千万|百亿|[万亿千百wk])?([0-9])?(千)?$", text)
    if match is None:
        return float(re.sub(r"[^0-9.]", "", text) or 0)
    number = float(match.group(1).replace(",", ""))
    unit = LARGE.get(match.group(2) or "") or UNITS.get(match.group(2) or "", 1)
    return round(number * unit + (int(match.group(3)) * unit / 10 if match.group(3) else 0), 6)


def find_amounts(text: str) -> list[Amount]:
    """Every number in ``text`` of the second reading, in order."""
    found = []
    for match in AMOUNT.finditer(text):
        shown = match.group()
        words = not shown[0].isascii()
        if words and EACH.match(text, match.end() - 1) and shown[-2:-1] in UNITS and shown[-2:-1]:
            shown = shown[:-1]
        value = parse_han(shown) if words else parse_ascii(shown)
        if value is not None:
            found.append(Amount(value, match.start(), match.start() + len(shown), words))
    return found
