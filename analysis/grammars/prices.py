"""Prices: which number of a text is money asked or bid, per what, and for which block of records.

Foreign money keeps its words and has no value.
"""

import re
from typing import NamedTuple

from analysis.grammars.amounts import MEASURES, find_amounts
from analysis.grammars.numbers import Number
from analysis.grammars.quantities import VAGUE
from records.assessment import PriceUnit

AFTER = re.compile(
    r" ?(?:拿走|全拿|打包|整包|整出|整库|全库|一包|一口价|不议|包邮|搞定|带走|给你|以下都|出(?!头|来|库"
    r"|院|生|车|口)|全要|卖|不还|不讲价|不刀|以内|内|起(?![步码来出卖拿批售发跑做谈订])|拿去|收(?!入)"
    r"|整(?![套个理])"
    r"|结清|成交|包断|秒付|秒结|可刀|端走|全端|搬走|得了|就行|即可|辛苦费|封顶|红包|酬|拷走|现结|现金"
    r"|(?:,\s?)?拿[去走完]|能做|能收|的来|归你|全收|拿(?=[,。;\s]|$)|[^,。;\n]{0,3}拿走|给我|预算|走(?![的量])|都行|都可以|可以吗|行吗|行不行"
    r"|够不够|够吗|包准|可谈|可议|转(?=[,。;\s]|$))"
)
ASIDE_AFTER = re.compile(
    r" ?(?:块|元)? ?(?:钱)?(?:的|是)?(?:免(?!费)|\+(?: ?的|[一-鿿])"
    r"|定金|订金|押金|起充|以上|往上|以下的|的?折|学费|工资|饭钱的|底薪"
    r"|/平|包邮|打底|资产|存款)"
)
#: Nobody asks so many yuan.
UTMOST = 10_000_000
#: Nothing is rented by the month for less (yuan): 一个月 玖毛 tells how old the goods are.
CHEAP_MONTH = 20
#: Money for one record is no more than this (yuan): 高于五毛的别来 bids 0.5, 余额超过五万 tells of persons.
RECORD_MONEY = 20
#: Words of the aside group that bound a bid.
BOUNDS = frozenset(["超过", "不足", "高于"])
#: 同住+200, but not 好友100+ 120.
SURCHARGE = re.compile(r"(?:^|[^0-9])\+\s?$")
#: What others ask, what people earn, owe or spent: no price of this post.
ELSEWHERE = re.compile(
    r"(?:市面|外面|上次那|上个月卖|他卖|人家卖"
    r"|人(?<![老法私]人)家(?![庭属长])|别家|别人|隔壁|见过|原来|造谣|工资(?!流水|户)|底薪|月薪|月入|挣|赚|奖金|欠[我了]"
    r"|还欠|还差|借[了我]|被骗|骗了"
    r"|亏了|房租|学费|佣金|彩礼|考了|嫌我|罚款|被坑|花过|出过|涨到"
    r"|年费的|成一单(?=[^,。;\n]{0,5}$)|成交一单(?=[^,。;\n]{0,5}$)|签一单(?=[^,。;\n]{0,5}$)|介绍一下(?=[^,。;\n]{0,5}$)"
    r"|方元(?=[^,。;\n]{0,5}$)|误差(?=[^,。;\n]{0,5}$)|退(?=[你您给还]?\s?$)|返(?=[你您给还]?\s?$))[^,。;\n]{0,8}$"
)
_NOT_PER = "籍主下码辆样共律口价友手脸"
#: What holds records: 一个小区, 一层楼, 每个年级.
PLACED = (
    "小区|学校|商圈|站|班|城|盘|群|库|省|市|县|镇|乡|村|工地|街道|片区|场子|楼盘?|社区|单位|年级|科室|航班"
)
PER = re.compile(
    rf" ?(?:钱|左右|整)? ?(?:(?:/ ?|一|1|单|壹)(?P<unit>人次|个月|小时|包月"
    rf"|[{MEASURES}])(?P<place>{PLACED})?(?![{_NOT_PER}])(?!(?<=次)[拿性买])"
    rf"|每(?P<every>个月|[{MEASURES}])(?![{_NOT_PER}]"
    rf"| ?[0-9一二三四五六七八九十两壹贰叁肆伍陆柒捌玖拾])|(?P<bare>包月|一?月(?![0-9前底内初结子嫂份])))"
)
BEFORE_PER = re.compile(
    rf"(?=[每一单1按包月年会季周日永终])(?:(?:每|一|单|1|按)\s?(?P<unit>个月|[{MEASURES}])(?P<place>{PLACED})?(?![价])"
    rf"|(?P<month>包月|月包|月卡|月付|月费|包1个月|包一个月|每月|月租)|(?P<year>年卡"
    rf"|年付|年费|会员一年|包年|季卡|周卡|日租|包周|永久卡?|终身|一季))"
    r"(?:人|头|户|数据|电话|客户|套|价|修复成功支付|可以给到|愿付|各|收|卖|给|算|要)?\s?(?:[:：¥]"
    r"|(?:hk|nt|us|[acs])?\$|€|港[币元纸]|新?台币|mop ?)?\s?(?:约"
    r"|给到|给|卖|收|才|只要|就|我给|我出|也)?$"
)
#: Fewer yuan without a currency are no price of several.
SEVERAL_WORTH = 20
#: Several at one price: 两本三百五, 三次 1800, 100次 60元; what they are counted by holds records, or is one.
SEVERAL = re.compile(
    r"(?<![0-9一二三四五六七八九十百千第近前后头首])(?:(?P<many>[两俩三四五六七八九十2-9]|[1-9]0{1,3})"
    r"(?:(?P<of>次)|(?P<whole>[本页册片斤桌栋盘群]))|(?P<few>[两俩三四五六七八九2-9])(?:[个位张条人户])) ?$"
)
RECORD = set("条個个位人户份组张单套行笔号筆颗粒片箱件票对碗勺碟袋只枚台辆斤盒头页本家名例口")
QUERY = set("次查道车科趟泡壶回")
#: A price for one of these buys all the records in it.
PLACES = set("市县区省城班校群栋库种所")
PACKAGE = re.compile(
    r"打包|整库|全库|全量|整包|整份|整个|全要|全拿|整拿|整出|整走|全套|一口价|一枪价|拿走|全部|整册"
    r"|一包|五库|齐|三市|单城|单省|单卖|全收|拢总|全端|端走|带走|包断|一共|省拆|各|拿完|都要"
)
#: What follows a number that is a measure, a year, a name.
NO_PRICE_AFTER = re.compile(
    rf" up| ?(?:以上|往上)| ?年(?![卡费付])| ?起[拿出卖做订批]|[a-z0-9年月日的{MEASURES}](?<!个)"
    rf"| ?(?:[次辆台人张位](?![均份])|%)"
    rf"|[号点岁平天小折成期级楼层度倍大后多℃分路届款码环站寸代线区盘市省城县家手]"
    r"| ?(?:cm|kg|gb?(?![a-z])|mb|tb?(?![a-z])|个(?!$))"
)


