"""Reserved fakes for what names a person: numbers that were never given out, invented names and handles."""

import hashlib
import hmac
import re
from collections.abc import Callable, Collection
from itertools import pairwise
from random import Random
from typing import Literal

from stdnum import luhn
from stdnum.cn import ric

from analysis.privacy.kinds import holds_date
from analysis.privacy.reserved import CARDS, MIDDLE_OF_MOBILES, REGIONS, living

PersonalKind = Literal["number", "name", "email", "host", "plate", "serial"]
#: Everyday characters that GB 2312 and Big5 both have, the same in both scripts.
HAN = (
    "山川水火土木石田竹米羊牛白青高明文方元化平立永安江河林森松柏梅星雨雪冰天日月春夏秋冬西南北左右上下"
    "大小多少早晚甘甜百千玉金古今新明亮和光影波浪海洋湖泊岩峰谷原野草花果枝根"
)
LETTERS = "bcdfghjklmnpqrstvwxyz"
VOWELS = "aeiou"
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青川宁琼"
ENDINGS = ("com", "net", "org")
_MOBILE = re.compile(r"(0{0,2}86|0)?(1[3-9][0-9]{9})")
_ABROAD = re.compile(r"(852|853|886)[0-9]{8,9}")
_LANDLINE = re.compile(r"(?:[48]00|0[1-9][0-9])[0-9]{7,9}")
_RUN = re.compile(r"[0-9]+|[^0-9]+")
# So often another fake is tried where one is taken; then the fake grows by a letter.
TRIES = 40


class Pseudonyms:
    """Gives the same fake for the same original, and no fake twice.

    ``key`` makes the choice unforeseeable: who does not have it cannot try originals out. No fake is one of
    the ``originals`` known beforehand.
    """

    def __init__(self, key: bytes, originals: Collection[str] = ()) -> None:
        self.key = key
        self.taken = set(originals)
        self.given: dict[str, str] = {}

    def of(self, kind: PersonalKind, value: str) -> str:
        """The fake for ``value`` (folded, lower case; of a number its digits).

        A number becomes one of its own kind, told by its shape; a name keeps the number of its characters and
        their kinds; an address lies under example.com, .net or .org.
        """
        if value not in self.given:
            self.given[value] = self._fresh(value, _MAKERS[kind])
            self.taken.add(self.given[value])
        return self.given[value]

    def retell(self, text: str) -> str:
        """A text of invented words, sign for sign; what begins as another text begins as its fake."""
        told = hmac.new(self.key, digestmod=hashlib.sha256)
        signs: list[str] = []
        for before, sign in pairwise(f" {text}"):
            if not sign.isalnum():
                signs.append(sign)
                continue
            told.update(sign.encode("utf-8", "replace"))
            signs.append(_told(sign, before.isdigit(), Random(told.digest())))
        return "".join(signs)

    def _fresh(self, value: str, make: "Maker") -> str:
        for attempt in range(TRIES):
            fake = make(self, value, self._chance(value, attempt))
            if fake not in self.taken and fake != value and not any(living(fake)):
                return fake
        return self._fresh(value + LETTERS[len(value) % len(LETTERS)], make)

    def _chance(self, value: str, attempt: int) -> Random:
        digest = hmac.digest(self.key, f"{attempt} {value}".encode("utf-8", "replace"), hashlib.sha256)
        return Random(digest)


Maker = Callable[[Pseudonyms, str, Random], str]


