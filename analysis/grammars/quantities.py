"""Counts of records: which numbers of a text say how much stock there is.

Not a count: minimum orders (500条起), trial batches (先发20条测), buildings, cities, people's wealth.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.grammars.amounts import Amount
from analysis.grammars.money import names_money

COUNTERS = "条筆笔个人户份组位例名单套张行对群家本页枚"
COUNTED = re.compile(
    rf"\s?(?:多|余|来|几|\+|左右|出头|整)?\s?(?:人次|人份|个人|个客户|户人家|个家庭|个妈妈|个号|[{COUNTERS}])(?!起|月|省|市|城|区|站|楼|群|小区|年|星期|工作日|平台|类|电话)"
)
NOT_STOCK = re.compile(rf"\s?(?:多|余)?[{COUNTERS}]?(?:起|以上的单|起做|起步|起拿|起测|起售|起拍|以上$)")
TRIAL = re.compile(
    r"(?:先发|先给|可先拿|测|试|送|抽|样本可看|随机?抽|免费|抽检|附|发我|发你|先拿|给|样本|可看|拿|超过|导出|样)\s?$"
)
#: Words before a sum that describes the persons, not the stock: 资金量二十万以上.
WEALTH = re.compile(r"(?:资金|存款|资产|余额|流水|额度|花了|欠我|单笔|当初|年收入|[≥≤<>↑])[^,。;\n]{0,4}$")
#: 余额10万条 counts records all the same.
RECORDS = re.compile(r"\s?(?:多|余)?\s?[条筆份组]")
#: Words after a large number that is no stock, and words before a number that is a flow.
NO_STOCK_AFTER = re.compile(r"\s?(?:以上|以内|存款|资金|以下|↑|年|公里|拿)")
FLOW = re.compile(r"(?:日更|日出|日供|日收|更新|日均|量|共计?|总量|日更新|现货|存)\s?[:：]?$")
PRICED = re.compile(
    r"(?:¥|￥|\$|售价?|卖|单价|价格?|打包价?|只要|仅需|全要|全拿|整拿|一口价|定价|付|给你|拿走|[:=→])\s?[:：]?\s?$"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count of records at ``[start, end)`` of the reading."""

    value: int
    start: int
    end: int


def _is_trial(text: str, amount: Amount) -> bool:
    left = text[max(0, amount.start - 8) : amount.start]
    return TRIAL.search(left) is not None and amount.value < 1000


def _is_large(text: str, amount: Amount) -> bool:
    """Whether a number without a counter is large enough to be a stock: 股民 60万."""
    shown = text[amount.start : amount.end]
    large = amount.value >= 1_000_000 or (amount.value >= 10_000 and any(one in "万w亿" for one in shown))
    priced = PRICED.search(text, max(0, amount.start - 8), amount.start) is not None
    return large and not priced and NO_STOCK_AFTER.match(text, amount.end) is None


def _is_flow(text: str, amount: Amount) -> bool:
    """Whether a number without a counter follows 日更, 日出 and the like."""
    flow = FLOW.search(text, max(0, amount.start - 8), amount.start) is not None
    return flow and amount.value > 9 and text[amount.end : amount.end + 1] not in tuple("/一元块")


def _stock_end(text: str, amount: Amount) -> int | None:
    """End of a count of records, or None."""
    if (amount.words and amount.value <= 2) or NOT_STOCK.match(text, amount.end):
        return None
    wealth = WEALTH.search(text, max(0, amount.start - 10), amount.start) and not RECORDS.match(
        text, amount.end
    )
    if wealth or names_money(text, amount):
        return None
    if _is_trial(text, amount):
        return None
    if counted := COUNTED.match(text, amount.end):
        return counted.end()
    return amount.end if _is_large(text, amount) or _is_flow(text, amount) else None


def find_quantities(text: str, amounts: Sequence[Amount]) -> list[Quantity]:
    """Counts of records among ``amounts`` of a reading, in order."""
    return list(_quantities(text, amounts))


def _quantities(text: str, amounts: Sequence[Amount]) -> Iterator[Quantity]:
    for amount in amounts:
        end = _stock_end(text, amount)
        if end is not None and float(amount.value).is_integer() and amount.value > 2:
            yield Quantity(int(amount.value), amount.start, end)
