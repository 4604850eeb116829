"""Masking leaves no victim's value readable and the seller's own contacts untouched."""

import itertools
import random
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
from testbed import victims


def test_rows_of_several_values_are_masked_whole(chance: random.Random) -> None:
    for separator, form in itertools.product(victims.SEPARATORS, victims.FORMS.values()):
        values = [victims.mobile(chance), victims.id_number(chance), victims.card(chance)]
        shown = mask(separator.join(["王五", *(form(value, chance) for value in values), "滨海支行"]))
        assert len(victims.bare(shown)) < 9, shown


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


LEFT_ALONE = {
    "prices and counts": "价格 100 200 300 400 500 600，1000条 100，2000 3000 4000，10万条2000 2023-01-05",
    "prices that begin like a mobile": "1300 1500 200，1500-2000-300 800",
    "a QQ number before the rows": "QQ 9000012345 价格500",
    "a list of numbers": "1、2、3、4、5、6、7、8、9、1、2、3",
    "prices apart": "152/1234/5678，1599-2000-300-800",
    "an address of the net": "132.168.255.10 https://example.com/detail/4000000000000002",
    "times": "2023-11-03 12:34:56 2023-11-04 12:34:56",
    "an order": f"订单号 {victims.card(random.Random(1))}，快递SF990101199001011",
    "a long number without a check digit": "流水 6222020000000000001",
    "a shop's address": "地址：滨海市幸福路12号 欢迎光临，联系人张老师",
    "words that begin like a name": "高端客户 万元户 安全可靠 华为员工",
}


@pytest.mark.parametrize("what", LEFT_ALONE)
def test_is_left_alone(what: str) -> None:
    assert mask(LEFT_ALONE[what]) == LEFT_ALONE[what]


MASKED = {
    "a form": (
        "姓名：李四\n电话：13800000123\n住址：云州市和平街 12 号",
        "姓名：李*\n电话：***********\n住址：***********",
    ),
    "JSON": ('{"name":"张三","phone":"13800000123"}', '{"name":"张*","phone":"***********"}'),
    "name and address alone": ("王建国 滨海市幸福路12号3栋502室", "王** ***************"),
    "a name of two surnames": ("样本 欧阳建国|男|13800000123", "样本 欧***|男|***********"),
    "a 0 before the number": ("客户手机013800000123", "客户手机************"),
    "a name with dots": ("买买提·艾合买提----13800000123", "买*******----***********"),
    "a name with a blank": ("样本\n张 三  13800000123", "样本\n张**  ***********"),
    "a name right before its number": ("样本\n李四13800000123", "样本\n李************"),
    "a plate anywhere": ("帮我查一下京I00001这车主", "帮我查一下*******这车主"),
    "a new-energy plate": ("车主 粤ID00001", "车主 ********"),
    "papers by their names": ("港澳通行证 C00001234 护照E00001234", "港澳通行证 ********* 护照*********"),
    "a paper in a row": ("样本 张三,13800000123,E00001234", "样本 张*,***********,*********"),
    "a mistyped card called one": ("卡号6222020000000000001", "卡号*******************"),
    "a country's code": ("+86 138 0000 0123", "+86 138**********"),
    "a date of birth": (
        "样本 张三,13800000123,1990-01-01,2023-01-05",
        "样本 张*,***********,**********,2023-01-05",
    ),
}


@pytest.mark.parametrize("what", MASKED)
def test_is_masked(what: str) -> None:
    text, shown = MASKED[what]
    assert mask(text) == shown


def test_an_authors_number_before_a_row_of_the_same_line_stays() -> None:
    text = "老客户资料 联系人：刘姐 13700000789 样本 张三,13800000123"
    kept = mask(text, [Contact("phone", "13700000789")])
    assert kept == "老客户资料 联系人：刘姐 13700000789 样本 张*,***********"


def test_what_an_advert_says_before_its_row_stays() -> None:
    text = "QQ 9000012345 高端客户 500元起 样本 张三 13800000123 消费199.00元"
    assert mask(text) == "QQ 9000012345 高端客户 500元起 样本 张* *********** 消费199.00元"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_masking_keeps_length_and_never_fails(text: str) -> None:
    assert len(mask(text)) == len(text)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="张三，,-| \n0123456789x一二QQ微信加", max_size=60),
    st.sampled_from(sorted(victims.FORMS)),
    st.integers(0, 10**6),
)
def test_a_value_planted_between_other_text_is_masked(around: str, form: str, seed: int) -> None:
    chance = random.Random(seed)
    written = victims.FORMS[form](victims.id_number(chance), chance)
    shown = mask(f"{around}\n身份证：{written}\n{around}")
    start = len(around) + len("\n身份证：")
    assert len(victims.bare(shown[start : start + len(written)])) < 4


def make_post(text: str, **fields: str) -> Post:
    """A post of the field's least shape."""
    return Post(platform="board", post_id="1", url="https://board.example.com/1", text=text, **fields)  # type: ignore[arg-type]


def test_mask_post_masks_every_field() -> None:
    victim, card = "13800000123", victims.card(random.Random(1))
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
    for make, (form, write) in zip(
        itertools.cycle(victims.NUMBERS.values()), [*victims.FORMS.items()] * 8, strict=False
    ):
        value = make(chance)
        text = f"【业主名单】0.5元一条 一共 1136 户\n示例：赵六 {write(value, chance)}\n微信 lf_baby_0000"
        masked, assessment = mask_post(make_post(text), assess(text))
        assert len(victims.bare(masked.text.split("\n")[1])) < 4, (form, masked.text)
        assert value not in repr((masked, assessment))
        assert Contact("wechat", "lf_baby_0000") in assessment.contacts


def test_placeholders_name_the_kind() -> None:
    text = "卖猫 QQ 9888800008 微信 mao_mao01 电话13900000333 信箱 mao@example.com "
    text += "@mao_tg_01 身份证 990101199001011230"
    shown = placeholder_text(text)
    for kind in ("qq", "wechat", "phone", "email", "telegram", "id"):
        assert f"[{kind}]" in shown, shown
    assert not any(one.isdigit() for one in shown)
