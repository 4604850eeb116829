"""Invented people as sellers show them: values of every kind, in every written form, in rows.

Nobody lives behind a value: ID numbers are of the region 99, cards begin with 999999, mobiles are
``1xx00000xxx``, plates have an area letter that no area has, papers a run of zeros.
"""

import unicodedata
from collections.abc import Callable
from random import Random

from stdnum import luhn
from stdnum.cn import ric

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "小明建国丽华秀英志强海燕春梅文静玉兰俊杰晓东思雨子涵"
CITIES = ("滨海市", "云州市", "青山县", "临江省平安市东湖区")
ROADS = ("幸福路", "和平街", "建设大道", "中山北路", "解放巷")
PLACES = ("云州", "滨海", "青山")
CHINESE, CAPITALS = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
_LETTERS = {"0": "Oo", "1": "lI"}


def digits(chance: Random, count: int) -> str:
    """``count`` digits."""
    return "".join(chance.choice("0123456789") for _ in range(count))


def id_number(chance: Random) -> str:
    """A citizen ID number of 18 digits (GB 11643-1999), check digit included."""
    birth = f"{chance.randint(1950, 2012)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    body = f"99{digits(chance, 4)}{birth}{digits(chance, 3)}"
    return body + str(ric.calc_check_digit(f"{body}0"))


def old_id_number(chance: Random) -> str:
    """A citizen ID number of 15 digits (GB 11643-1989)."""
    birth = f"{chance.randint(40, 85)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    return f"99{digits(chance, 4)}{birth}{digits(chance, 3)}"


def card(chance: Random) -> str:
    """A bank card number of 16 or 19 digits with its Luhn digit (ISO/IEC 7812)."""
    body = f"999999{digits(chance, chance.choice((9, 12)))}"
    return body + str(luhn.calc_check_digit(body))


def mobile(chance: Random) -> str:
    """A mobile number."""
    return f"1{chance.choice('3456789')}{digits(chance, 1)}00000{digits(chance, 3)}"


def name(chance: Random) -> str:
    """A name of two or three characters."""
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2))))


def address(chance: Random) -> str:
    """A postal address down to the flat."""
    house = f"{chance.randint(1, 300)}号{chance.randint(1, 30)}栋{chance.randint(101, 2804)}"
    return chance.choice(CITIES) + chance.choice(ROADS) + house


def plate(chance: Random) -> str:
    """A number plate (GA 36): five signs, or six of a new-energy car."""
    area = chance.choice("京沪粤浙苏鲁川") + "I"
    if chance.random() < 0.5:
        return f"{area}{chance.choice('ABCDEFGHJK')}{digits(chance, 5)}"
    return f"{area}{chance.choice(('', '·'))}{digits(chance, 3)}{chance.choice('KLMN')}{digits(chance, 1)}"


def paper(chance: Random) -> str:
    """A passport, or a permit for Hong Kong, Macau or Taiwan."""
    head = chance.choice(("E", "EA", "G", "C", "CB", "H", "M", "L"))
    return f"{head}0000{digits(chance, 5 - len(head))}" if len(head) > 1 else f"{head}0000{digits(chance, 4)}"


def email(chance: Random) -> str:
    """A mail address."""
    local = "".join(chance.choice("abcdefghkmn") for _ in range(chance.randint(4, 9)))
    return f"{local}{digits(chance, 3)}@example.{chance.choice(('com', 'net', 'org'))}"


def _keycaps(value: str, chance: Random) -> str:
    return "".join(f"{one}\ufe0f\u20e3" if one.isdigit() else one for one in value)


def _full_width(value: str, chance: Random) -> str:
    return "".join(chr(ord(one) + 0xFEE0) for one in value)


def _by(table: str) -> Callable[[str, Random], str]:
    return lambda value, chance: "".join(table[int(one)] if one.isdigit() else one for one in value)


def _apart(mark: str) -> Callable[[str, Random], str]:
    return lambda value, chance: mark.join(value)


