"""Potential severity of claims by 法释〔2017〕10号 art. 5 and 6."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.judgement.assessor import assess
from analysis.law.grading import grade_claim
from analysis.words.vocabulary import load_entries
from records.assessment import CATEGORIES, Grade, Offer, Severity

RANK = ("none", "below", "serious", "especially_serious")


def grade(*offers: Offer, insider: bool = False, **more: Any) -> Severity:
    return grade_claim(offers, list(dict.fromkeys(one.category for one in offers)), insider, **more)


def offer(category: str, quantity: int | None = None, price: float | None = None, unit: Any = None) -> Offer:
    return Offer(category=category, quantity=quantity, price=price, price_unit=unit)


# Every boundary of every class: one below the threshold, the threshold, ten times it.
LINES = {
    50: [("location", ()), ("bank", ("balance",)), ("loan", ("credit_report",)), ("investor", ("password",))],
    500: [("hotel", ()), ("patient", ()), ("telecom", ("call_log",)), ("household", ("id_number", "photo"))],
    5000: [("student", ()), ("property", ()), ("vehicle", ("phone",)), ("mixed_other", ())],
}


def boundaries() -> Iterator[tuple[str, tuple[str, ...], int, bool, Grade]]:
    for records, kinds in LINES.items():
        for category, fields in kinds:
            for insider, line in ((False, records), (True, records // 2)):
                for number, name in (
                    (line - 1, "below"),
                    (line, "serious"),
                    (10 * line, "especially_serious"),
                ):
                    yield category, fields, number, insider, name
                yield category, fields, 10 * line - 1, insider, "serious"


@pytest.mark.parametrize(("category", "fields", "number", "insider", "expected"), list(boundaries()))
def test_numbers(category: str, fields: tuple[str, ...], number: int, insider: bool, expected: Grade) -> None:
    graded = grade(Offer(category=category, quantity=number, fields=fields), insider=insider)
    assert graded.grade == expected
    assert graded.basis.startswith("if the claim is true: ")
    assert graded.basis_zh.startswith("如所称属实：")


@pytest.mark.parametrize(
    ("yuan", "insider", "expected"),
    [
        (4_999, False, "below"),
        (5_000, False, "serious"),
        (50_000, False, "especially_serious"),
        (2_499, True, "below"),
        (2_500, True, "serious"),
        (25_000, True, "especially_serious"),
    ],
)
def test_gain(yuan: float, insider: bool, expected: Grade) -> None:
    assert grade(offer("student", None, yuan, "total"), insider=insider).grade == expected
    by_record = offer("student", 10, yuan / 10, "record")
    assert grade(by_record, insider=insider).grade == expected


def test_nothing_to_count_gives_no_grade() -> None:
    graded = grade(offer("hotel"))
    assert (graded.grade, graded.ladder) == ("none", 500)
    assert grade_claim([], []) == Severity()


def test_lookups_have_no_stock() -> None:
    graded = grade(offer("hotel", None, 9_000, "query"))
    assert (graded.grade, graded.ladder) == ("none", 500)
    assert "look-ups" in graded.basis
    assert "查询" in graded.basis_zh


def test_mixtures_add_up_in_proportion() -> None:
    hotel, student = offer("hotel", 250), offer("student", 2_500)
    assert grade(hotel, student).grade == "serious"
    assert "法释〔2017〕10号 art. 5(1)(6)" in grade(hotel, student).articles
    assert grade(hotel, offer("student", 2_499)).grade == "below"
    assert grade(hotel).grade == "below"


def test_one_stock_at_several_prices_counts_once() -> None:
    same_number = grade(offer("hotel", 300, 0.5, "record"), offer("hotel", 300, 0.4, "record"))
    assert same_number.grade == "below"
    blocks = grade(offer("student", 1_000, 2_000, "total"), offer("student", 4_000, 4_000, "total"))
    assert blocks.grade == "below"
    stock_in_blocks = grade(offer("student", 4_900), offer("student", 1_000, 100, "total"))
    assert stock_in_blocks.grade == "below"
    assert "490 yuan" in stock_in_blocks.basis


def test_stocks_of_their_own_add_up() -> None:
    three = [offer("patient", number, 1, "record") for number in (200, 180, 120)]
    assert grade(*three).grade == "serious"
    assert "500 yuan" in grade(*three).basis


def test_a_bundle_is_paid_once() -> None:
    bundle = [
        offer(category, number, 3_000, "total") for category, number in (("student", 90), ("vehicle", 80))
    ]
    assert "3,000 yuan" in grade(*bundle).basis


def test_account_kits_lie_outside() -> None:
    kits = offer("account_kit", 1_000, 9_000, "total")
    assert (grade(kits).grade, grade(kits).ladder) == ("none", None)
    assert "Criminal Law art. 287-2" in grade(kits).articles
    mixed = grade(kits, offer("hotel", 600))
    assert (mixed.grade, mixed.ladder) == ("serious", 500)
    assert "account kits" in mixed.basis
    assert "yuan" not in mixed.basis


def test_a_buyer_is_graded_by_what_he_seeks() -> None:
    sought = grade(offer("student", 5_000, 9, "record"), label="seek")
    assert sought.grade == "serious"
    assert sought.articles[:2] == ("Criminal Law art. 253-1(3)", "法释〔2017〕10号 art. 4")
    assert "yuan" not in sought.basis
    assert [one.grade for one in sought.alternatives] == ["none"]
    assert "50,000 yuan" in sought.alternatives[0].because
    assert not grade(offer("hotel", 600), label="seek").alternatives


def test_item_eight_is_the_sellers_alone() -> None:
    """It speaks of selling or providing what one obtained oneself: of no buyer, and of no dealer."""
    number = offer("hotel", 250)
    assert grade(number, insider=True).grade == "serious"
    assert grade(number, insider=True, label="seek").grade == "below"
    supplied = grade(number, supplied=True)
    assert supplied.grade == "below"
    assert [one.grade for one in supplied.alternatives] == ["serious"]


def test_ten_times_the_halved_lines_is_our_own_reading() -> None:
    assert grade(offer("hotel", 2_500), insider=True).certainty == "own_reading"
    assert grade(offer("hotel", 250), insider=True).certainty == "firm"


def test_where_courts_differ_the_other_grade_is_told() -> None:
    graded = grade(offer("ecommerce", 600))
    assert (graded.grade, graded.certainty) == ("serious", "disputed")
    assert [(one.grade, one.ladder) for one in graded.alternatives] == [("below", 5_000)]
    paid = grade(Offer(category="ecommerce", quantity=600, fields=("amount",)))
    assert (paid.certainty, paid.alternatives) == ("likely", ())


def test_goods_in_words_choose_the_kind() -> None:
    flights = offer("location", 60)
    assert grade(flights).grade == "serious"
    named = grade(flights, goods=[("location", "航班信息")])
    assert (named.grade, named.ladder, named.alternatives[0].ladder) == ("below", 500, 50)
    both = grade(flights, goods=[("location", "航班信息"), ("location", "手机定位")])
    assert both.ladder == 50
    assert grade(offer("telecom", 600), goods=[("telecom", "通话详单")]).grade == "serious"
    assert grade(offer("loan", 60), goods=[("loan", "征信报告")]).grade == "serious"


def test_a_field_means_what_its_category_makes_of_it() -> None:
    assert grade(Offer(category="hotel", fields=("room",))).ladder == 500
    assert grade(Offer(category="property", fields=("room",))).ladder == 5_000
    assert grade(Offer(category="express", fields=("photo",))).certainty == "disputed"
    assert grade(Offer(category="social", fields=("password",))).ladder == 5_000


def test_sensitive_flag_is_apart_from_the_ladder() -> None:
    assert grade(offer("patient")).sensitive
    assert grade(Offer(category="vehicle", fields=("photo",))).sensitive
    assert not grade(offer("vehicle", 10**6)).sensitive


def test_nobody_has_reviewed_the_tables() -> None:
    assert not grade(offer("hotel", 600)).reviewed


# A loaded machine may take long to draw the first offers; that says nothing of the grades.
FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIELDS = sorted({entry.group for entry in load_entries() if entry.topic == "fields"})
OFFERS = st.builds(
    Offer,
    category=st.sampled_from(CATEGORIES),
    quantity=st.none() | st.integers(1, 10**7),
    price=st.none() | st.floats(0.01, 10**6),
    price_unit=st.sampled_from(["total", "record", "month", "query", None]),
    fields=st.lists(st.sampled_from(FIELDS), max_size=4, unique=True).map(tuple),
)


@FEW
@given(st.lists(OFFERS, min_size=1, max_size=5), st.booleans(), st.sampled_from(["sale", "seek"]))
def test_any_claim_is_graded(offers: list[Offer], insider: bool, label: Any) -> None:
    graded = grade(*offers, insider=insider, label=label)
    assert graded.basis.startswith("if the claim is true: ")
    assert len(graded.articles) == len(graded.articles_zh) > 0
    assert (graded.ladder is None) == all(one.category == "account_kit" for one in offers)


@FEW
@given(OFFERS, st.sampled_from(["sale", "seek"]))
def test_more_records_and_insiders_never_weigh_less(one: Offer, label: Any) -> None:
    twice = Offer(
        category=one.category,
        quantity=one.quantity and 2 * one.quantity,
        price=one.price,
        price_unit=one.price_unit,
        fields=one.fields,
    )
    once = RANK.index(grade(one, label=label).grade)
    assert RANK.index(grade(twice, label=label).grade) >= once
    assert RANK.index(grade(one, insider=True, label=label).grade) >= once


@pytest.mark.parametrize(
    ("text", "halved"),
    [
        ("本人在医院做前台，手上有住院患者资料300条，姓名电话病种，1元一条，QQ 9000012345", True),
        ("柜台上班，出本网点存款客户名单300户，姓名电话，整份300元，QQ 9000012345", True),
        ("离职带出来的酒店住客资料300条，1元一条，QQ 9000012345", True),
        ("有内部渠道，出酒店住客资料300条，1元一条，QQ 9000012345", False),
        ("出酒店住客资料300条，酒店流出来的，1元一条，QQ 9000012345", False),
        ("收酒店住客资料，每周300条，招酒店前台上班的朋友，1元一条，日结，QQ 9000012345", False),
        ("出酒店住客资料300条，1元一条，QQ 9000012345", False),
    ],
)
def test_who_says_he_works_there_is_halved(text: str, halved: bool) -> None:
    severity = assess(text).severity
    assert ("item 8" in severity.basis) is halved, severity.basis
