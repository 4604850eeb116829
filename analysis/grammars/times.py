"""Time words of adverts: 近7天, 三个月内, 2023年上半年, 今晚, 55岁以上: no stock, no money."""

import re
from typing import NamedTuple

from analysis.grammars.amounts import parse_ascii, parse_han

_DAYS = {
    "秒": 1 / 86_400, "分钟": 1 / 1440, "小时": 1 / 24, "钟头": 1 / 24, "天": 1, "日": 1, "晚": 1, "周": 7,
    "星期": 7, "礼拜": 7, "月": 30, "季度": 91, "年": 365, "岁": 365,
}  # fmt: skip
#: A number that a unit follows, nearly at once: most numbers are none of times.
SPELL_HINT = re.compile(
    rf"[0-9一二两俩三四五六七八九十百半几数][ 多来个半]{{0,7}}[{''.join(unit[0] for unit in _DAYS)}]"
)
SPELL = re.compile(
    r"(?P<number>[0-9一二两俩三四五六七八九十百半几数]"
    r"(?:(?<=[0-9])[0-9]{0,3}(?:\.[0-9])?|(?<=[一二两俩三四五六七八九十百])[一二两俩三四五六七八九十百]{0,3}|(?<=[半几数])))"
    r" ?(?:多|来)?(?: ?个 ?半?)? ?"
    r"(?P<unit>秒(?!出|回|发|结|付)|分钟|小时|钟头|天(?!猫)|周岁|周(?!边|转)|星期|礼拜"
    r"|(?<!\s)月(?![卡付费租结饼子嫂])|季度|(?<!\s)年|岁|日(?![日本圆元])|晚(?!上?[的]))"
    r" ?(?:之?内|以内|前|以后|之?后|来|间|左右|以上|以下|龄|级|份|底|初)?"
)
#: 七十一个月, 六百一周: seventy for a month, six hundred for a week.
EACH = re.compile(r"[四五六七八九]十一$|百一$")
#: The last digit of a date and what follows it.
DATE_HINT = re.compile(r"[0-9一二三四五六七八九十零〇]\s?[年.\-/q:月点号后届款版新上下秋春全以之至导]")
DATE = re.compile(
    r"(?=[0-9一二三四五六七八九十零〇])(?:"
    r"(?:19|20)[0-9]{2}\s?(?:年 ?(?:[01]?[0-9] ?月(?: ?[0-3]?[0-9][日号]?)?)?"
    r"|[.\-/q] ?[01]?[0-9](?![0-9.])(?:[月.\-/] ?[0-3]?[0-9][日号]?)?|(?=届|款|版|新|上半|下半|秋|春"
    r"|全年|年|以后|之后|至今|导))"
    r"|[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?|[01]?[0-9]月[0-3]?[0-9][日号]?"
    r"|[0-2]?[0-9]点(?!击|赞)|[一二三四五六七八九十]{1,3}点(?!击|赞|要)|(?:[0-3]?[0-9]"
    r"|[一二三]?十[一二三四五六七八九]?)号(?=[前后到至起就才晚早交开上]|[,。;\s]|$)"
    r"|(?:[5-9]0|00|[五六七八九零〇][零〇0])后)"
)
NAMED = re.compile(
    r"今[天日晚早年]|昨[天日晚儿]|前天|明后?[天年晚]|后天|当[天日晚月]|每[本上下这]个?[月周]|本个?[月周]|上个?[月周]|下个?[月周]|这个?[月周]"
    r"|上半[年月]|下半[年月]|去年|前年|全年|年[底初]|月[底初]|凌晨|早上|晚上"
)


class TimeWord(NamedTuple):
    """A time at ``[start, end)`` of the reading; ``days`` where it names a length (近7天 7, 三个月 90)."""

    start: int
    end: int
    days: float | None = None


def _length(number: str, unit: str) -> float | None:
    if number in ("几", "数"):
        return None
    value = 0.5 if number == "半" else parse_ascii(number) if number.isascii() else parse_han(number)
    return None if value is None else value * _DAYS[unit.removeprefix("周岁") or "岁"]


def find_times(text: str) -> list[TimeWord]:
    """Every time word of ``text`` in the second reading, in order; of two that overlap the longer."""
    found = [TimeWord(*match.span()) for match in NAMED.finditer(text)]
    if DATE_HINT.search(text):
        found += [TimeWord(*match.span()) for match in DATE.finditer(text)]
    if SPELL_HINT.search(text):
        found += [
            TimeWord(*match.span(), _length(*match.group("number", "unit")))
            for match in SPELL.finditer(text)
            if not EACH.search(match["number"])
        ]
    if len(found) < 2:
        return found
    kept: list[TimeWord] = []
    for one in sorted(found, key=lambda word: (word.start, -word.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
