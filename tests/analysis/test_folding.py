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
        ("１．５", "1.5"),
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
        ("殿话 个人资廖 心用咔 手积号", "电话 个人资料 信用卡 手机号"),
        ("银hang dian话 yinhangka 四件tao", "银行 电话 银行卡 四件套"),
        ("征x 信yk xyk 四jt", "征信 信用卡 信用卡 四件套"),
        ("申话 客尸 生曰", "电话 客户 生日"),
        ("女生名 讠正件 言正件", "姓名 证件 证件"),
        ("🚗主名单 🔍人", "车主名单 查人"),
        ("银x行x卡x资x料", "银行卡资料"),
        ("股 Q 民 K 料 去看", "股民料 去看"),
        ("手 l 开 f 记 l ,", "手l开房记录 ,"),
        ("出\n银\n行\n卡", "出银行卡"),
        ("出 银 行 卡 1 0 0 0 条", "出银行卡1000条"),
        ("亻 言 用 卡", "信用卡"),
        ("资.料 网.黛", "资料 网贷"),
        ("股⚡民✨料", "股民料"),
        ("哋址 愙戶 姓洺", "地址 客户 姓名"),
        ("тg ѕfz", "tg 身份证"),
        ("49OOOO7l23 省2O22-2O23新", "4900007123 省2022-2023新"),
        ("@coin_0o00", "@coin_0o00"),
        ("顾客互动 手记 野猪 门口问路 女子", "顾客互动 手记 野猪 门口问路 女子"),
        ("仅供xx使用 x号x日 t恤 app", "仅供xx使用 x号x日 t恤 app"),
        ("第一段.因为", "第一段.因为"),
        ("银=行=卡=客=户", "银行卡客户"),
        ("彩1民1料，带1姓1名", "彩民料,带姓名"),
        ("名,单,里，,电,话,全", "名单里,电话全"),
        ("chuyinhangkehuziliao", "chu银行客户资料"),
        ("殿画齐全", "殿画齐全"),
        ("鱼股鱼民鱼新鱼开鱼户鱼", "股民新开户"),
        ("sixin 我", "私信 我"),
        ("名 单: 月殳 民", "名单:股民"),
        ("xm+sj+dz", "xm+sj+dz"),
        ("hj 30 dw 50", "户籍 30 定位 50"),
        ("满十单", "满十单"),
        ("壹毛 贰拾伍元 叁万陆仟 壹手", "一毛 二十五元 三万六千 一手"),
        ("三干二百位 干部 一干人等", "三千二百位 干部 一干人等"),
        ("微❤号 手🐔号 500行/份", "微信号 手机号 500行/份"),
        ("行数 只发 会查", "行数 只发 会查"),
        ("陆先生 收拾 伍女士", "陆先生 收拾 伍女士"),
        ("查。手。机。机/主/名", "查手机机主名"),
        ("殿画齐全，银航克户，资廖新鲜", "电话齐全,银行客户,资料新鲜"),
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