def _mixed(value: str, chance: Random) -> str:
    tables = (CHINESE, CAPITALS, _CIRCLED, "0123456789", "０１２３４５６７８９")
    return "".join(chance.choice(tables)[int(one)] if one.isdigit() else one for one in value)


def _invisible(value: str, chance: Random) -> str:
    return "".join(one + chance.choice(("", "\u200b", "\u200d", "\u2060", "\ufeff")) for one in value)


def _lettered(value: str, chance: Random) -> str:
    return "".join(chance.choice(_LETTERS.get(one, one) + one) for one in value)


def _grouped(value: str, chance: Random) -> str:
    sizes = {11: (3, 4, 4), 15: (6, 6, 3), 18: (6, 8, 4)}.get(len(value), (4, 4, 4, 4, 4))
    parts, place = [], 0
    for size in sizes:
        parts.append(value[place : place + size])
        place += size
    return chance.choice(" -.").join(filter(None, parts))


#: Written forms of a number.
FORMS: dict[str, Callable[[str, Random], str]] = {
    "plain": lambda value, chance: value,
    "spaced": _apart(" "),
    "dashed": _apart("-"),
    "dotted": _apart("."),
    "grouped": _grouped,
    "full width": _full_width,
    "circled": _by(_CIRCLED),
    "keycap": _keycaps,
    "zero width": _invisible,
    "Chinese numerals": _by(CHINESE),
    "capitals": _by(CAPITALS),
    "mixed": _mixed,
    "letters": _lettered,
}
#: What stands between the cells of a row.
SEPARATORS = (",", "，", "----", "|", "\t", " / ", "；", "  ")
#: Kinds of numbers that a row is about.
NUMBERS: dict[str, Callable[[Random], str]] = {
    "id": lambda chance: (id_number if chance.random() < 0.7 else old_id_number)(chance),
    "card": card,
    "mobile": mobile,
}


def cells(value: str, chance: Random) -> tuple[list[str], list[str]]:
    """What stands before and behind ``value`` in a row, as lists of such rows do."""
    before = [
        [name(chance)],
        [str(chance.randint(1, 99)), name(chance)],
        [name(chance), chance.choice("男女")],
    ]
    behind = [[address(chance)], [], [mobile(chance), chance.choice(PLACES)], [chance.choice(PLACES)]]
    return chance.choice(before), chance.choice(behind)


def bare(text: str) -> str:
    """The digits of a text, however they are written, so that a disguised survivor is seen."""
    tables = {one: str(place) for table in (CHINESE, CAPITALS) for place, one in enumerate(table)}
    plain = unicodedata.normalize("NFKC", text)
    return "".join(tables.get(one, one) for one in plain if one.isdigit() or one in tables)


def decoy(chance: Random) -> str:
    """A number that is nobody's, in words of an advert: a price, a count, a QQ number, an order, a date."""
    year, month, day = chance.randint(2015, 2026), chance.randint(1, 12), chance.randint(1, 28)
    price, count, stamp = chance.randint(1, 9999), chance.randint(1, 99), f"{year}{month:02}{day:02}"
    qq = f"9{digits(chance, 3)}000{digits(chance, 3)}"
    order = digits(chance, chance.choice((12, 15, 16, 18, 19)))
    return chance.choice(
        (
            f"价格 {count}00 {count}000 {price}，{count % 9 + 1}毛一条",
            f"1000条 {price}元 5000条 {price * 4}元 {count}万条",
            f"¥{price}.{digits(chance, 2)} 起，全拿 {count},{digits(chance, 3)}",
            f"加QQ {qq}",
            f"扣扣：{qq} 备注来意",
            f"订单号：{order} 已发货",
            f"快递单号 {chance.choice(('SF', 'YT', 'JD', ''))}{order[:15]}",
            f"订单 {stamp}{order[:10]} 待付款",
            f"{year}-{month:02}-{day:02} {day:02}:{month:02}:{day:02} 更新",
            f"{year}年{month}月{day}日到{year}.{month}.{day}的数据，{stamp}",
        )
    )
