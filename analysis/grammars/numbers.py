"""A number where it stands: its money, the counter behind it, the words before it, each looked up once."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from analysis.grammars.amounts import UNITS, Amount
from analysis.grammars.beside import NOTHING, words_before
from analysis.grammars.money import Money, read_money

COUNTERS = "条條筆笔个個人户戶份组組位例名单單套张張行对對群家本页枚件票箱筐颗碗粒盒台斤棵封袋"
#: What a counter must not be the beginning of: 12个小区, 3个月, 2类.
_OTHER = (
    "月|省|市|城|区|县|区|站|楼|盘|群(?!友)|小区|年|星期|工作日|平台|类|电话|机构|园|班|科|品|方向|档"
    "|项目|频道|渠道|店|村|镇|乡|"
    "校|学校|论坛|网站|团队|字|问题|国家|地区|仓|版|号段|公司|老板|朋友|兄弟|商圈|分|医院|维度|字段"
    "|头(?!像)|批|客服|部门|口令|街|脸|民|工作|才|级|车|顶|吗|不行|程|业|情|为|李|政|床|餐|路|下"
)
COUNTED = re.compile(
    rf" ?(?:\+|左右|上下|余|馀|来)? ?(?:人次|人份|口人|口子|户人家|个(?=家[庭长])|来?号人|rows?\b"
    rf"|lines?\b|records?\b|只(?=[,。;\s]|$)|[{COUNTERS}](?!{_OTHER}))"
)


class Number(NamedTuple):
    """An amount of ``text``, the second reading of a post.

    ``money`` is what it states where a currency stands beside it, ``counted`` the counter of records behind
    it, ``before`` the words right before it by group of ``beside.yml``, ``left`` fourteen characters of them;
    it ends at ``end``, its currency included. Nothing is looked for before a ``trifle``, the 一 of 一手: it
    is neither count nor price.
    """

    text: str
    amount: Amount
    money: Money | None
    counted: re.Match[str] | None
    before: Mapping[str, str]
    left: str
    trifle: bool
    end: int

    @property
    def shown(self) -> str:
        """How it is written."""
        return self.text[self.amount.start : self.amount.end]

    @property
    def is_whole(self) -> bool:
        """Whether it could count something."""
        return not self.amount.ranged and float(self.amount.value).is_integer()

    @property
    def is_unit(self) -> bool:
        """Whether it is a unit alone: the 万 of 万能, the 百 of 百货."""
        return self.amount.words and UNITS.keys() >= set(self.shown)

    def matches(self, pattern: re.Pattern[str]) -> bool:
        """Whether ``pattern`` matches right behind the number itself."""
        return pattern.match(self.text, self.amount.end) is not None


def number_at(text: str, amount: Amount) -> Number:
    """An amount with what stands beside it."""
    value, start, end, words, _ = amount
    money, counted = read_money(text, amount), COUNTED.match(text, end)
    trifle = words and value < 10 and money is None
    before = NOTHING if trifle else words_before(text, start)
    left = text[max(0, start - 14) : start]
    return Number(text, amount, money, counted, before, left, trifle, money.end if money else end)
