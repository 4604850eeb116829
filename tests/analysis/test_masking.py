"""Masking leaves no victim's value readable and the seller's own contacts untouched."""

import itertools
import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.judgement.assessor import assess
from analysis.privacy.masked_posts import mask_post
from analysis.privacy.masking import mask
from analysis.privacy.placeholders import placeholder_text
from records.assessment import Contact
from records.reading import Post

CHINESE = "零一二三四五六七八九"
CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def check_digit(seventeen: str) -> str:
    """GB 11643 check digit."""
    return "10X98765432"[sum(int(one) * 2 ** (17 - place) for place, one in enumerate(seventeen)) % 11]


def make_id(chance: random.Random) -> str:
    """A citizen ID number of region 99, which does not exist."""
    birth = f"{chance.randint(1950, 2012)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    body = f"99{chance.randint(0, 9999):04d}{birth}{chance.randint(0, 999):03d}"
    return body + check_digit(body)


def make_card(chance: random.Random) -> str:
    """A card number with the unissued BIN 999999 and a right Luhn digit."""
    body = "999999" + "".join(chance.choice("0123456789") for _ in range(chance.choice([9, 12])))
    for last in "0123456789":
        digits = [int(one) for one in reversed(body + last)]
        doubled = [one * 2 - 9 if one > 4 else one * 2 for one in digits[1::2]]
        if (sum(digits[::2]) + sum(doubled)) % 10 == 0:
            return body + last
    raise AssertionError("some digit always fits")


def make_phone(chance: random.Random) -> str:
    """A mobile number of the reserved form 1xx00000xxx."""
    return f"1{chance.choice('3456789')}{chance.randint(0, 9)}00000{chance.randint(0, 999):03d}"


def spread(mark: str) -> Callable[[str], str]:
    """A form that puts ``mark`` between all characters."""
    return mark.join


def grouped(mark: str) -> Callable[[str], str]:
    """A form that cuts a value as people do: phones 3-4-4, IDs 6-8-4, cards by fours."""

    def cut(value: str) -> str:
        sizes = {11: (3, 4, 4), 18: (6, 8, 4)}.get(len(value), (4,) * 5)
        parts, place = [], 0
        for size in sizes:
            parts.append(value[place : place + size])
            place += size
        return mark.join(part for part in parts if part)

    return cut


def keycap(value: str) -> str:
    """Digits as keycap emoji."""
    return "".join(f"{one}\ufe0f\u20e3" if one.isdigit() else one for one in value)


def letters(table: str) -> Callable[[str], str]:
    """A form that writes every digit by ``table``."""
    return lambda value: "".join(table[int(one)] if one.isdigit() else one for one in value)


FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "full width": lambda value: "".join(chr(ord(one) + 0xFEE0) for one in value),
    "zero width": spread("\u200b"),
    "joiners": spread("\u2060\ufeff"),
    "spaced": spread(" "),
    "dashed": spread("-"),
    "dotted": spread("."),
    "groups by blank": grouped(" "),
    "groups by dash": grouped("-"),
    "keycaps": keycap,
    "circled": lambda value: "".join(
        unicodedata.lookup(f"CIRCLED DIGIT {name}") if (name := NAMES.get(one)) else one for one in value
    ),
    "Chinese digits": letters(CHINESE),
    "capital digits": letters(CAPITALS),
    "capitals of Latin x": str.lower,
}
NAMES = dict(
    zip(
        "0123456789",
        ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE"],
        strict=True,
    )
)
SEPARATORS = (",", "，", "----", "|", "\t", " / ", "；", "  ")


MAKERS = {"id": make_id, "card": make_card, "phone": make_phone}


def bare(text: str) -> str:
    """Digits of a text however they are written, so that a disguised survivor is seen."""
    table = {ord(one): str(place) for place, one in enumerate(CHINESE)} | {
        ord(one): str(place) for place, one in enumerate(CAPITALS)
    }
    folded = unicodedata.normalize("NFKC", text).translate(table).lower()
    return "".join(one for one in folded if one.isdigit() or one == "x")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", MAKERS)
def test_no_planted_value_survives_in_any_form_and_row(form: str, kind: str, chance: random.Random) -> None:
    for separator, _ in itertools.product(SEPARATORS, range(4)):
        value, other = MAKERS[kind](chance), make_phone(chance)
        row = separator.join(["张小明", FORMS[form](value), "滨海市幸福路 1 号"])
        text = f"样本：\n{row}\n李四{separator}{other}\n要的私信"
        shown = mask(text)
        assert len(shown) == len(text)
        assert value.lower()[4:] not in bare(shown), (form, separator, shown)
        assert value.lower()[-5:] not in bare(shown), (form, separator, shown)
        assert other not in shown


