"""Folding and disguises: plain readings whose every character knows where it came from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readings.disguises import unmask
from analysis.readings.folding import fold


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ＱＱ１２３", "qq123"),
        ("9️⃣4️⃣0️⃣", "940"),
        ("①⑨❾⓿", "1990"),
        ("開房記錄 個資 名單", "开房记录 个资 名单"),
        ("淘\u200b宝\ufeff", "淘宝"),
        ("🐧", "企鹅"),
        ("\ud800x", "\ufffdx"),
        ("𝐐𝗤 𝟏𝟮𝟛 🆀🅠🄠ⓠ🇶", "qq 123 qqqqq"),
        ("⑽⒑⑴⒈㊀㈠㊿", "101011一一50"),
        ("银̶行̶ yín ᴠx", "银行 yin vx"),
        ("电\u3164话\u2800", "电话"),
        ("\uffff9️⃣", "\uffff9"),
    ],
)
def test_fold(written: str, plain: str) -> None:
    assert fold(written).text == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("亻言用卡", "信用卡"),
        ("月殳民 木其片卑米斗", "股民 棋牌料"),
        ("开.房.记.录", "开房记录"),
        ("银|行|卡|四|要|素", "银行卡四要素"),
        ("业 主 名 单", "业主名单"),
        ("银航 桃宝 裱格 网黛", "银行 淘宝 表格 网贷"),
        ("5OO一次 43O万", "500一次 430万"),
        ("sfz yhk", "身份证 银行卡"),
        ("姓名/手机/地址", "姓名/手机/地址"),
        ("0.3元/条", "0.3元/条"),
        ("客户，信息", "客户,信息"),
        ("@sfz_set_0006", "@sfz_set_0006"),
    ],
)
def test_unmask(written: str, plain: str) -> None:
    assert unmask(fold(written)).text == plain


def test_invisible_characters_are_counted() -> None:
    assert fold("银\u200b行\u2060\u3164卡").invisible == (1, 3, 4)
    assert fold("\ufeff👨\u200d👩 9️⃣ 银̶行").invisible == ()
    assert unmask(fold("亻\u200b言用卡")).invisible == (1,)


def test_a_mark_belongs_to_the_character_before_it() -> None:
    assert fold("x9️⃣y").origins == ((0, 1), (1, 4), (4, 5))
    assert fold("🐧️银̶").origins == ((0, 2), (0, 2), (2, 4))


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("亻言木几银航开.房|①９️⃣\u200b薇❤ 5O条")),
        max_size=80,
    )
)
def test_every_character_knows_its_origin(text: str) -> None:
    for reading in (fold(text), unmask(fold(text))):
        assert len(reading.text) == len(reading.origins)
        assert all(0 <= start < end <= len(text) for start, end in reading.origins)
        assert [start for start, _ in reading.origins] == sorted(start for start, _ in reading.origins)
