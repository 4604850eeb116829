"""Offers: goods, counts and prices joined; whatever is written in a grammar of the trade comes back."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.grammars.figures import MOST_NUMBERS
from analysis.grammars.post_reading import read_post
from analysis.grammars.times import find_times
from analysis.judgement.goods import find_goods
from analysis.judgement.offers import build_offers

Row = tuple[str, int | None, float | None, str | None]
CHEAP = st.integers(1, 9)
STOCK = st.integers(1, 900).map(lambda thousand: thousand * 1000)


def _offers(text: str, *categories: str) -> list[Row]:
    reading = read_post(text)
    found = build_offers(reading, find_goods(reading), categories)
    return [(one.category, one.quantity, one.price, one.price_unit) for one in found]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("出股民资料10万条，打包2000", [("investor", 100_000, 2000, "total")]),
        ("股民资料 日更3000 六毛一个", [("investor", 3000, 0.6, "record")]),
        ("股民资料三毛一条，500条起拍", [("investor", None, 0.3, "record")]),
        ("股民资料，1元=20条", [("investor", 20, 1, "total")]),
        ("股民资料，每万条60", [("investor", 10_000, 60, "total")]),
        ("股民资料42万，每1万条只要80，全拿2800",
         [("investor", 10_000, 80, "total"), ("investor", 420_000, 2800, "total")]),
        ("股民资料 三十一条", [("investor", None, 30, "record")]),
        ("股民资料8000条，一口价2200U", [("investor", 8000, None, "total")]),
        ("股民资料：本周的 5毛，上月的 2毛",
         [("investor", None, 0.5, "record"), ("investor", None, 0.2, "record")]),
        ("股民资料三万条2000元，加急+200", [("investor", 30_000, 2000, "total")]),
        ("股民资料2元一条，先付定金300", [("investor", None, 2, "record")]),
        ("股民资料600条，先发20条测，7块到10块一条", [("investor", 600, 7, "record")]),
        ("资金量五十万以上的股民资料，两块五一个", [("investor", None, 2.5, "record")]),
        ("新股民 | 21400 | 0.6\n老股民 | 8300 | 0.2",
         [("investor", 21_400, 0.6, "record"), ("investor", 8300, 0.2, "record")]),
        ("股民资料会员 月卡88 年卡588", [("investor", None, 88, "month"), ("investor", None, 588, None)]),
        ("股民资料八百多个，一百块", [("investor", None, 100, "total")]),
    ],
)  # fmt: skip
def test_offers_of_one_kind(text: str, rows: list[Row]) -> None:
    assert _offers(text, "investor") == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("车主名单22万条=700块 业主名单15万条=600块",
         [("vehicle", 220_000, 700, "total"), ("property", 150_000, 600, "total")]),
        ("车主名单、业主名单 单价2毛",
         [("vehicle", None, 0.2, "record"), ("property", None, 0.2, "record")]),
        ("车主名单、业主名单，三分、五分",
         [("vehicle", None, 0.03, "record"), ("property", None, 0.05, "record")]),
        ("车主名单2万条 业主名单3万条 价格：前者1500，后者2块一条",
         [("vehicle", 20_000, 1500, "total"), ("property", 30_000, 2, "record")]),
        ("3毛 车主名单 5毛 业主名单",
         [("vehicle", None, 0.3, "record"), ("property", None, 0.5, "record")]),
        ("车主名单2万条800元 业主名单3万条900元 全拿1500元",
         [("vehicle", 20_000, 800, "total"), ("property", 30_000, 900, "total"),
          ("mixed_other", None, 1500, "total")]),
    ],
)  # fmt: skip
def test_offers_of_several_kinds(text: str, rows: list[Row]) -> None:
    assert _offers(text, "vehicle", "property") == rows


@settings(max_examples=40, deadline=None)
@given(
    STOCK, CHEAP, st.sampled_from(["股民资料{}条，{}毛一条", "股民{}个 每个{}毛", "股民资料 {:,}条\n{}毛/条"])
)
def test_a_stock_and_its_price_come_back(stock: int, cheap: int, written: str) -> None:
    assert _offers(written.format(stock, cheap), "investor") == [("investor", stock, cheap / 10, "record")]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(STOCK, st.integers(1, 9)), min_size=2, max_size=5, unique=True))
def test_a_price_list_comes_back_line_by_line(rows: list[tuple[int, int]]) -> None:
    text = "股民资料\n" + "\n".join(
        f"第{place}批 {stock}条 {price}毛" for place, (stock, price) in enumerate(rows)
    )
    assert _offers(text, "investor") == [("investor", stock, price / 10, "record") for stock, price in rows]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 300),
    st.sampled_from(
        [("近{}天", 1), ("{}天内", 1), ("最近{}个月", 30), ("{}年以上", 365), ("{}小时内", 1 / 24)]
    ),
)
def test_times_come_back_and_are_neither_counts_nor_prices(number: int, form: tuple[str, float]) -> None:
    text = f"股民资料 {form[0].format(number)}的 有需要的来"
    assert [one.days for one in find_times(text)] == [pytest.approx(number * form[1])]
    assert read_post(text).figures == []


@pytest.mark.parametrize(
    "word", ["今晚", "三天内", "上月", "2023年上半年", "十一月", "8月9日", "22:30", "半年内", "本周", "90后"]
)
def test_time_words(word: str) -> None:
    reading = read_post(f"股民资料 {word}更新的")
    assert "".join(reading.text[one.start : one.end] for one in reading.times) == word
    assert reading.figures == []


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789一二三十百千万毛块元分条个的，。\n 股民资料每/.-", max_size=60))
def test_figures_of_any_text_stand_in_order_and_never_overlap(text: str) -> None:
    found = read_post(text).figures
    assert all(first.end <= second.start for first, second in pairwise(found))
    build_offers(read_post(text), find_goods(read_post(text)), ("investor",))


@pytest.mark.parametrize(
    "piece", ["5毛一条", "1-", "车主名单、", "车主 | 21400 | 0.6\n", "一百", "元1", "3毛、", "近7天"]
)
def test_numbers_without_end_cost_no_more_than_the_first_of_them(piece: str) -> None:
    reading = read_post(piece * (100_000 // len(piece)))
    assert len(reading.figures) <= MOST_NUMBERS
    assert len(build_offers(reading, find_goods(reading), ("vehicle", "property"))) <= 5


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("股民 21,400", [21_400]), ("余额五十万以上的股民", []), ("好友100+ 120收", [120]), ("同住+200", []),
        ("定金300", []), ("工资三千", []), ("市面上那种三毛一条", []), ("一分不要", []),
        ("两样一块200", [200]), ("多少条？一万二", [12_000]), ("第3批", []), ("50元以上", []),
        ("十二个小区", []), ("三网机主", []),
    ],
)  # fmt: skip
def test_numbers_beside_other_words(text: str, figures: list[float]) -> None:
    assert [one.value for one in read_post(text).figures] == figures


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 9),
    st.integers(1, 9),
    st.sampled_from(["一二三四五六七八九", "123456789", "壹贰叁肆伍陆柒捌玖"]),
)
def test_money_in_parts_comes_back(yuan: int, tenths: int, signs: str) -> None:
    whole, part = signs[yuan - 1], signs[tenths - 1]
    for written in (f"{whole}块{part}", f"{whole}元{part}角", f"{whole}块{part}毛"):
        if (yuan, part) != (1, "一"):
            assert [one.value for one in read_post(f"股民资料{written}每条").prices] == [yuan + tenths / 10]
    assert [one.value for one in read_post(f"{whole}毛{part}一条").prices] == [
        pytest.approx(yuan / 10 + tenths / 100)
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 99), st.sampled_from(["一条", "/条", "每条", "一个", "/次", "一次", "/月", "包月"]))
def test_a_price_and_what_it_is_per_come_back(price: int, per: str) -> None:
    unit = {"次": "query", "月": "month"}.get(per[-1], "record")
    (found,) = read_post(f"股民资料{price}元{per}").prices
    assert (found.value, found.unit) == (price, unit)


def test_columns_belong_to_the_offer_they_are_named_for() -> None:
    reading = read_post("姓名都有。车主名单带车牌三毛，业主名单带住址五毛一条。加微信 abc_000")
    found = build_offers(reading, find_goods(reading), ("vehicle", "property"))
    assert [(one.category, set(one.fields)) for one in found] == [
        ("vehicle", {"plate", "name"}),
        ("property", {"address", "name"}),
    ]