@pytest.mark.parametrize("separator", SEPARATORS)
def test_rows_of_several_values_are_masked_whole(separator: str, chance: random.Random) -> None:
    for form in FORMS.values():
        values = [make_phone(chance), make_id(chance), make_card(chance)]
        shown = mask(separator.join(["王五", *map(form, values), "滨海支行"]))
        assert not [value for value in values if value.lower()[4:] in bare(shown)], shown


def test_own_contacts_stay_and_values_of_rows_go() -> None:
    rows = "张三,13800000123,990101199001011230\n李四,13900000456,99010119920202234X"
    text = f"出银行客户资料 5毛一条\n样本：{rows}\n联系电话 13700000789 QQ 9000012345"
    assessment = assess(text)
    assert {(one.kind, one.value) for one in assessment.contacts} == {
        ("phone", "13700000789"),
        ("qq", "9000012345"),
    }
    shown = mask(text, assessment.contacts)
    assert "13700000789" in shown
    assert "9000012345" in shown
    assert "00000123" not in shown
    assert "19900101" not in shown


def test_a_contact_that_stands_in_a_sample_row_is_a_victims() -> None:
    text = "样本 张三----13800000123----990101199001011230\n要的联系 13800000123"
    assert "13800000123" not in mask(text, [Contact("phone", "13800000123")])


def test_prices_and_counts_are_left_alone() -> None:
    text = (
        "价格 100 200 300 400 500 600，1000条 100，2000 3000 4000 5000，10万条2000 2023-01-05 QQ 9000012345"
    )
    assert mask(text) == text


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_masking_keeps_length_and_never_fails(text: str) -> None:
    assert len(mask(text)) == len(text)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="张三，,-| \n0123456789x一二QQ微信加", max_size=60),
    st.sampled_from(sorted(FORMS)),
    st.integers(0, 10**6),
)
def test_a_value_planted_between_other_text_is_masked(around: str, form: str, seed: int) -> None:
    value = make_id(random.Random(seed))
    shown = mask(f"{around}\n身份证：{FORMS[form](value)}\n{around}")
    assert value.lower()[6:] not in bare(shown.split("\n身份证：", 1)[1].split("\n", 1)[0])


def make_post(text: str, **fields: str) -> Post:
    """A post of the field's least shape."""
    return Post(platform="board", post_id="1", url="https://board.example.com/1", text=text, **fields)  # type: ignore[arg-type]


def test_mask_post_masks_every_field() -> None:
    victim, card = "13800000123", make_card(random.Random(1))
    text = f"出车主名单 8毛一条 样本：张三,{victim},990101199001011230\n加QQ 9000012345"
    post = make_post(text, title=f"车主 {victim}", author_name=f"料 {card}", signature=f"号 {victim}")
    post = replace(
        post,
        images=(f"https://img.example.com/p?tel={victim}&n=1",),
        url=f"https://board.example.com/u/{victim}",
    )
    masked, assessment = mask_post(post, assess(text, post.title, post.author_name))
    assert victim not in repr((masked, assessment))
    assert card not in repr((masked, assessment))
    assert "19900101" not in repr((masked, assessment))
    assert Contact("qq", "9000012345") in assessment.contacts
    for reason in assessment.reasons:
        field = {"title": masked.title, "text": masked.text, "author": masked.author_name}[reason.field]
        assert field is not None
        assert field[reason.start : reason.end] == reason.text


def test_hundred_planted_values_never_leave(chance: random.Random) -> None:
    for number in range(100):
        value = list(MAKERS.values())[number % 3](chance)
        form = list(FORMS.values())[number % len(FORMS)]
        text = f"【业主名单】0.5元一条 一共 1136 户\n示例：赵六 {form(value)}\n微信 lf_baby_0000"
        masked, assessment = mask_post(make_post(text), assess(text))
        assert value.lower()[4:] not in bare(repr((masked, assessment))), (number, masked.text)
        assert Contact("wechat", "lf_baby_0000") in assessment.contacts


def test_placeholders_name_the_kind() -> None:
    text = "卖猫 QQ 9888800008 微信 mao_mao01 电话13900000333 信箱 mao@example.com "
    text += "@mao_tg_01 身份证 990101199001011230"
    shown = placeholder_text(text)
    for kind in ("qq", "wechat", "phone", "email", "telegram", "id"):
        assert f"[{kind}]" in shown, shown
    assert not any(one.isdigit() for one in shown)