class Price(NamedTuple):
    """Money at ``[start, end)`` of the reading: ``value`` in CNY, or ``raw`` words of foreign money.

    ``unit`` only where the text names one, ``block`` the records a block price is for (1000条100, 1元=20条),
    ``firm`` where a currency or a price word stands beside it, ``yearly`` for year cards. Ranges and floors
    have their words in ``raw`` too.
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
        found = find_amounts(self.raw or "")
        return found[0].value if found else None


class Per(NamedTuple):
    """What a price is per (``unit`` None for years), where the words end, whether any were named."""

    unit: PriceUnit | None
    end: int
    named: bool
    yearly: bool = False


def _unit_of(word: str, place: str | None) -> PriceUnit | None:
    if place:
        return "total"
    if word in RECORD or word == "人次":
        return "record"
    if word in QUERY:
        return "query"
    if word in PLACES:
        return "total"
    return "month" if "月" in word else None


def _several(number: Number) -> int | None:
    """How many records or look-ups the price right behind is for; 0 where each holds many records."""
    match = SEVERAL.search(number.left)
    if match is None:
        return None
    if match.group("whole"):
        return 0
    return int(find_amounts(match.group("many") or match.group("few"))[0].value)


def _per(number: Number, worth: float) -> Per:
    end = number.end
    if match := PER.match(number.text, end):
        word = match.group("unit") or match.group("every") or match.group("bare")
        return Per(_unit_of(word, match.group("place")), match.end(), True, word == "年")
    match = BEFORE_PER.search(number.left)
    if match is None or ("月" in match.group() and worth < CHEAP_MONTH):
        return Per(None, end, False)
    word = match.group("unit") or ("月" if match.group("month") else "年")
    return Per(_unit_of(word, match.group("place")), end, True, bool(match.group("year")))


def is_aside(number: Number) -> bool:
    """Whether money buys no records here: a deposit, a surcharge, wages, others' prices."""
    aside = number.before.get("aside")
    if aside and len(aside) >= len(number.before.get("price", "")):
        return not (aside in BOUNDS and number.money and (number.money.value or 0) <= RECORD_MONEY)
    if ASIDE_AFTER.match(number.text, number.end) or ELSEWHERE.search(number.left):
        return True
    return "+" in number.left and SURCHARGE.search(number.left[-3:]) is not None


