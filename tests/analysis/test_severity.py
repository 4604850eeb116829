"""Potential severity of claims by 法释〔2017〕10号 art. 5."""

import pytest

from analysis.law.grading import grade_claim
from records.assessment import Offer


@pytest.mark.parametrize(
    ("offer", "insider", "grade"),
    [
        (Offer(category="student", quantity=4_999), False, "below"),
        (Offer(category="student", quantity=5_000), False, "serious"),
        (Offer(category="student", quantity=50_000), False, "especially_serious"),
        (Offer(category="hotel", quantity=499), False, "below"),
        (Offer(category="hotel", quantity=500), False, "serious"),
        (Offer(category="hotel", quantity=250), True, "serious"),
        (Offer(category="location", quantity=50), False, "serious"),
        (Offer(category="bank", quantity=50, fields=("balance",)), False, "serious"),
        (Offer(category="student", quantity=10, price=5_000, price_unit="total"), False, "serious"),
        (Offer(category="student", quantity=10_000, price=1, price_unit="record"), False, "serious"),
        (Offer(category="student"), False, "none"),
        (Offer(category="account_kit", quantity=1000, price=9000), False, "none"),
    ],
)
def test_grades(offer: Offer, insider: bool, grade: str) -> None:
    severity = grade_claim([offer], [offer.category], insider)
    assert severity.grade == grade
    assert severity.basis.startswith("if the claim is true")


def test_mixtures_add_up_in_proportion() -> None:
    offers = [Offer(category="hotel", quantity=250), Offer(category="student", quantity=2_500)]
    assert grade_claim(offers, ["hotel", "student"]).grade == "serious"
    assert grade_claim(offers[:1], ["hotel"]).grade == "below"


def test_tiers_of_one_stock_count_once() -> None:
    offers = [
        Offer(category="hotel", quantity=300, price=0.5),
        Offer(category="hotel", quantity=300, price=0.4),
    ]
    assert grade_claim(offers, ["hotel"]).grade == "below"


def test_sensitive_flag_is_apart_from_the_ladder() -> None:
    assert grade_claim([Offer(category="patient")], ["patient"]).sensitive
    assert not grade_claim([Offer(category="vehicle", quantity=10**6)], ["vehicle"]).sensitive
