"""Bare prices: numbers without currency or price word that must be prices (大行 2100, 股民 0.02)."""

import re
from collections.abc import Sequence

from analysis.grammars.amounts import Amount
from analysis.grammars.prices import Price
from analysis.grammars.quantities import Quantity

#: What may stand before and after a bare number that is a price: 四件套 1100，
BARE_BEFORE = re.compile(r"[\u4e00-\u9fff\s)\]】:→—,|/]$")
BARE_AFTER = re.compile(r"\s?(?:[,。;|、/)!\n\s→✅@(]|$)")


def find_bare_prices(text: str, amounts: Sequence[Amount], taken: Sequence[Price | Quantity]) -> list[Price]:
    """Prices among the ``amounts`` not ``taken`` yet; only believed where the post is a listing anyway."""
    found = []
    covered = {place for one in taken for place in range(one.start, one.end)}
    for amount in amounts:
        if not covered.isdisjoint(range(amount.start, amount.end)) or not _is_bare(text, amount):
            continue
        found.append(Price(amount.value, None, None, amount.start, amount.end, firm=False))
    return found


def _is_bare(text: str, amount: Amount) -> bool:
    if (amount.words and amount.value < 10) or amount.value == 0 or amount.value > 1_000_000:
        return False
    if 1990 <= amount.value <= 2035 and not amount.words and "." not in text[amount.start : amount.end]:
        return False
    if re.search(
        r"(?:第|近|前|去年|到|每天|日|月|v|编号|密码|备注|位|大|满|百行)\s?$",
        text[max(0, amount.start - 3) : amount.start],
    ):
        return False
    return bool(
        BARE_BEFORE.search(text[max(0, amount.start - 1) : amount.start])
        and BARE_AFTER.match(text, amount.end)
    )
