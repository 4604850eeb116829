"""Numbers that belong to nobody: the rules by which what looks like a living person's is told from a fake.

Reserved are identity numbers of the regions 00 and 99, which were never given out (GB/T 2260), cards that
begin with 999999, and mobiles ``1xx00000xxx``.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from stdnum import luhn
from stdnum.cn import ric

REGIONS = ("00", "99")
CARDS = "999999"
MIDDLE_OF_MOBILES = "00000"

EDGE = r"(?<![0-9A-Za-z_])(?<!\d[.])"
END = r"(?![0-9A-Za-z_])"
GAP = r"[ \-\u00b7]?"
ID_NUMBER = re.compile(rf"{EDGE}(\d{{6}}){GAP}(\d{{8}}){GAP}(\d{{3}}[\dXx]){END}")
# UnionPay, Visa, Mastercard, JCB, Maestro and the older cards of Chinese banks.
CARD = re.compile(
    rf"{EDGE}(?:6[0-9]|4\d|5\d|2[2-7]|35|9[0-9])\d{{2}}(?:{GAP}\d{{4}}){{3}}(?:{GAP}\d{{1,3}})?{END}"
)
MOBILE = re.compile(rf"{EDGE}(?:(?:\+|00)?86[ -]?|0)?(1[3-9]\d){GAP}(\d{{4}}){GAP}(\d{{4}}){END}")
# A number behind one of these words, or in a path, is the name of a post; sites give them 16 digits, too.
NAME_OF_A_POST = re.compile(
    r"""(?:\b\w*(?:id|ids|since|time|stamp|version)\b|detail|status)["'\\]*[=:/\[, ]*["'\\]*$""",
    re.IGNORECASE,
)


def living(text: str) -> Iterator[str]:
    """Every number in ``text`` that may be a living person's, with the kind of thing it looks like."""
    plain = unicodedata.normalize("NFKC", text)
    yield from (
        f"ID number {found.group()}" for found in ID_NUMBER.finditer(plain) if _real_id(found.group())
    )
    yield from (f"bank card {found.group()}" for found in CARD.finditer(plain) if _real_card(found, plain))
    yield from (f"mobile {found.group()}" for found in MOBILE.finditer(plain) if _real_mobile(found))


def _digits(shown: str) -> str:
    return re.sub(r"[^0-9Xx]", "", shown).upper()


def _real_id(shown: str) -> bool:
    number = _digits(shown)
    try:
        born = datetime.strptime(number[6:14], "%Y%m%d").year
    except ValueError:
        return False
    return 1900 <= born <= 2100 and number[:2] not in REGIONS and ric.calc_check_digit(number) == number[17]


def _real_card(found: re.Match[str], text: str) -> bool:
    number = _digits(found.group())
    named = NAME_OF_A_POST.search(text[max(0, found.start() - 24) : found.start()])
    return not named and not number.startswith(CARDS) and len(number) >= 16 and luhn.is_valid(number)


def _real_mobile(found: re.Match[str]) -> bool:
    return (found.group(2) + found.group(3))[:5] != MIDDLE_OF_MOBILES
