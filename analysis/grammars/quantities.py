"""Counts of records: which numbers of a text say how much stock there is, or how much comes every day.

Not a count: minimum orders (500条起), trial batches (先发20条测), buildings, cities, people's wealth, what is
only hinted at (八百多个).
"""

import re
from dataclasses import dataclass

from analysis.grammars.amounts import UNITS, Amount
from analysis.grammars.beside import load_words
from analysis.grammars.money import names_money

COUNTERS = "条條筆笔个個人户戶份组組位例名单單套张張行对對群家本页枚件票箱筐颗碗粒盒台斤棵封袋"
#: What a counter must not be the beginning of: 12个小区, 3个月, 2类.
_OTHER = (
    "月|省|市|城|区|县|区|站|楼|盘|群(?!友)|小区|年|星期|工作日|平台|类|电话|机构|园|班|科|品|方向|档"
    "|项目|频道|渠道|店|村|镇|乡|"
    "校|学校|论坛|网站|团队|字|问题|国家|地区|仓|版|号段|公司|老板|朋友|兄弟|商圈|分|医院|维度|字段"
    "|头(?!像)|批|客服|部门|口令|街|脸|民|工作|才|级|车|顶|吗|不行"
)
COUNTED = re.compile(
    rf" ?(?:\+|左右|上下|余|馀)? ?(?:人次|人份|口人|口子|户人家|个(?=家[庭长])|来?号人|rows?\b"
    rf"|lines?\b|records?\b|只(?=[,。;\s]|$)|[{COUNTERS}](?!{_OTHER}))"
)
#: The number is only said to be passed, or hinted at: 八百多个, 四万出头.
VAGUE = re.compile(r" ?(?:多|出头|不到|来)")
MINIMUM = re.compile(
    rf" ?(?:多|余)? ?[{COUNTERS}]? ?(?:以上的单|以[内下外]|往上|起(?!了|来|码)|打底|up|之内|再|送"
    rf"|让|打[0-9一二三四五六七八九]折)"
)
AT_LEAST = re.compile(rf" ?[{COUNTERS}]? ?以上")
TRIAL = load_words("trial")
#: The number of a least order, a limit, a place in a list: nothing that is in stock.
LIMIT = load_words("limit")
#: Words before a sum that describes the persons, not the stock: 资金量二十万以上.
WEALTH = re.compile(
    r"(?:资金|存款|资产|余额|流水|额度|花了|欠我?|单笔|当初|年?收入|月薪|工资|申请|充过|消费|身家|入金"
    r"|打赏|卡里|转账|限额|退休金|年缴|保费|欠款|首付|贷款|[≥≤<>↑])(?!老?客|用户|会员|玩家|户(?!以)"
    r"|人群|名单|料)[^,。;\n、\d]{0,4}$"
)
#: 余额10万条 counts records all the same.
RECORDS = re.compile(r"\s?(?:多|余)?\s?[条筆份组户位]")
FLOW = load_words("stock")
#: 万条, 百个: a round block of records.
EVEN = re.compile(r"[条个份人位户张笔组颗]")
FLOW_AFTER = re.compile(r" ?(?:/|每|一) ?[天日]")
#: What a number without a counter must not be followed by: 5万次, 500叶, 一天 200 元.
NO_STOCK = frozenset(COUNTERS + "次趟叶里元块加费")
#: Words after a large number that is no stock.
NO_STOCK_AFTER = re.compile(
    r" ?(?:的|以上|以内|以下|存款|资金|↑|年|公里|拿|往上|块|元|大户|内|额度|的?(?:高额|大额|流水))"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count of records at ``[start, end)`` of the reading."""

    value: int
    start: int
    end: int


def is_limited(text: str, amount: Amount) -> bool:
    """Whether a count is a least order, a sample, a number somebody has passed, a sum people own."""
    if VAGUE.match(text, amount.end) or MINIMUM.match(text, amount.end):
        return True
    if AT_LEAST.match(text, amount.end) and amount.value < 10_000:
        return True
    return bool(
        LIMIT.before(text, amount.start) or (amount.value < 1000 and TRIAL.before(text, amount.start))
    )


def _is_wealth(text: str, amount: Amount) -> bool:
    left = text[max(0, amount.start - 10) : amount.start]
    return WEALTH.search(left) is not None and not RECORDS.match(text, amount.end)


def is_unit(text: str, amount: Amount) -> bool:
    """Whether the amount is a unit alone: the 万 of 万能, the 百 of 百货."""
    return all(sign in UNITS for sign in text[amount.start : amount.end])


def _is_large(text: str, amount: Amount) -> bool:
    """Whether a number without a counter is written as a stock: 股民 60万, 律师 2,100."""
    shown = text[amount.start : amount.end]
    large = amount.value >= 10_000 and any(one in "万w亿" for one in shown)
    return (large or "," in shown) and NO_STOCK_AFTER.match(text, amount.end) is None


def read_quantity(text: str, amount: Amount, *, bare: bool) -> Quantity | None:
    """The count an amount states; ``bare``: a large number may be one without a counter."""
    if (
        amount.ranged
        or not float(amount.value).is_integer()
        or amount.value <= 10
        or names_money(text, amount)
    ):
        return None
    if (
        is_limited(text, amount)
        or _is_wealth(text, amount)
        or (is_unit(text, amount) and not EVEN.match(text, amount.end))
    ):
        return None
    if counted := COUNTED.match(text, amount.end):
        last = text[counted.end() - 1]
        small = (
            (amount.value < 60 and last not in "条份组笔筆" and not FLOW.before(text, amount.start))
            or (amount.value <= 100 and last in "家本群页台")
            or (last == "位" and amount.value in (11, 15, 18))
        )
        return None if small else Quantity(int(amount.value), amount.start, counted.end())
    if text[amount.end : amount.end + 1] in NO_STOCK:
        return None
    flows = FLOW.before(text, amount.start) or FLOW_AFTER.match(text, amount.end)
    if flows or (bare and _is_large(text, amount)):
        return Quantity(int(amount.value), amount.start, amount.end)
    return None
