"""Prices of a block of records, least orders behind a price, old prices and bounds of a bid."""

import pytest

from analysis.grammars.post_reading import read_post

Row = tuple[float | None, str | None, int | None]


def _prices(text: str) -> list[Row]:
    return [(one.value, one.unit, one.block) for one in read_post(text).offer_prices]


@pytest.mark.parametrize(
    ("text", "price", "block"),
    [
        ("车主名单，每千120", 120, 1000), ("车主名单，每万三百二，先验", 320, 10_000),
        ("家长名单，每千一百二", 120, 1000), ("保单客户 每10万条 400", 400, 100_000),
        ("车主名单 120/千", 120, 1000), ("家长名单 60元/千条", 60, 1000), ("家长名单，5块/百个", 5, 100),
        ("股民，300每万", 300, 10_000), ("股民八十块一千个", 80, 1000), ("股民，10元=200条", 10, 200),
    ],
)  # fmt: skip
def test_a_price_for_so_many_records_is_a_total(text: str, price: float, block: int) -> None:
    assert _prices(text) == [(price, "total", block)]


@pytest.mark.parametrize(
    ("text", "price", "block"),
    [
        ("股民三十块钱100个", 30, 100), ("学生 100元1000条", 100, 1000), ("老板名单 49.9=1000条", 49.9, 1000),
        ("司机资料，300条 ¥150", 150, 300),
    ],
)  # fmt: skip
def test_a_round_number_of_records_behind_a_price_is_its_block(text: str, price: float, block: int) -> None:
    assert [(value, number) for value, _, number in _prices(text)] == [(price, block)]


@pytest.mark.parametrize(
    "text",
    [
        "网贷料三毛一条，一万起",
        "网贷料，每条3毛，5000起，先测",
        "网贷料 0.3元/条 1000起",
        "网贷料 0.3元一条 min 1000",
    ],
)
def test_a_least_order_behind_the_price_of_a_record_is_no_price(text: str) -> None:
    assert _prices(text) == [(0.3, "record", None)]


def test_a_package_that_begins_at_so_much_keeps_its_price() -> None:
    assert [value for value, _, _ in _prices("网贷料三毛一条，打包2000起")] == [0.3, 2000]


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("宝妈0.8→1.1", 1.1), ("宝妈 ¥5→¥2.5", 2.5), ("车主由5毛降到3毛", 0.3), ("宝妈三毛变一毛五", 0.15),
    ],
)  # fmt: skip
def test_of_a_changed_price_the_new_one_holds(text: str, price: float) -> None:
    assert [value for value, _, _ in _prices(text)] == [price]


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("收业主，一户一块五到两块", 1.5), ("收业主，一个六块到十块", 6), ("收孕妈，四五块一个", 4),
        ("收孕妈，两三毛一条", 0.2), ("收业主，单价不超过两毛", 0.2), ("高于五毛的别来", 0.5),
    ],
)  # fmt: skip
def test_a_bid_between_bounds(text: str, price: float) -> None:
    assert [value for value, _, _ in _prices(text)] == [price]


@pytest.mark.parametrize(
    "text",
    [
        "余额超过五万的客户",
        "每条不到一分钱",
        "一分钱一分货",
        "少一分不卖",
        "精确到50米内",
        "限额50万的卡",
        "保证金 2000",
        "另补四十",
        "存款 50w+ 的客户",
    ],
)
def test_bounds_and_sayings_that_are_no_prices(text: str) -> None:
    assert _prices(text) == []


@pytest.mark.parametrize(
    ("text", "price"), [("微信老号 4.5个，满两年", 4.5), ("股民老料0.6条", 0.6), ("面单 1.5份，实时", 1.5)]
)
def test_a_broken_number_with_a_counter_is_the_price_of_one(text: str, price: float) -> None:
    assert _prices(text) == [(price, "record", None)]


def test_months_and_whole_counts_are_no_prices_of_one() -> None:
    assert _prices("平均2.5个月更新") == []
    assert _prices("老号 40个") == []


@pytest.mark.parametrize(("text", "price"), [("股民料 0.7-1.2，看量", 0.7), ("打过0.05，", 0.05)])
def test_a_bare_broken_number_is_a_price_whatever_stands_before(text: str, price: float) -> None:
    assert [value for value, _, _ in _prices(text)] == [price]


@pytest.mark.parametrize(
    ("text", "unit"), [("每个HK$120，要的来", "record"), ("一校NT$1500", "total"), ("每位港币二十", "record")]
)
def test_foreign_money_knows_what_it_is_per(text: str, unit: str) -> None:
    assert _prices(text) == [(None, unit, None)]


def test_blocks_named_before_their_goods() -> None:
    assert _prices("每千120的车险，每千40的老人") == [(120, "total", 1000), (40, "total", 1000)]
