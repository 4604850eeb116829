"""Money: an amount with its currency, 块 and 毛 with what follows, foreign money in its own words."""

import re
from dataclasses import dataclass

from analysis.grammars.amounts import Amount

MONEY = re.compile(
    r"\s?(?:人民币|rmb|cny|元|块|r(?![a-z])|米(?![高长])|角|毛|分(?=钱|一|条|1|/|每|,|。|\s|$)|厘|大洋|[张]\(红票子\)|张红票子|刀乐?|u(?:sdt)?(?![a-z盾])|美[元金]|btc|个?比特币|港[币元]|台?币)"
)
FOREIGN_BEFORE = re.compile(r"(?:hk\$|hkd|nt\$|us\$|usd)\s?$")
#: 1块2, 3毛5, 两块五: the digit after a unit counts tenths of it, unless it starts a number of its own.
TENTHS = re.compile(r"(?:([0-9])(?![0-9.万wk条个])|([一二三四五六七八九])(?=[\s,。;、)!]|$|[一每/毛钱]))毛?")
SUBUNITS = {"角": 0.1, "毛": 0.1, "分": 0.01, "厘": 0.001}


@dataclass(frozen=True, slots=True)
class Money:
    """``value`` in CNY, or ``raw`` words of foreign money; ``end`` is where the words end."""

    value: float | None
    raw: str | None
    end: int


def names_money(text: str, amount: Amount) -> bool:
    """Whether a currency stands beside the amount."""
    if MONEY.match(text, amount.end):
        return True
    return FOREIGN_BEFORE.search(text, max(0, amount.start - 4), amount.start) is not None


def _tenths(text: str, end: int) -> tuple[float, int]:
    match = TENTHS.match(text, end, end + 3)
    if match is None:
        return 0.0, end
    digit = match.group(1) or str(" 一二三四五六七八九".index(match.group(2)))
    return int(digit) / 10, match.end()


def read_money(text: str, amount: Amount) -> Money | None:
    """The money an amount states, None where no currency stands beside it."""
    before = FOREIGN_BEFORE.search(text, max(0, amount.start - 4), amount.start)
    if before:
        return Money(None, text[before.start() : amount.end], amount.end)
    match = MONEY.match(text, amount.end)
    if match is None:
        return None
    word, end = match.group().strip(), match.end()
    if word[0] in "u刀美b港台个比":
        return Money(None, text[amount.start : end], end)
    if "红票子" in word:
        return Money(amount.value * 100, None, end)
    rest, end = _tenths(text, end) if word in ("块", "毛", "元") else (0.0, end)
    return Money(round((amount.value + rest) * SUBUNITS.get(word, 1.0), 6), None, end)
