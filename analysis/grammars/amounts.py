"""Numbers as Chinese writes them, in the second reading: 1w6, 4万2千, 贰仟伍, 一百二, 31,800, 300-500."""

import re
from collections.abc import Iterator
from typing import NamedTuple

UNITS = {
    "十": 10,
    "拾": 10,
    "百": 100,
    "佰": 100,
    "千": 1000,
    "仟": 1000,
    "k": 1000,
    "m": 1_000_000,
    "万": 10_000,
    "w": 10_000,
    "亿": 100_000_000,
}
LARGE = {"百万": 1_000_000, "千万": 10_000_000, "百亿": 10_000_000_000}
DIGITS = dict(
    zip(
        "零〇一二两俩三仨四五六七八九壹贰叁肆伍陆柒捌玖",
        [0, 0, 1, 2, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        strict=True,
    )
)
HAN_NUMBER = "".join(DIGITS) + "十拾百佰千仟万亿"
#: What one of something is counted by: a price is often named for one of them (五百一次).
MEASURES = (
    "条個个位人户份组张单套次回道月天晚趟期年站市城县区省校班群栋查车辆台斤箱行笔字盒科号泡壶杯碗勺颗粒片包件票对"
    "袋只枚本页册盘桶头项样档层间例家名种库所饼发宫锅炷尾叶匹床棵枝朵株封平周"
)
#: It begins with one class of characters, behind which a search skips what can be no number.
AMOUNT = re.compile(
    rf"[0-9{HAN_NUMBER}块](?:"
    r"(?<=[0-9])(?<![0-9a-tv-z_@].)(?<![0-9a-z][.．].)(?:[0-9]{0,2}(?:,[0-9]{3}){1,4}(?![0-9])"
    r"|[0-9]{0,12})(?:[.．][0-9]{1,6})?"
    r"(?: ?(?:百万|千万|百亿|[万亿千百]|[wk](?![a-tv-z_0-9]|u[a-z])|m(?= rows| lines| records))"
    r"(?:(?:[1-9]千)?[1-9]百|[1-9](?![0-9.毛角分厘条个万])千?| [1-9](?= ?(?:[,。;不]|$)))?"
    r"|[wk][1-9](?![0-9a-z]))?"
    rf"|(?<=[{''.join(DIGITS)}])[{''.join(DIGITS)}]?点[{''.join(DIGITS)}]{{1,4}}(?= ?[元块毛])"
    rf"|(?<=[{HAN_NUMBER}])[{HAN_NUMBER}]{{0,15}}"
    rf"|(?<=块)(?<![{HAN_NUMBER}0-9几].)(?=[二三四五六七八九半](?![{MEASURES}])))"
)
ASCII_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(百万|千万|百亿|[万亿千百wkm])?")
#: 五百一次 is 500 for one, not 501 times; 三千一百一十一条 is a count all the same.
EACH = re.compile(rf"[一壹][{MEASURES}]")
#: 几千, 好几百, 上万: nobody knows how many.
VAGUE_BEFORE = frozenset("几数好上成论过小")
#: 两三百, 三五千: the lower end of a range.
SPAN = re.compile(r"(?:一两|两三|二三|三四|四五|五六|六七|七八|八九|三五)[十百千万亿]{0,2}")
#: 每千一百二: what so many records cost follows at once.
BLOCKS = frozenset("百千万")
#: 两三毛, 四五块: a range of money.
SPANNED = frozenset("块毛元角分")
BETWEEN = re.compile(r"\s?(?:[-~—–至到]{1,2}|或者?)\s?")


class Amount(NamedTuple):
    """A number worth ``value`` at ``[start, end)``; ``words`` when written in Chinese numerals.

    Of a range (300-500) it is the lower end, ``ranged`` is true and the span covers both.
    """

    value: float
    start: int
    end: int
    words: bool = False
    ranged: bool = False


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
            if place == len(text) - 1 and unit > 10 and text[place - 1] not in "零〇" and digit:
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


#: What one character says, the most frequent numeral: 一手, 两天.
SINGLE = {one: parse_han(one) or 0.0 for one in HAN_NUMBER}


def parse_ascii(text: str) -> float:
    """The value of 31,800 or 3.6万 or 1w6 or 4万2千 or 8千4百."""
    number, scale = text[:-1], UNITS.get(text[-1])
    if text.isdecimal():
        return float(text)
    if scale and number.isdecimal():
        return float(number) * scale
    value, unit = 0.0, 1
    for number, word in ASCII_PART.findall(text.replace(",", "").replace("．", ".")):
        last, unit = unit, LARGE.get(word) or UNITS.get(word, 0)
        value += float(number) * (unit or (last / 10 if value else 1))
    return round(value, 6)


def _without_each(text: str, shown: str, end: int) -> str:
    """``shown`` without the 一 that begins 一次, 一条."""
    rest = shown[:-1]
    if rest and shown[-1] in "一壹" and text[end : end + 1] in ("起", "共", "样", "律"):
        return rest
    if not rest or not EACH.match(text, end - 1):
        return shown
    return shown if rest in ("十", "拾") or (len(rest) > 2 and rest[-1] in "十拾零〇") else rest


def _plain_amounts(text: str) -> Iterator[Amount]:
    for match in AMOUNT.finditer(text):
        shown, (start, end) = match.group(), match.span()
        if text[end : end + 1] == "几":
            continue
        # 统一两毛 is two mao for all, not one or two.
        if shown[0] == "一" and start and text[start - 1] == "统" and len(shown) > 1:
            shown, start = shown[1:], start + 1
        if shown[0].isascii():
            if shown[0] != "0" or not shown[1:2].isdigit():
                yield Amount(parse_ascii(shown), start, end)
        elif shown == "块":
            yield Amount(1.0, start, start, True)
        elif "点" in shown:
            whole, _, parts = shown.partition("点")
            tenths = float("0." + "".join(str(DIGITS[one]) for one in parts))
            yield Amount((parse_han(whole) or 0) + tenths, start, end, True)
        elif shown[0] in UNITS and start and text[start - 1] in VAGUE_BEFORE:
            continue
        elif shown[0] in BLOCKS and text[start - 1 : start] == "每" and (rest := parse_han(shown[1:])):
            yield Amount(UNITS[shown[0]], start, start + 1, True)
            yield Amount(rest, start + 1, end, True)
        elif shown in SINGLE:
            yield Amount(SINGLE[shown], start, end, True)
        else:
            shown = _without_each(text, shown, end)
            if (value := parse_han(shown)) is not None:
                yield Amount(value, start, start + len(shown), True)
            elif SPAN.fullmatch(shown) and (len(shown) > 2 or text[end : end + 1] in SPANNED):
                yield Amount(parse_han(shown[0] + shown[2:]) or 0, start, end, True, True)


def _scaled(low: Amount, high: Amount) -> float:
    """The lower end in the unit of the upper one: 3-5万 starts at 30,000."""
    for unit in (100_000_000, 10_000, 1000, 100):
        if low.value < 10 <= high.value and high.value % unit == 0 and low.value < high.value / unit:
            return low.value * unit
    return low.value


def _with_upper_end(text: str, low: Amount, high: Amount) -> Amount:
    """``low`` as a range up to ``high``, where nothing but a dash or a word for it parts them."""
    between = text[low.end : high.start]
    if not BETWEEN.fullmatch(between):
        return low
    rows = low.value == 1 and high.value >= 50 and "-" in between
    value = high.value if rows else _scaled(low, high)
    return Amount(value, low.start, high.end, low.words, not rows)


def find_amounts(text: str) -> list[Amount]:
    """Every number in ``text`` of the second reading, in order; ranges joined."""
    found = list(_plain_amounts(text))
    joined: list[Amount] = []
    end = -1
    for low, high in zip(found, [*found[1:], *found[-1:]], strict=True):
        if end >= low.end:
            continue
        near = 0 < high.start - low.end <= 4 and high.value > low.value
        joined.append(_with_upper_end(text, low, high) if near else low)
        end = joined[-1].end
    return joined
