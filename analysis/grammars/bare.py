"""Bare numbers: neither currency, counter nor word says what they are; their places in the post do."""

import re
from collections.abc import Sequence

from analysis.grammars.numbers import Number
from analysis.grammars.prices import (
    NO_PRICE_AFTER,
    Price,
    is_aside,
    is_no_price,
    may_be_price,
    read_price,
    stated_price,
)
from analysis.grammars.quantities import WEALTH, is_limited

#: The number answers how many: 多少条? 一万二.
ASKED = re.compile(r"(?:多少[条个人户位单张份]|几个|有多少|多少量|量多少)[^0-9\n]{0,4}\n?[^0-9\n]{0,8}$")
#: What is counted is told right behind: 五千二,姓名 手机.
DESCRIBED = re.compile(r"[,\s]{1,2}(?:都?[带有含])?(?:姓名|名字|真名|手机|电话|性别)")
#: Persons right before the number: 重疾险客户5200.
PEOPLE = re.compile(
    r"(?:客户|用户|会员|学员|车主|业主|家长|股民|患者|网友|玩家|老人|买家|借款人|机主|粉丝|宝妈|孕妇"
    r"|好友) ?$"
)
#: What may stand between a bare count and its price: 奔驰 | 21400 | 0.6.
CELLS = re.compile(r"[^\w\n,。;、/(]{1,16}")
#: What may stand before and after a bare number that is a price: 四件套 1100，
BARE_BEFORE = re.compile(r"[一-鿿\s()\]】:→➜—.?,、。;|/＝=~\"”丨-]$")
BARE_AFTER = re.compile(
    r"\s?(?:每[百千万十]|=(?=\s?[0-9]{2,6}\s?[条个人位])|[,。;、|/)】!\n\s→✅@(~丨…·—“”\"']|$"
    r"|(?=[^\x00-\xff一-鿿]))"
)
#: Words after which a bare number is no price.
NAMED_BEFORE = re.compile(r"(?:第|近|前|编号|备注|满|型号|尾号|暗号|群|楼|栋)\s?$")
#: A count stands at most so many characters before its price.
NEAR = 12
#: A bare range with a point is one of prices of a record up to this (yuan): 0.7-1.2.
DEAREST_RECORD = 20
#: Where the number of a line in a list may stand, and what follows it: 1. 车主, ②业主, 03 | 家长.
LIST_BEFORE = re.compile(r"(?:^|[\n;。!、:,( \[【])$")
LIST_AFTER = re.compile(r" ?[.、)】:|](?![0-9])| ?(?=[一-鿿a-z])")


def list_numbers(numbers: Sequence[Number]) -> set[int]:
    """Starts of the numbers that count the lines of a list from one: 1网贷 2车主 3业主."""
    found: list[int] = []
    for number in numbers:
        if number.amount.words or number.amount.value != len(found) + 1 or number.money:
            continue
        before = number.left[-1:]
        counts = before == " " and number.counted
        if LIST_BEFORE.search(before) and number.matches(LIST_AFTER) and not counts:
            found.append(number.amount.start)
    return set(found) if len(found) > 1 else set()


def is_told(number: Number, counted: bool) -> bool:
    """Whether a bare number answers how many, or stands beside persons or columns: 重疾险客户5200.

    ``counted``: the goods have a count already.
    """
    if number.amount.value < 100 or not number.is_whole:
        return False
    if number.amount.value >= 1000 and not counted and number.matches(DESCRIBED):
        return "price" not in number.before and not is_aside(number)
    told = ASKED.search(number.left) or (number.amount.value >= 1000 and PEOPLE.search(number.left))
    return bool(told) and number.matches(BARE_AFTER) and read_price(number) is None


def is_cell(number: Number, following: Number | None) -> bool:
    """Whether a bare whole number stands before its price: 奔驰 | 21400 | 0.6, 家长 8600 每笔2.5元."""
    if following is None or number.amount.value < 10 or not number.is_whole or "price" in number.before:
        return False
    gap = number.text[number.amount.end : following.amount.start]
    if "\n" in gap or number.matches(NO_PRICE_AFTER) or is_limited(number):
        return False
    if WEALTH.search(number.left[-10:]) and not number.left.endswith("("):
        return False
    if following.amount.words and following.amount.value < 10 and not following.money:
        return False
    if CELLS.fullmatch(gap):
        return following.amount.value < number.amount.value * 10
    if len(gap) > NEAR or "。" in gap or ";" in gap or following.money is None:
        return False
    return following.money.value is not None and number.amount.value >= max(500, following.money.value * 100)


def _has_worth(number: Number) -> bool:
    """Whether it is as large, and as round, as prices are."""
    amount = number.amount
    if amount.ranged:
        return "." in number.shown and amount.value < DEAREST_RECORD
    if amount.value == 1 or not 0 < amount.value <= 1_000_000:
        return False
    if amount.words:
        return (
            amount.end - amount.start > 1
            and amount.value >= 10
            and not (amount.value < 100 and amount.value % 5)
        )
    return not 1990 <= amount.value <= 2035 or amount.value == 2000 or "." in number.shown


def find_price(number: Number) -> Price | None:
    """The price a number states, or that nothing but its place tells (大行 2100); else None."""
    return (stated_price(number) or _bare_price(number)) if may_be_price(number) else None


def _bare_price(number: Number) -> Price | None:
    if not _has_worth(number) or (number.money and is_no_price(number)):
        return None
    if NAMED_BEFORE.search(number.left[-3:]) or not BARE_BEFORE.search(number.left[-1:]):
        return None
    if not number.matches(BARE_AFTER):
        return None
    raw = number.shown if number.amount.ranged else None
    return Price(number.amount.value, None, raw, number.amount.start, number.amount.end, firm=False)
