"""Lists: which count and which price of several belong together."""

import pytest

from analysis.grammars.post_reading import read_post
from analysis.judgement.goods import find_goods
from analysis.judgement.offers import build_offers

Row = tuple[int | None, float | None, str | None]


def _rows(text: str, category: str = "investor") -> list[Row]:
    reading = read_post(text)
    found = build_offers(reading, find_goods(reading), (category,))
    return [(one.quantity, one.price, one.price_unit) for one in found]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("股民资料，华东 22万条，华北 9万条。华东卖900元，华北卖750元",
         [(220_000, 900, "total"), (90_000, 750, "total")]),
        ("股民资料：打新的3200人，亏损的1800人，亏损的两毛一个，打新的一毛一个",
         [(1800, 0.2, "record"), (3200, 0.1, "record")]),
        ("股民资料5000个里男3200个女1800个，男的一毛一个女的两毛一个",
         [(3200, 0.1, "record"), (1800, 0.2, "record")]),
        ("股民资料 老户6800户，新户3100户，出三毛跟一块",
         [(6800, 0.3, "record"), (3100, 1, "record")]),
        ("股民资料，上海4000条，其他9000条，每条三毛", [(4000, 0.3, "record"), (9000, 0.3, "record")]),
    ],
)  # fmt: skip
def test_a_price_is_that_of_the_line_it_names_again(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("股民资料，上期剩2260条，本期到9740条，合计12000条，5毛一条", [(12_000, 0.5, "record")]),
        ("股民资料三个平台，甲站3000人，乙站4000人，一共7000人，两千块", [(7000, 2000, "total")]),
        ("股民资料3000人，最近的总共500人，8毛一个", [(3000, 0.8, "record"), (500, 0.8, "record")]),
    ],
)  # fmt: skip
def test_a_total_of_one_kind_counts_once(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("股民资料2700位，单价8块一位，这批一万五", [(2700, 8, "record"), (2700, 15_000, "total")]),
        ("股民资料4万条，一毛一条\n不还价 3000", [(40_000, 0.1, "record"), (40_000, 3000, "total")]),
        ("股民资料2700位，8块一位，单城五百", [(2700, 8, "record"), (None, 500, "total")]),
        ("股民资料2700位，8块一位，去年的一块五一位", [(2700, 8, "record"), (None, 1.5, "record")]),
    ],
)  # fmt: skip
def test_the_whole_of_a_stock_has_its_count(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("股民资料，甲所8000人，乙所12000人，两样打包2200，单要哪样都800",
         [(None, 2200, "total"), (8000, 800, "total"), (12_000, 800, "total")]),
        ("股民资料：打新的1900人，配股的4300人，通拿三千五，打新的一千二",
         [(None, 3500, "total"), (1900, 1200, "total"), (4300, None, None)]),
        ("股民资料，华东3.4万条、华北18万条，四样九千块",
         [(None, 9000, "total"), (34_000, None, None), (180_000, None, None)]),
        ("股民资料3000条，打包600", [(3000, 600, "total")]),
        ("股民资料，甲所8000人，乙所12000人，两样各700", [(8000, 700, "total"), (12_000, 700, "total")]),
    ],
)  # fmt: skip
def test_a_bundle_leaves_its_parts_to_prices_of_their_own(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("股民资料，华东11000条，华北6000条，西南2000条，前两个一毛，最后的五分",
         [(11_000, 0.1, "record"), (6000, 0.1, "record"), (2000, 0.05, "record")]),
        ("股民资料，华东11000条，华北6000条，西南2000条，后两份三毛，头一份四毛",
         [(6000, 0.3, "record"), (2000, 0.3, "record"), (11_000, 0.4, "record")]),
        ("股民资料，华东11000条，华北6000条，前者一毛，后者两毛",
         [(11_000, 0.1, "record"), (6000, 0.2, "record")]),
    ],
)  # fmt: skip
def test_so_many_of_the_first_or_last_lines_have_a_price(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("股民资料一毛→两毛一条", [(None, 0.2, "record")]),
        ("股民资料，原五毛现三毛一条", [(None, 0.3, "record")]),
        ("股民资料三毛，五毛的是带住址的", [(None, 0.3, "record"), (None, 0.5, "record")]),
    ],
)
def test_of_a_changed_price_the_new_one_counts(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("发财树25元、绿萝6元、蝴蝶兰18元；租摆公司对接人1300位260元", [(1300, 260, "total")]),
        ("流量卡29元，路由器60元，股民资料一百块1000条", [(1000, 100, "total")]),
        ("注册公司600元，地址挂靠900元，股民资料2000条，8毛一条，打过的5分",
         [(2000, 0.8, "record"), (None, 0.05, "record")]),
        ("A级2元，B级1元，C级 5000条 3毛，D级 4000条 2毛",
         [(None, 2, "record"), (None, 1, "record"), (5000, 0.3, "record"), (4000, 0.2, "record")]),
    ],
)  # fmt: skip
def test_wares_told_before_the_only_list_are_no_offers(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("股民资料：打新的一位六毛，亏损的一位两毛。打新的还有八十位，先到先得",
         [(80, 0.6, "record"), (None, 0.2, "record")]),
        ("股民资料\n华东户 0.8元\n西北户 0.3元\n华东户7500条，西北户300条",
         [(7500, 0.8, "record"), (300, 0.3, "record")]),
        ("股民资料：打新的一位六毛，亏损的一位两毛。总数五千位",
         [(None, 0.6, "record"), (None, 0.2, "record")]),
    ],
)  # fmt: skip
def test_a_count_told_last_is_that_of_the_goods_it_names_again(text: str, rows: list[Row]) -> None:
    assert _rows(text) == rows


@pytest.mark.parametrize(
    ("text", "categories", "counts"),
    [
        ("股民资料1900户，里面车主业主居多，自己慢慢挑，三百", ("investor", "vehicle", "property"), [1900]),
        ("车主名单、业主名单共5万条，1.2元一条", ("vehicle", "property"), [None, None]),
    ],
)
def test_what_is_told_behind_a_count_takes_it_from_nobody(
    text: str, categories: tuple[str, ...], counts: list[int | None]
) -> None:
    reading = read_post(text)
    found = build_offers(reading, find_goods(reading), categories)
    assert [one.quantity for one in found] == counts


def test_the_dearest_of_lists_priced_by_the_record_is_so_too() -> None:
    text = "股民资料：散户 54000条 0.7元，大户 12500条 5元，私募 2100条 20元"
    assert [one[2] for one in _rows(text)] == ["record"] * 3


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("股民资料2180行 40元", "total"),
        ("股民资料 1340位 25元", "total"),
        ("股民资料 230位 25元", "record"),
        ("股民资料 1300位 25元一位", "record"),
        ("股民资料 1300位 8元", "record"),
    ],
)
def test_hundreds_of_records_for_tens_of_yuan_are_sold_whole(text: str, unit: str) -> None:
    assert [one[2] for one in _rows(text)] == [unit]
