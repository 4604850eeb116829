"""Fakes: reserved, the same for the same original, written as the original was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.privacy.personal import find_personal
from analysis.privacy.pseudonyms import HAN, Pseudonyms
from analysis.privacy.reserved import living
from analysis.readings.lettering import plain_letters, written_like

DIGITS = "0123456789"
numbers = st.one_of(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"861[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}0[1-9][12][0-9][0-9]{3}[0-9x]", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{15,18}", fullmatch=True),
    st.from_regex(r"0[1-9][0-9]{1,2}[0-9]{7,8}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{4,11}", fullmatch=True),
)
names = st.text(alphabet="张李王abcxyz0189_-·小明의и ", min_size=1, max_size=14).filter(plain_letters)


def pseudonyms() -> Pseudonyms:
    return Pseudonyms(b"a key of the tests")


@given(numbers)
def test_a_number_becomes_one_of_nobody(number: str) -> None:
    fake = pseudonyms().of("number", number)
    assert not list(living(f"号码：{fake}。")), fake
    assert fake != number
    if re.fullmatch(r"1[3-9]\d{9}", number):
        assert re.fullmatch(r"1[3-9]\d00000\d{3}", fake)
    elif not re.fullmatch(r"(?:86|852|853|886|0|[48]00).*", number) and len(number) < 13:
        assert len(fake) == 10
        assert int(fake) > 2**32


@given(names)
def test_a_name_keeps_the_kinds_of_its_signs(name: str) -> None:
    fake = pseudonyms().of("name", name)
    assert fake != name
    if len(fake) == len(name):  # longer where all of its length are taken
        for before, after in zip(name, fake, strict=True):
            assert before == after or before.isalnum()
            assert before.isdigit() == after.isdigit()
            assert (before in "张李王小明") == (after in HAN)


@given(st.lists(st.one_of(numbers, names), min_size=2, max_size=60, unique=True))
def test_one_fake_per_original_and_none_is_an_original(originals: list[str]) -> None:
    ours = Pseudonyms(b"a key of the tests", originals)
    kind = {value: "number" if value.strip("x").isdigit() else "name" for value in originals}
    fakes = {value: ours.of(kind[value], value) for value in originals}  # type: ignore[arg-type]
    assert len(set(fakes.values())) == len(originals)
    assert not set(fakes.values()) & set(originals)
    assert fakes == {value: ours.of(kind[value], value) for value in reversed(originals)}  # type: ignore[arg-type]


def test_two_thousand_mobiles_have_two_thousand_fakes() -> None:
    ours = pseudonyms()
    assert len({ours.of("number", f"138{number:08}") for number in range(2_000)}) == 2_000


def test_another_key_gives_other_fakes() -> None:
    ours, theirs = Pseudonyms(b"one"), Pseudonyms(b"two")
    values = [f"138{number:08}" for number in range(50)]
    assert sum(ours.of("number", one) == theirs.of("number", one) for one in values) < 3


def test_addresses_and_hosts_lie_under_example() -> None:
    ours = pseudonyms()
    assert re.fullmatch(r"[a-z.]+@example\.(?:com|net|org)", ours.of("email", "zhang.san@mail.test"))
    assert re.fullmatch(r"[a-z]+\.example\.(?:com|net|org)", ours.of("host", "shop.test:8080"))
    number = ours.of("number", "9150000024")
    assert ours.of("email", "9150000024@qq.test").partition("@")[0] == number
    assert ours.of("name", "小王9150000024").endswith(number)


def test_no_area_has_the_plate() -> None:
    assert re.fullmatch(r"[\u4e00-\u9fff]i0\d{4}", pseudonyms().of("plate", "京a00001"))


def test_invented_han_can_be_written_in_every_chinese_encoding() -> None:
    for codec in ("gb2312", "big5"):
        assert HAN.encode(codec).decode(codec) == HAN


WRITTEN = [
    ("138 0000-0123", "17900000834", "179 0000-0834"),
    ("１３８00000123", "17900000834", "１７９00000834"),
    ("九一五零零零零零二四", "9105000098", "九一零五零零零零九八"),
    ("壹叁捌", "179", "壹柒玖"),
    ("①③⑧", "179", "①⑦⑨"),
    ("Abc_Def12", "duqtaz86", "Duq_Taz86"),
    ("ＡＢ", "du", "ＤＵ"),
    ("1234-5678", "9197000320", "9197-000320"),
    ("老 张", "山川水", "山 川水"),
    ("1️⃣3️⃣", "17", "1️⃣7️⃣"),
]


@pytest.mark.parametrize(("shown", "plain", "written"), WRITTEN)
def test_a_fake_is_written_as_the_original_was(shown: str, plain: str, written: str) -> None:
    assert written_like(shown, plain) == written


@given(st.text(alphabet="张三aB1９九 -_.\u200b", max_size=20), st.data())
def test_what_is_written_reads_as_what_was_to_be_written(shown: str, drawn: st.DataObject) -> None:
    length = len(plain_letters(shown))
    plain = drawn.draw(st.text(alphabet="abcdef", min_size=length, max_size=length))
    assert plain_letters(written_like(shown, plain)) == plain


PERSONAL = [
    ("加微信 zxkh0008 或QQ：９１５0000024", ["name zxkh0008", "number 9150000024"]),
    (
        "样本：张三 13800000123 999999199001010018",
        ["name 张三", "number 13800000123", "number 999999199001010018"],
    ),
    ("企鹅九一五零零零零零二四", ["number 9150000024"]),
    ("飞机@Abc_Def00 邮箱 a.b@example.com", ["name abc_def00", "email a.b@example.com"]),
    ("车牌京A00001，电话138****0123", ["plate 京a00001", "name 138****0123"]),
    ("QQ 9150000024，再说一遍QQ 9150000024", ["number 9150000024"] * 2),
    ("群主：9150000023", ["number 9150000023"]),
    ("0571-00000120", ["number 057100000120"]),
    ("发表于 2026-3-2 11:59:39", []),
    ("2026年3月2日，共 1129 页，15000条，0.5元", []),
    ("库存量1234567890条", []),
    ("查看: 894 | 回复: 33", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PERSONAL)
def test_what_names_a_person_is_found(text: str, expected: list[str]) -> None:
    found = find_personal(text)
    assert [f"{one.kind} {one.value}" for one in found] == expected
    assert all(text[one.start : one.end] for one in found)
