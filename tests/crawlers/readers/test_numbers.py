"""The parser of shown counters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.readers.numbers import parse_count
from records.reading import Count

FORMS = [
    ("1.2万", 12_000, True),
    ("9.7万", 97_000, True),
    ("100万+", 1_000_000, True),
    ("8.3亿", 830_000_000, True),
    ("31万讨论", 310_000, True),
    ("2158人想要", 2158, False),
    ("7261人付款", 7261, False),
    ("14,149", 14_149, False),
    ("找到约14,149条结果", 14_149, True),
    ("620K", 620_000, True),
    ("1.01M", 1_010_000, True),
    ("11.1M", 11_100_000, True),
    ("16 674", 16_674, False),
    ("16\xa0674 members, 362 online", 16_674, False),
    ("11 110 268 subscribers", 11_110_268, False),
    ("转发", 0, False),
    ("转发 28", 28, False),
    ("共 1129 页", 1129, False),
    ("999+", 999, True),
    ("5 members", 5, False),
    ("３万", 30_000, True),
    (602, 602, False),
]


@pytest.mark.parametrize(("shown", "value", "rounded"), FORMS)
def test_form_is_understood(shown: str | int, value: int, rounded: bool) -> None:
    assert parse_count(shown) == Count(value, rounded)


@pytest.mark.parametrize("shown", ["", "abc", "-", "-5", None, True, "9" * 40])
def test_what_is_no_counter_is_none(shown: str | None) -> None:
    assert parse_count(shown) is None


@given(st.integers(0, 10**15 - 1))
def test_digits_come_back(number: int) -> None:
    assert parse_count(str(number)) == Count(number)
    assert parse_count(f"{number:,}") == Count(number)
    assert parse_count(f"{number:,}".replace(",", " ")) == Count(number)


@given(st.integers(0, 99_999))
def test_ten_thousands_come_back_within_what_was_rounded_away(tenths: int) -> None:
    assert parse_count(f"{tenths / 10:.1f}万") == Count(tenths * 1000, True)


@given(st.text(max_size=40))
def test_nothing_raises_and_nothing_is_negative(shown: str) -> None:
    count = parse_count(shown)
    assert count is None or 0 <= count.value < 2**63
