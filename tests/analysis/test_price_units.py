"""What a price is for: a record, a look-up, or the whole of what holds many records."""

import pytest

from analysis.grammars.post_reading import read_post
from analysis.judgement.goods import find_goods
from analysis.judgement.offers import build_offers


def _units(text: str, *categories: str) -> list[tuple[float | None, str | None]]:
    reading = read_post(text)
    offers = build_offers(reading, find_goods(reading), categories)
    return [(one.price, one.price_unit) for one in offers]


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("业主名单，一层楼五十块", 50), ("业主名单，一个工地一百五", 150), ("业主名单，每个年级三百", 300),
        ("业主名单，一斤350", 350), ("业主登记簿，八十元一本", 80), ("业主名单，一个村60", 60),
        ("业主名单，整理好了，一次300", 300), ("业主登记簿，两本三百五", 350), ("业主登记簿，三页60元", 60),
    ],
)  # fmt: skip
def test_what_holds_many_records_has_one_price(text: str, price: float) -> None:
    assert _units(text, "property") == [(price, "total")]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("查位置，一次 700，三次 1800", [(700, "query"), (1800, "total")]),
        ("查位置，一次90，五次四百", [(90, "query"), (400, "total")]),
        ("查位置，100次 600元", [(600, "total")]),
        ("查位置，一个30", [(30, "query")]),
        ("查位置，5元一条", [(5, "query")]),
    ],
)  # fmt: skip
def test_several_look_ups_at_one_price(text: str, rows: list[tuple[float, str]]) -> None:
    assert _units(text, "location", "lookup") == rows


@pytest.mark.parametrize(
    "text", ["业主六毛，查户籍另议", "业主名单 0.3元/条，也查户籍", "代查户籍，业主2元一户"]
)
def test_nobody_is_looked_up_for_less_than_a_record_costs(text: str) -> None:
    ((_, unit),) = _units(text, "property", "lookup")
    assert unit == "record"


@pytest.mark.parametrize(
    ("text", "block"),
    [("客户两条1元", 2), ("住客五张八百八", 5), ("客户三个200元", 3), ("查位置100次60元", 100)],
)
def test_a_price_behind_a_few_is_for_all_of_them(text: str, block: int) -> None:
    (price,) = read_post(text).offer_prices
    assert (price.unit, price.block) == ("total", block)
