"""No living person in the repository: what looks like a real ID number, bank card or mobile is refused."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

import pytest
from stdnum import luhn
from stdnum.cn import ric

EDGE = r"(?<![0-9A-Za-z_])(?<!\d[.])"
END = r"(?![0-9A-Za-z_])"
GAP = r"[ \-\u00b7]?"
ID_NUMBER = re.compile(rf"{EDGE}(\d{{6}}){GAP}(\d{{8}}){GAP}(\d{{3}}[\dXx]){END}")
# UnionPay, Visa, Mastercard, JCB, Maestro and the older cards of Chinese banks.
CARD = re.compile(
    rf"{EDGE}(?:6[0-9]|4\d|5\d|2[2-7]|35|9[0-9])\d{{2}}(?:{GAP}\d{{4}}){{3}}(?:{GAP}\d{{1,3}})?{END}"
)
MOBILE = re.compile(rf"{EDGE}(?:(?:\+|00)?86[ -]?)?(1[3-9]\d){GAP}(\d{{4}}){GAP}(\d{{4}}){END}")
OUR_REGIONS = ("00", "99")
OUR_CARDS = "999999"
# A number behind one of these words, or in a path, is the name of a post; sites give them 16 digits, too.
NAME_OF_A_POST = re.compile(
    r"""(?:\b\w*(?:id|ids|since|time|stamp|version)\b|detail|status)["'\\]*[=:/\[, ]*["'\\]*$""",
    re.IGNORECASE,
)


def identities(text: str) -> Iterator[str]:
    """Every real-looking number in a text, with the kind of thing it looks like."""
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
    return (
        1900 <= born <= 2100 and number[:2] not in OUR_REGIONS and ric.calc_check_digit(number) == number[17]
    )


def _real_card(found: re.Match[str], text: str) -> bool:
    number = _digits(found.group())
    named = NAME_OF_A_POST.search(text[max(0, found.start() - 24) : found.start()])
    return not named and not number.startswith(OUR_CARDS) and len(number) >= 16 and luhn.is_valid(number)


def _real_mobile(found: re.Match[str]) -> bool:
    return (found.group(2) + found.group(3))[:5] != "00000"


def test_no_file_names_a_person(texts: dict[str, str]) -> None:
    found = [f"{path}: {shown}" for path, text in texts.items() for shown in identities(text)]
    assert not found, "\n".join(found[:50])


# Put together here, so that this file does not hold what it refuses.
BORN = "1990" + "0307"


def _id_number(region: str) -> str:
    body = region + "0101" + BORN + "123"
    return body + ric.calc_check_digit(body + "0")


def _card(prefix: str, length: int) -> str:
    body = prefix.ljust(length - 1, "7")
    return body + luhn.calc_check_digit(body)


REAL_LOOKING = {
    "identity": _id_number("11"),
    "identity in full width": "".join(chr(ord(sign) + 0xFEE0) for sign in _id_number("44")),
    "identity in parts": " ".join((_id_number("32")[:6], _id_number("32")[6:14], _id_number("32")[14:])),
    "UnionPay": _card("6222", 19),
    "UnionPay in fours": re.sub(r"(\d{4})(?=\d)", r"\1 ", _card("6228", 16)),
    "Visa": _card("4563", 16),
    "mobile": "13" + "8" + "1234" + "5678",
    "mobile in parts": "-".join(("139", "1234", "5678")),
    "mobile with the country's code": "+86 " + "159" + "1234" + "5678",
    "mobile between Chinese words": "电话" + "186" + "1234" + "5678" + "微信同号",
}
INVENTED = {
    "identity of no region": _id_number("00"),
    "identity of another": _id_number("99"),
    "identity whose check digit is wrong": _id_number("11")[:-1]
    + ("0" if _id_number("11")[-1] != "0" else "1"),
    "card": _card("999999", 19),
    "mobile": "138" + "00000" + "123",
    "mobile in parts": "138 0000 0123",
    "digest": "a" + "138" + "1234" + "5678" + "f",
    "fraction": "0." + _card("6222", 16),
    "milliseconds": "17" + "0" * 11,
}


@pytest.mark.parametrize("kind", REAL_LOOKING)
def test_the_guard_sees(kind: str) -> None:
    assert list(identities(f"名单：{REAL_LOOKING[kind]}，其余私信"))


@pytest.mark.parametrize("kind", INVENTED)
def test_the_guard_lets_pass(kind: str) -> None:
    assert not list(identities(f"名单：{INVENTED[kind]}，其余私信"))
