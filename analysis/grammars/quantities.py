"""Counts of records: which numbers of a text say how much stock there is, or how much comes every day.

Not a count: minimum orders (500条起), trial batches (先发20条测), buildings, cities, people's wealth, what is
only hinted at (八百多个).
"""

import re
from typing import NamedTuple

from analysis.grammars.numbers import COUNTERS, Number

#: Fewer are no stock.
FEWEST_RECORDS = 10
#: Few as they are, sets of cards are counted: 还剩六套。
SETS = re.compile(r" ?[套副](?=现货|现成|一起|打包|[,。;!\s]|$)")
#: What says that sets are not of bedding, nor flats: four things of one straw person, cards, licences.
OF_CARDS = re.compile(r"[三四五六七八]件|银行卡|u盾|公户|执照|实名")
#: The number is only said to be passed, or hinted at: 八百多个, 四万出头, 三千来户.
VAGUE = re.compile(rf" ?(?:多|出头|不到|几|来 ?(?:号|[{COUNTERS}]))")
MINIMUM = re.compile(
    rf" ?(?:多|余)? ?[{COUNTERS}]? ?(?:以上的单|以[下外]|以内 ?(?:不打折|[,;]?每|[0-9])|往上|起(?!了|来"
    rf"|码)|打底|up|再|送"
    rf"|让|打[0-9一二三四五六七八九]折)"
)
#: 一千条试, 五百笔试单, 一百位先.
TRIED = re.compile(rf" ?[{COUNTERS}]? ?(?:试|免费|随机|先(?=[,。;\s]|$))")
AT_LEAST = re.compile(rf" ?[{COUNTERS}]? ?以上")
#: Any of these: most numbers have none.
LIMITING = re.compile("|".join(one.pattern for one in (VAGUE, MINIMUM, TRIED, AT_LEAST)))
#: Words before a sum that describes the persons, not the stock: 资金量二十万以上.
WEALTH = re.compile(
    r"(?:资金|存款|资产|余额|流水|额度|花了|欠我?|单笔|当初|收入|月薪|工资|申请|充过|消费|身家|入金"
    r"|打赏|卡里|转账|限额|退休金|年缴|保费|欠款|月充|日充|首付|贷款|首存|起投|月存|户均|年薪|卷款|骗走|存活好友|aum|≥|≤|<|>|↑)(?!老?客|用户|会员|玩家"
    r"|户(?!以)"
    r"|人群|名单|料)[^,。;\n、\d]{0,4}$"
)
#: 余额10万条 counts records all the same.
RECORDS = re.compile(r"\s?(?:多|余)?\s?[条筆份组户位]")
#: 万条, 百个: a round block of records.
EVEN = re.compile(r"[条个份人位户张笔组颗]")
FLOW_AFTER = re.compile(r" ?(?:/|每|一) ?[天日]")
#: What a number without a counter must not be followed by: 5万次, 500叶, 一天 200 元.
NO_STOCK = frozenset(COUNTERS + "次趟叶里元块加费")
TENS_OF_THOUSANDS = frozenset("万w亿")
#: Words after a large number that is no stock.
NO_STOCK_AFTER = re.compile(
    r" ?(?:的|以上|以内|以下|存款|资金|↑|年|公里|拿|往上|块|元|大户|内|额度|的?(?:高额|大额|流水))"
)


class Quantity(NamedTuple):
    """A count of records at ``[start, end)`` of the reading."""

    value: int
    start: int
    end: int


def is_limited(number: Number) -> bool:
    """Whether a count is a least order, a sample, a number somebody has passed."""
    limiting = number.matches(LIMITING)
    if "limit" in number.before or (limiting and number.matches(VAGUE)):
        return True
    if "stock" in number.before:
        return False
    if limiting and _is_least(number):
        return True
    return number.amount.value < 1000 and "trial" in number.before


def _is_least(number: Number) -> bool:
    """Whether a count is a least order, or is to be tried first."""
    if number.matches(MINIMUM) or (number.amount.value <= 1000 and number.matches(TRIED)):
        return True
    return number.amount.value < 10_000 and number.matches(AT_LEAST)


def _may_count(number: Number) -> bool:
    amount = number.amount
    if amount.value < FEWEST_RECORDS or not number.is_whole or number.money or is_limited(number):
        return False
    if WEALTH.search(number.left[-10:]) and not number.matches(RECORDS):
        return False
    return not number.is_unit or number.matches(EVEN)


def _is_small(number: Number, counter: str) -> bool:
    """Whether so few are rather shops, pages or people of a story than records in stock."""
    value = number.amount.value
    if counter in "家本群页台" and value <= 100:
        return True
    if counter == "位" and value in (11, 15, 18):
        return True
    return value < 60 and counter not in "条份组笔筆套" and "stock" not in number.before


def read_quantity(number: Number) -> Quantity | None:
    """The count a number states by its counter or by the word before it (日更3000), else None."""
    if not _may_count(number):
        return None
    text, amount = number.text, number.amount
    if number.counted:
        end = number.counted.end()
        return None if _is_small(number, text[end - 1]) else Quantity(int(amount.value), amount.start, end)
    if text[amount.end : amount.end + 1] in NO_STOCK:
        return None
    if "stock" in number.before or number.matches(FLOW_AFTER):
        return Quantity(int(amount.value), amount.start, amount.end)
    return None


def read_sets(number: Number) -> Quantity | None:
    """The count of sets of cards, two to nine, in a post that names such cards; else None."""
    amount = number.amount
    match = SETS.match(number.text, amount.end) if 1 < amount.value < FEWEST_RECORDS else None
    if match is None or not number.is_whole or number.left.endswith("第"):
        return None
    return Quantity(int(amount.value), amount.start, match.end()) if OF_CARDS.search(number.text) else None


def is_large(number: Number) -> bool:
    """Whether a number without a counter is written as a stock: 股民 60万, 律师 2,100."""
    shown = number.shown
    large = number.amount.value >= 10_000 and not TENS_OF_THOUSANDS.isdisjoint(shown)
    return (large or "," in shown) and _may_count(number) and not number.matches(NO_STOCK_AFTER)
