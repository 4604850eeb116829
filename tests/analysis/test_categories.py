"""Categories: what a listing's goods are, weighed from words and runs of characters."""

import json

import pytest

from analysis.grammars.post_reading import read_post
from analysis.judgement.categories import choose_categories
from analysis.judgement.category_model import PATH, CategoryWeights, load_category_weights
from analysis.judgement.category_signs import AUTHOR, WORDING, find_category_signs, runs_of
from analysis.judgement.goods import find_goods
from records.assessment import CATEGORIES


def categories(text: str) -> tuple[str, ...]:
    reading = read_post(text)
    return choose_categories(reading, find_goods(reading))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出一手银行客户资料，名字电话都有，五毛一条", {"bank"}),
        ("业主名单3万条，车主料2万条，打包500", {"property", "vehicle"}),
        ("给身份证号查开房记录，一次400，出单付款", {"hotel", "lookup"}),
        ("全国各地产妇名单、新生儿资料，一条一块", {"patient"}),
        ("对公八件套现货，法人配合，一套5000", {"account_kit"}),
    ],
)
def test_what_is_offered_is_named(text: str, expected: set[str]) -> None:
    assert set(categories(text)) == expected


def test_a_look_up_comes_behind_what_is_looked_up() -> None:
    assert categories("给手机号查机主，80一次，查不到退") == ("telecom", "lookup")


def test_a_name_can_be_an_advert() -> None:
    weights = load_category_weights()
    for name, category in (("车主数据", "vehicle"), ("酒店入住", "hotel"), ("装修业主", "property")):
        assert weights.logits("有货", set(), name)[category] > weights.logits("有货", set())[category]


def test_a_listing_always_has_a_category() -> None:
    assert len(categories("有货，懂的来")) == 1


def test_nobody_s_number_or_handle_is_a_run() -> None:
    assert list(runs_of("qq9000012345 车主")) == ["车", "主", "车主"]
    known = load_category_weights().table.runs
    runs = [name[1:] for name in (*known[WORDING], *known[AUTHOR])]
    assert len(runs) > 1000
    assert all("\u3400" <= one <= "\u9fff" for run in runs for one in run)


def test_weights_name_known_signs_and_categories() -> None:
    weights = json.loads(PATH.read_text("utf-8"))
    assert all(category in CATEGORIES for row in weights.values() for category in row)
    reading = read_post("业主名单3万条 500打包，姓名电话齐全")
    assert find_category_signs(reading, find_goods(reading)) & weights.keys()


def test_signs_and_runs_add_up() -> None:
    weights = CategoryWeights({"(bias)": {"bank": -1.0}, "bank.goods": {"bank": 2.0}, '"行': {"bank": 1.0}})
    assert weights.logits("行行", {"bank.goods", "unknown"})["bank"] == 2.0
    assert weights.logits("", set(), "行")["bank"] == weights.logits("", set())["bank"] == -1.0
    assert weights.logits("", set())["loan"] == 0.0
