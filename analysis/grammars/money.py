"""Money: an amount with its currency, 块 and 毛 with what follows, foreign money in its own words."""

import re
from typing import NamedTuple

from analysis.grammars.amounts import MEASURES, Amount

MONEY = re.compile(
    r" ?(?:人民币|软妹币|rmb|cny|[¥￥](?! ?[0-9])|元(?:新?台币|港币)|元(?![旦宝素气])"
    r"|块(?:大?洋钿?)?(?![硬盘地屏板表石])|大洋|蚊"
    r"|r(?![a-z])|米(?![高长斗糖兰色粉内范])|角(?![色落度])|毛(?![病坯利孩衣发线])"
    r"|毫子?(?![米升无不])|分(?![钟之类区期公店院局行级拣开数析拆享段别批校组手红包离布好清为成货])|厘"
    r"|张?\(?红票子\)?"
    r"|hkd|ntd|usd|美[元金刀]|刀乐?(?![具片])|u(?:sdt)?(?![a-z盾])|btc|trx|个?比特币|港[币元纸]|新?台币"
    r"|日[圆元币]|円|韩[元币圜]|澳[元币刀]|加[元币刀]|新币|马币|泰铢|铢|林吉特|eth(?![a-z])"
    r"|欧元?|镑)"
)
#: How the words of foreign money begin.
FOREIGN = re.compile(r"元[新台港]|[u刀美b港台个比欧镑thn日円韩澳加新马泰铢林]|eth")
#: Behind a number these count it, whatever currency stands before.
COUNTED = frozenset("条个份组位")
#: What :data:`BEFORE` ends in.
BEFORE_ENDS = frozenset("$dt€¥￥💴💵💶bypm币元纸 \n")
BEFORE = re.compile(
    r"(?P<foreign>hk\$|hkd|nt\$|us\$|usdt?|[acs]\$|\$|€|新?台币|港[币元纸]"
    r"|(?<![a-z])(?:mop|sgd|rm)) ?$|[¥￥💴💵💶] ?$|(?:rmb|cny|人民币) ?$"
    r"|(?<![0-9一-鿿k])元 ?$"
)
_DIGIT = "[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
#: 1块2, 3毛5, 两块五: the digit after a unit counts tenths of it, unless it starts a number of its own.
_LAST = (
    rf"(?P<tenth>{_DIGIT})(?![0-9.十百千万亿拾佰仟wk元块毛角分厘u口{MEASURES}]| [万千百])|半(?![年天月个])"
)
AFTER_YUAN = re.compile(
    rf" ?(?P<jiao>{_DIGIT}) ?[角毛](?: ?(?P<fen>{_DIGIT}) ?分?(?![{MEASURES}]))?|(?:{_LAST})"
)
AFTER_FEN = re.compile(rf"(?:{_LAST})")
AFTER_MAO = re.compile(rf" ?(?P<fen>{_DIGIT})\s?分|(?:{_LAST})分?")
#: 一块 is together, not one yuan: 两样一块200, 搁一块堆儿.
TOGETHER = re.compile(r"一块(?![\s,。;、!)钱一每/的收买拿半]|[二三四五六七八九](?![百千万])|$)")
#: 一分不要, 少一分不发: no money at all.
NOTHING = re.compile(r"一[分毛]钱?[不没也都]|一分钱?一分货|(?:(?<=不到)|(?<=[少差]))一分")
SUBUNITS = {"角": 0.1, "毛": 0.1, "毫": 0.1, "分": 0.01, "厘": 0.001}
_PLACES = {**{str(one): one for one in range(10)}, "两": 2}
_PLACES |= {
    sign: one + 1 for row in ("一二三四五六七八九", "壹贰叁肆伍陆柒捌玖") for one, sign in enumerate(row)
}


class Money(NamedTuple):
    """``value`` in CNY, or ``raw`` words of foreign money; ``end`` is where the words end."""

    value: float | None
    raw: str | None
    end: int


def _rest(text: str, end: int, word: str) -> tuple[float, int]:
    """What the digits behind 块 or 毛 add, in units of that word, and where they end."""
    pattern = (
        AFTER_YUAN
        if word[0] in "元块"
        else AFTER_MAO
        if word[0] in "毛角毫"
        else AFTER_FEN
        if word == "分"
        else None
    )
    match = pattern.match(text, end) if pattern else None
    if match is None:
        return 0.0, end
    named = match.groupdict()
    worth = {"jiao": 0.1, "fen": 0.01 if pattern is AFTER_YUAN else 0.1, "tenth": 0.1}
    added = sum(_PLACES[sign] * worth[name] for name, sign in named.items() if sign)
    return (added or 0.5), match.end()


def _before(text: str, start: int) -> re.Match[str] | None:
    """The currency right before a number."""
    if text[start - 1 : start] not in BEFORE_ENDS:
        return None
    return BEFORE.search(text[max(0, start - 5) : start])


def read_money(text: str, amount: Amount) -> Money | None:
    """The money an amount states, None where no currency stands beside it."""
    before = _before(text, amount.start)
    if before and before.group("foreign"):
        return Money(None, before.group() + text[amount.start : amount.end], amount.end)
    match = MONEY.match(text, amount.end)
    if match is None:
        if before is None or text[amount.end : amount.end + 1] in COUNTED:
            return None
        return Money(amount.value, None, amount.end)
    word, end = match.group().strip(), match.end()
    if (
        (word[0] == "分" and amount.value >= 10)
        or (word == "块" and TOGETHER.match(text, amount.start))
        or NOTHING.match(text, amount.start)
        or (word == "角" and text[max(0, amount.start - 1) : amount.start] in ("长", "珠"))
    ):
        return None
    if FOREIGN.match(word):
        return Money(None, text[amount.start : end].strip(), end)
    if "红票子" in word:
        return Money(amount.value * 100, None, end)
    rest, end = _rest(text, end, word)
    return Money(round((amount.value + rest) * SUBUNITS.get(word[0], 1.0), 6), None, end)
