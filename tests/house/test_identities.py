"""No living person in the repository: what looks like a real ID number, bank card or mobile is refused."""

import re

import pytest
from stdnum import luhn
from stdnum.cn import ric

from analysis.privacy.reserved import living


def test_no_file_names_a_person(texts: dict[str, str]) -> None:
    found = [f"{path}: {shown}" for path, text in texts.items() for shown in living(text)]
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
    assert list(living(f"名单：{REAL_LOOKING[kind]}，其余私信"))


@pytest.mark.parametrize("kind", INVENTED)
def test_the_guard_lets_pass(kind: str) -> None:
    assert not list(living(f"名单：{INVENTED[kind]}，其余私信"))
