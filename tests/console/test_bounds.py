"""A form's bounds of time and price, and the ranges that a query says them by."""

import os

import pytest
from django.http import QueryDict

from analysis.words.terms import terms
from search.query import parse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.settings")

from console.bounds import Bounds, bounded, bounds_in, bounds_typed


@pytest.mark.parametrize(
    ("query", "low", "high", "asked"),
    [
        ("", "2026-03-01", "", "posted:[2026-03-01 TO *]"),
        ("银行", "", "2026-03-01", "银行 posted:[* TO 2026-03-01]"),
        ("银行 OR 酒店", "2026-03-01", "2026-04-01", "(银行 OR 酒店) posted:[2026-03-01 TO 2026-04-01]"),
        ("(a OR b) AND (c)", "2026-03-01", "", "((a OR b) AND (c)) posted:[2026-03-01 TO *]"),
        ("(a OR b) posted:[2025-01-01 TO *]", "2026-03-01", "", "(a OR b) posted:[2026-03-01 TO *]"),
        ("posted:[* TO 2025-01-01] 银行", "", "", "银行"),
        ("(a OR b) price:[1 TO 2]", "", "2026-03-01", "(a OR b) price:[1 TO 2] posted:[* TO 2026-03-01]"),
        ("price:[1 TO 2] 银行", "2026-03-01", "", "price:[1 TO 2] 银行 posted:[2026-03-01 TO *]"),
    ],
)
def test_bounds_take_the_place_of_earlier_ones(query: str, low: str, high: str, asked: str) -> None:
    made = bounded(query, Bounds("posted", low, high))
    assert made == asked
    assert bounds_in(made)["posted"] == Bounds("posted", low, high)
    assert bounded(made, Bounds("posted", low, high)) == made
    parse(made, terms)


def test_what_is_no_value_leaves_its_end_open() -> None:
    typed = QueryDict(mutable=True)
    typed.update(
        {"posted_low": "2026-03-01", "posted_high": "x TO *] OR [", "price_low": " 0.5 ", "price_high": ""}
    )
    assert bounds_typed(typed) == (Bounds("posted", "2026-03-01"), Bounds("price", "0.5"))
