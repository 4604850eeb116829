"""Prices: which number of a text is money asked or bid, per what, and for which block of records.

Foreign money keeps its words and has no value.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.grammars.amounts import Amount
from analysis.grammars.money import read_money
from analysis.grammars.quantities import COUNTED, Quantity
from records.assessment import PriceUnit

CUE = re.compile(
    r"(?:¥|￥|\$|售价|售|卖|单价|价格?|要价|打包价?|只要|仅需|只需|全要|全拿|整拿|整出|一口价|一枪价|开价?|定价|下单价|全套|整库|整份|全库|整包|单城市?按?|按省|单拿各?|单卖各?|单类|单包|各|付|给你|给|出价|预算|收费|费|各类|单次|批量|按|一起|全部加起来|贷款|一样|拿走|[:=→]|单个|个户|整走的?|售出)\s?[:：]?\s?(?:约|大概|按)?$"
)
AFTER = re.compile(
    r"\s?(?:拿走|全拿|打包|整包|整出|整库|全库|一包|一口价|不议|包邮|搞定|带走|给你|出|全要|卖|不还价|以内|内|起(?!步)|拿去|收|整(?!套))"
)
PER = re.compile(
    r"\s?(?:钱|左右)?\s?(?:/|每|一|1|单|壹)\s?(?P<unit>人次|个月|小时|包月|[条個个位人户份组张单套次月年天站市查车斤箱行笔字盒道科号])|(?P<bare>包月|一?月)"
)
BEFORE_PER = re.compile(
    r"(?:(?:每|一|单|1)\s?(?P<unit>[条个位人户份组张单套次月笔站市车])|(?P<month>包月|月卡|包1个月|包一个月)|(?P<year>年卡|会员一年))(?:套|价|修复成功支付|可以给到|愿付|各)?\s?[:：¥]?\s?(?:约|给到|给|卖)?$"
)
RECORD = set("条個个位人户份组张单套行笔号")
QUERY = set("次查道车科")
PACKAGE = re.compile(
    r"打包|整库|全库|全量|整包|整份|全要|全拿|整拿|整出|整走|全套|一口价|一枪价|拿走|全部|整册|一包|五库|齐|三市|单城|单卖|各"
)
#: What follows a number that is a measure, a year, a name.
NO_PRICE_AFTER = re.compile(r"[a-z0-9%年月日号点岁平天小]")


@dataclass(frozen=True, slots=True)
class Price:
    """Money at ``[start, end)`` of the reading: ``value`` in CNY, or ``raw`` words of foreign money.

    ``unit`` only where the text names one, ``block`` the records a block price is for (1000条100),
    ``firm`` where a currency or a price word stands beside it, ``yearly`` for year cards.
    """

    value: float | None
    unit: PriceUnit | None
    raw: str | None
    start: int
    end: int
    block: int | None = None
    firm: bool = True
    yearly: bool = False

    @property
    def foreign(self) -> float | None:
        """The number in a foreign price's words, to tell a price per record from a package."""
        found = re.search(r"[0-9]+(?:\.[0-9]+)?", self.raw or "")
        return float(found.group()) if found else None


@dataclass(frozen=True, slots=True)
class Per:
    """What a price is per (``unit`` None for years), where the words end, whether any were named."""

    unit: PriceUnit | None
    end: int
    named: bool


def _unit_of(word: str) -> PriceUnit | None:
    if word in RECORD or word == "人次":
        return "record"
    if word in QUERY:
        return "query"
    return "month" if "月" in word else None


def _per(text: str, start: int, end: int) -> Per:
    if match := PER.match(text, end):
        return Per(_unit_of(match.group("unit") or match.group("bare")), match.end(), True)
    if match := BEFORE_PER.search(text, max(0, start - 12), start):
        word = match.group("unit") or ("月" if match.group("month") else "年")
        return Per(_unit_of(word), end, True)
    return Per(None, end, False)


def _is_no_price(text: str, amount: Amount) -> bool:
    """Whether a number without currency cannot be a price: a count, a measure, the 一 of 一条."""
    if COUNTED.match(text, amount.end) or NO_PRICE_AFTER.match(text, amount.end):
        return True
    return amount.words and amount.value < 3


def _block(text: str, start: int, per: Per, previous: Quantity | None) -> int | None:
    if previous is None or per.named or not 0 <= start - previous.end <= 2:
        return None
    return previous.value if re.fullmatch(r"[=\s,:]{0,2}", text[previous.end : start]) else None


def _price_at(text: str, amount: Amount, previous: Quantity | None) -> Price | None:
    money = read_money(text, amount)
    start, end = amount.start, money.end if money else amount.end
    per = _per(text, start, end)
    cue = CUE.search(text, max(0, start - 8), start) is not None
    if money is None and (_is_no_price(text, amount) or not (cue or per.named or AFTER.match(text, end))):
        return None
    value, raw = (money.value, money.raw) if money else (amount.value, None)
    if value == 0:
        return None
    yearly = per.named and per.unit is None and "年" in text[max(0, start - 4) : per.end]
    block = _block(text, start, per, previous)
    return Price(value, per.unit, raw, start, max(per.end, end), block, bool(money or cue), yearly)


def find_prices(text: str, amounts: Sequence[Amount], quantities: Sequence[Quantity]) -> list[Price]:
    """Prices among ``amounts`` of a reading, in order; a unit is only given where the text names one."""
    found: list[Price] = []
    starts = {quantity.start for quantity in quantities}
    ends = [quantity.end for quantity in quantities]
    for amount in amounts:
        if amount.start in starts:
            continue
        before = bisect_right(ends, amount.start)
        previous = quantities[before - 1] if before else None
        price = _price_at(text, amount, previous)
        if price and not (found and price.start < found[-1].end):
            found.append(price)
    return found