def is_for_one(number: Number) -> bool:
    """Whether a broken number with a counter is what one record costs: 老号 4.5个, 股民0.6条."""
    worth = number.amount.value
    return number.counted is not None and worth <= RECORD_MONEY and not float(worth).is_integer()


def is_no_price(number: Number) -> bool:
    """Whether a number without currency cannot be a price: a count, a measure, the 一 of 一条."""
    amount = number.amount
    if (number.counted and not is_for_one(number)) or amount.value == 0:
        return True
    if (amount.words and amount.value < 10) or number.is_unit:
        return True
    if (number.matches(NO_PRICE_AFTER) and not is_for_one(number)) or number.matches(VAGUE):
        return True
    before = number.before
    if not before or not (number.is_whole or number.amount.ranged):
        return False
    cue = len(before.get("price", ""))
    return any(len(before.get(group, "")) > cue for group in ("limit", "trial", "stock"))


def may_be_price(number: Number) -> bool:
    """Whether a number can be a price at all."""
    return not ((number.money is None and is_no_price(number)) or is_aside(number))


def read_price(number: Number) -> Price | None:
    """The price a number states beside a currency, a price word, or what it is per; else None."""
    return stated_price(number) if may_be_price(number) else None


def stated_price(number: Number) -> Price | None:
    """The same, where it is known that the number may be a price."""
    text, start, end = number.text, number.amount.start, number.end
    value, raw, _ = number.money or (number.amount.value, None, end)
    per = _per(number, value or number.amount.value)
    told = number.money or per.named or "price" in number.before or AFTER.match(text, end)
    several = _several(number) if number.money or number.amount.value >= SEVERAL_WORTH else None
    if number.money is None and is_for_one(number) and number.counted:
        return Price(value, "record", None, start, number.counted.end())
    if not (told or several is not None) or value == 0 or (value or 0) >= UTMOST:
        return None
    raw = raw or (text[start:end] if number.amount.ranged else None)
    if several is not None:
        return Price(value, "total", raw, start, end, several or None)
    return Price(value, per.unit, raw, start, max(per.end, end), None, True, per.yearly)


def of_block(price: Price, block: int, end: int, unit: PriceUnit | None = None) -> Price:
    """``price`` for a block of records named behind it: 1元=20条, 60元/千条."""
    return price._replace(block=block, end=end, unit=unit)
