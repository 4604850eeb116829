"""What a number is by its digits alone: a citizen ID number, a bank card, a mobile number, or nothing.

ID numbers follow GB 11643 (18 digits with a date of birth at digits 7 to 14) and its 15-digit forerunner;
cards begin as some issuer's do and pass the check of ISO/IEC 7812. A wrong check digit does not save an ID
number of an area that exists (GB/T 2260): a masked list must not show a mistyped number either.
"""

import re
from dataclasses import dataclass
from typing import Literal

from stdnum.cn import ric

IdentityKind = Literal["id", "card", "phone", "email", "number", "plate", "paper", "name", "address"]
#: A mobile number; before it may stand the country code, or the 0 that was dialled for another place.
PHONE = re.compile(r"(?:0{0,2}86|0)?(1[3-9][0-9]{9})")
#: Provinces (GB/T 2260) and the areas 00 and 99 that nobody was given.
AREA = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|00|99")
#: Issuers by first digits and length: UnionPay and what Chinese banks gave out before it, Visa, Mastercard,
#: JCB, American Express.
CARD = re.compile(
    r"62[0-9]{14,17}|9[59][0-9]{14,17}|4[0-9]{15}|(?:436742|60[13][0-9]{3})[0-9]{10,13}|6[05][0-9]{14}"
    r"|(?:5[1-5]|2[2-7])[0-9]{14}|35[0-9]{14}|3[47][0-9]{13}"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """A value at ``[start, end)`` of the folded text; ``value`` is plain digits, or letters as folded."""

    kind: IdentityKind
    value: str
    start: int
    end: int


def holds_date(digits: str) -> bool:
    """Whether an 18- or 15-digit number has a date of birth where GB 11643 puts it."""
    birth = digits[6:14] if len(digits) == 18 else "19" + digits[6:12]
    return "1880" < birth < "2100" and "01" <= birth[4:6] <= "12" and "01" <= birth[6:8] <= "31"


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812 check of a card number."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def passes_check(digits: str) -> bool:
    """GB 11643 check digit of an 18-digit ID number, ``x`` for ten."""
    return len(digits) == 18 and str(ric.calc_check_digit(digits.upper())).lower() == digits[-1]


def _is_id(digits: str) -> bool:
    """Whether a number of 15 or 18 signs is an ID number."""
    if not (digits[:-1].isdigit() and holds_date(digits)):
        return False
    return AREA.match(digits) is not None or passes_check(digits)


def kind_of(digits: str) -> IdentityKind | None:
    """What a number is by its digits alone."""
    length = len(digits)
    if length in (15, 18) and _is_id(digits):
        return "id"
    if 14 < length < 20 and CARD.fullmatch(digits) and passes_luhn(digits):
        return "card"
    return "phone" if PHONE.fullmatch(digits) else None
