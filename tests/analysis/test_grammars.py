"""Numbers, prices, counts and contacts as the trade writes them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.grammars.amounts import find_amounts
from analysis.grammars.post_reading import PostReading, read_post


def counts_in(reading: PostReading) -> list[int]:
    """The counts of a post in order."""
    return [quantity.value for quantity in reading.quantities]


def prices_in(reading: PostReading) -> list[float | None]:
    """The prices of a post in order, bare ones among them."""
    return [price.value for price in reading.offer_prices]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1w6", 16_000), ("4万2千", 42_000), ("贰仟伍", 2_500),
        ("一百二", 120), ("3.6万", 36_000), ("31,800", 31_800),
        ("120亿", 12_000_000_000), ("一百八十万", 1_800_000), ("叁万玖仟", 39_000),
        ("3k", 3_000), ("两百二十", 220),
    ],
)  # fmt: skip
def test_amounts(text: str, value: float) -> None:
    assert [amount.value for amount in find_amounts(text)] == [value]


@settings(max_examples=200, deadline=None)
@given(st.integers(3, 99_999_999))
def test_numbers_come_back_in_every_grouping(number: int) -> None:
    for written in (f"{number}", f"{number:,}"):
        assert [amount.value for amount in find_amounts(written)] == [number]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("5毛一条", 0.5, "record"), ("3毛5一条", 0.35, "record"),
        ("1块2一个", 1.2, "record"), ("两块五一张", 2.5, "record"),
        ("7分一条", 0.07, "record"), ("2厘一条", 0.002, "record"), ("800一次", 800, "query"),
        ("五百一次", 500, "query"),
        ("零点五元一条", 0.5, "record"),
        ("二十元一口价", 20, None),
        ("贰仟元一次拿走", 2000, None),
        ("包月4000", 4000, "month"), ("0.3元/条", 0.3, "record"), ("打包2000", 2000, None),
        ("35r/条", 35, "record"),
    ],
)  # fmt: skip
def test_prices(text: str, value: float, unit: str | None) -> None:
    assert [(price.value, price.unit) for price in read_post(text).prices] == [(value, unit)]


@pytest.mark.parametrize("text", [
    "一口价2200U", "0.8U/份", "HKD 0.6/个", "650刀乐", "NT$5",
    "每位港币二十", "一笔5元台币", "全拿新台币三千", "打包6000泰铢", "叫价 0.4 ETH", "每人 MOP 30", "一万円",
])  # fmt: skip
def test_foreign_money_keeps_its_words(text: str) -> None:
    (price,) = read_post(text).prices
    assert price.value is None
    assert price.raw
    assert price.raw in text.lower()


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("10万条2000打包", [100_000]), ("股民60万", [600_000]), ("日更3000", [3000]),
        ("8600户", [8600]), ("500条起拍", []),
        ("先发20条测", []), ("12个小区", []), ("近90天", []), ("2024年", []), ("资金量二十万以上", []),
    ],
)  # fmt: skip
def test_counts(text: str, counts: list[int]) -> None:
    assert counts_in(read_post(text)) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("牙科预约 2块一条 ×1300，植发 ×900", [1300, 900]), ("件数=4100；单价=0.8", [4100]),
        ("【条数】３２００【价】一千", [3200]),
        ("考研报名 0.6 余 7400", [7400]), ("宝妈，每天给你200个", [200]), ("装修的 1.2，日需700", [700]),
        ("网贷4块，天600", [600]), ("老会员还有五千二", [5200]), ("至少两千个号", [2000]),
        ("四百来户", []), ("两万来位会员", []), ("一千 来个车主", []), ("三百来号人", []),
        ("1 天 150，7 天 800", []),
    ],
)  # fmt: skip
def test_stock_beside_its_word_and_no_stock_that_is_only_hinted_at(text: str, counts: list[int]) -> None:
    assert counts_in(read_post(text)) == counts


@pytest.mark.parametrize(
    ("text", "counts", "prices"),
    [
        ("种牙问过价的，五千三，四百块", [5300], [400]),
        ("物业缴费表，九千二，一百六，站内信", [9200], [160]),
        ("家长电话 8800 | 0.5", [8800], [0.5]), ("车主，两毛，四万", [40_000], [0.2]),
        ("退保的，三毛一条，有七千", [7000], [0.3]), ("大行 2100，小行 1500", [], [2100, 1500]),
        ("一户五毛，全要八百", [], [0.5, 800]),
    ],
)  # fmt: skip
def test_a_bare_count_and_its_price_stand_side_by_side(
    text: str, counts: list[int], prices: list[float]
) -> None:
    reading = read_post(text)
    assert counts_in(reading) == counts
    assert prices_in(reading) == prices


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("植发预约，三块一个，一周两百，私信", [200]), ("搬新家的六毛，刚挂号的两块，一天一千四", [1400]),
        ("理赔的一天六十，九块一位", [60]), ("两毛五，今晚要八千", [8000]), ("车险三毛 有两万二", [22_000]),
        ("开过户的，1块一条，昨晚四百", [400]), ("行踪一天三百，三天八百", []), ("端口，一天两百", []),
    ],
)  # fmt: skip
def test_a_flow_or_a_wish_beside_the_price_of_a_record(text: str, counts: list[int]) -> None:
    assert counts_in(read_post(text)) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("信托客户，起投一百万，七百人", [700]), ("盘口新户，首存500以上，三块", []),
        ("股东户，户均亏四万，四毛一条", []),
        ("被人骗走二十六万，求查住址", []), ("白户 aum 100万+，每条30", []),
    ],
)  # fmt: skip
def test_what_persons_own_or_lost_counts_no_records(text: str, counts: list[int]) -> None:
    assert counts_in(read_post(text)) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("四件套 六套，一套1100", [6]), ("银行卡带U盾，8套现货", [8]), ("公户还有三套", [3]),
        ("公户一套", []), ("床品四件套", []), ("被套三套，棉的", []),
    ],
)  # fmt: skip
def test_few_sets_of_cards_are_counted(text: str, counts: list[int]) -> None:
    reading = read_post(text)
    assert counts_in(reading) == counts
    assert not any(price.block for price in reading.offer_prices)


@pytest.mark.parametrize(
    ("text", "counts", "prices"),
    [
        ("家装1.4万、植牙3千、早教2千；单拿一律两百", [14_000, 3000, 2000], [200]),
        ("甲盘 410，乙盘 320，丙盘 190，每组五元", [410, 320, 190], [5]),
        ("车主六千、业主三千，都带车牌，统一两毛", [6000, 3000], [0.2]),
        ("农行 1600 / 邮储 1200，刷脸每次 300 元", [], [1600, 1200, 300]),
        ("户籍 200，婚史 350，查名 60 元", [], [200, 350, 60]),
    ],
)  # fmt: skip
def test_bare_counts_are_listed_before_one_price_for_all(
    text: str, counts: list[int], prices: list[float]
) -> None:
    reading = read_post(text)
    assert counts_in(reading) == counts
    assert prices_in(reading) == prices


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("加QQ 9000012345", "qq", "9000012345"),
        ("加QQ9000012345", "qq", "9000012345"),
        ("加我 9000012345（企鹅）3毛一条", "qq", "9000012345"),
        ("微信 q9000012345", "wechat", "q9000012345"),
        ("企鹅：九五零零零零一八一八", "qq", "9500001818"),
        ("➕🐧9️⃣3️⃣0️⃣0️⃣0️⃣0️⃣4️⃣4️⃣0️⃣0️⃣", "qq", "9300004400"),
        ("釦釦 ５６００００４３２１", "qq", "5600004321"),
        ("加|我|扣|扣 9 4 0 0 0 0 0 3 2 1", "qq", "9400000321"),
        ("薇❤:zxkh0008", "wechat", "zxkh0008"),
        ("微信号 BDcha0001X", "wechat", "BDcha0001X"),
        ("加卫星 jsf_qt000", "wechat", "jsf_qt000"),
        ("加飞机 tj_report_00", "telegram", "tj_report_00"),
        ("@Liao_Demo_000", "telegram", "liao_demo_000"),
        ("t.me/abc_def01", "telegram", "abc_def01"),
        ("电话 138-0000-0123", "phone", "13800000123"),
        ("热线 400-000-0456", "phone", "4000000456"),
        ("邮箱 gumin@example.com", "email", "gumin@example.com"),
        ("入口 https://sgk.example.org", "url", "https://sgk.example.org"),
        ("蝙蝠号 70000123", "other", "70000123"),
        ("文档 docs.example.net", "url", "docs.example.net"),
        ("QQ➡️ 7️⃣7️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣6️⃣9️⃣", "qq", "7700001269"),
        ("扣:4555 000 318", "qq", "4555000318"),
        ("蝙蝠搜 82200046", "other", "82200046"),
        ("名单在手，abc00_demo 飞机上找", "telegram", "abc00_demo"),
        ("微信我上周换了 chen000bx", "wechat", "chen000bx"),
        ("想当班主任的➕我 aze_0008", "wechat", "aze_0008"),
        ("先付一半，信得过的来 dao_00_88", "telegram", "dao_00_88"),
        ("全套九成新 ⑤③零零②①⑧零④④", "qq", "5300218044"),
        ("ＴＧ＠ｑｋ＿ｘｓ００", "telegram", "qk_xs00"),
        ("加賴 moon000tw", "other", "moon000tw"),
        ("进裙 七七零零零二八一九四", "qq", "7700028194"),
        ("备用联系 (852) 5550 0031", "phone", "85255500031"),
        ("联系人：刘姐 17300000245", "phone", "17300000245"),
    ],
)
def test_contacts(text: str, kind: str, value: str) -> None:
    assert [(one.contact.kind, one.contact.value) for one in read_post(text).contacts] == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "联系：13900000456（同微）",
        "电话同微 13900000456",
        "电话 13900000456（微信也是这个）",
        "电话微信都是 13900000456",
    ],
)
def test_the_same_number_is_a_wechat_id_too(text: str) -> None:
    found = read_post(text).contacts
    assert [(one.contact.kind, one.contact.value) for one in found] == [
        ("phone", "13900000456"),
        ("wechat", "13900000456"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "私信我",
        "同城搬家电话，编号 1000005209",
        "10万条2000打包", "订单 9000012345 已发货", "名单.xlsx 见 report_2024.csv 附件",
        "版本 v2.1.3 已出", "2016款 车主手册 40", "样本：张三,13800000123,990101199001011230",
    ],
)  # fmt: skip
def test_no_contact(text: str) -> None:
    assert read_post(text).contacts == []