def _digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def make_number(others: Pseudonyms, value: str, chance: Random) -> str:
    """A number of the kind that ``value`` is by its shape: mobile, ID, card, landline; else a QQ number."""
    if mobile := _MOBILE.fullmatch(value):
        network = f"1{chance.choice('3456789')}{chance.choice('0123456789')}"
        return f"{mobile[1] or ''}{network}{MIDDLE_OF_MOBILES}{_digits(chance, 3)}"
    if len(value) in (15, 18) and (holds_date(value) or value[-1] in "xX"):
        return _identity(len(value), chance)
    if 15 <= len(value) <= 19:
        return _card(len(value), chance)
    if (abroad := _ABROAD.fullmatch(value)) or _LANDLINE.fullmatch(value):
        head = abroad[1] if abroad else value[:3]
        return f"{head}{_digits(chance, 3):0>{len(value) - 3}}"
    # Above 2^32 none was given out; ten digits that begin with 9 are.
    return f"9{_digits(chance, 3)}000{_digits(chance, 3)}" if len(value) < 13 else _long(len(value), chance)


def _identity(length: int, chance: Random) -> str:
    """Of the region 99, which does not exist; with its check digit where it has one (GB 11643)."""
    born = f"{chance.randrange(1950, 2005)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    body = f"{REGIONS[-1]}0{_digits(chance, 3)}{born[18 - length :]}{_digits(chance, 3)}"
    return body + str(ric.calc_check_digit(f"{body}0")).lower() if length == 18 else body[:15]


def _card(length: int, chance: Random) -> str:
    body = CARDS + _digits(chance, length - len(CARDS) - 1)
    return body + luhn.calc_check_digit(body)


def _long(length: int, chance: Random) -> str:
    return f"9{_digits(chance, length - 1)}"


def make_name(others: Pseudonyms, value: str, chance: Random) -> str:
    """Sign for sign one of the same kind: Han for Han, letter for letter, digits around zeros."""
    return "".join(_run(others, run, chance) for run in _RUN.findall(value))


def _run(others: Pseudonyms, run: str, chance: Random) -> str:
    """A long number inside a name is a number of its own: the same wherever it stands."""
    if run[0].isascii() and run[0].isdigit():
        if len(run) > 6:
            return others.of("number", run)
        return "0" * (len(run) - 2) + _digits(chance, min(len(run), 2))
    letters = (LETTERS, VOWELS) if len(run) > 3 else (LETTERS + VOWELS,)
    return "".join(_sign(sign, letters[place % len(letters)], chance) for place, sign in enumerate(run))


def _sign(sign: str, letters: str, chance: Random) -> str:
    if sign.isascii():
        return chance.choice(letters) if sign.isalpha() else sign
    if "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000":
        return chance.choice(HAN)
    return chance.choice(letters) if sign.isalpha() else sign


def _told(sign: str, within: bool, chance: Random) -> str:
    """One invented sign. No mobile, card or country code begins with 7."""
    if sign.isascii() and sign.isdigit():
        return chance.choice("0123456789" if within else "7")
    told = _sign(sign.lower(), LETTERS + VOWELS, chance)
    return told.upper() if sign.isascii() and sign.isupper() else told


def make_email(others: Pseudonyms, value: str, chance: Random) -> str:
    """An address on a host of nobody."""
    local = value.partition("@")[0]
    return f"{make_name(others, local, chance)}@example.{chance.choice(ENDINGS)}"


def make_host(others: Pseudonyms, value: str, chance: Random) -> str:
    """A host under example.com, .net or .org."""
    return f"{make_name(others, 'abcdef', chance)}.example.{chance.choice(ENDINGS)}"


def make_plate(others: Pseudonyms, value: str, chance: Random) -> str:
    """A number plate whose area letter is I, which no area has (GA 36)."""
    count = max(len(value) - 2, 5)
    return f"{chance.choice(PROVINCES)}i{_digits(chance, 3):0>{count}}"


def make_serial(others: Pseudonyms, value: str, chance: Random) -> str:
    """Another number of as many digits, for what a site counts its pages and posts by."""
    return f"{chance.choice('2345678' if len(value) < 15 else '18')}{_digits(chance, len(value) - 1)}"


_MAKERS: dict[PersonalKind, Maker] = {
    "number": make_number,
    "name": make_name,
    "email": make_email,
    "host": make_host,
    "plate": make_plate,
    "serial": make_serial,
}
