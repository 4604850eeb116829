"""The parser of shown counters."""

from time import process_time

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
    ("1,129", 1129, False),
    ("1.2K", 1200, True),
    ("3.4M", 3_400_000, True),
    ("3.4M views", 3_400_000, True),
    ("1千", 1000, True),
    ("2.5千万", 25_000_000, True),
    ("3百万", 3_000_000, True),
    ("1.2萬", 12_000, True),
    ("Replies: 1,234", 1234, False),
    ("Replies: 1,234, Views: 5", 1234, False),
    ("16\u2009674", 16_674, False),
    ("11\u202f110\u202f268", 11_110_268, False),
    ("over 1,000 views", 1000, True),
    ("1.129 Antworten", 1129, False),
    ("1.234.567", 1_234_567, False),
    ("1.129万", 11_290, True),
    ("1.129K", 1129, True),
    ("5 minutes", 5, False),
    ("共 20 条，第 3 页", 20, False),
]


@pytest.mark.parametrize(("shown", "value", "rounded"), FORMS)
def test_form_is_understood(shown: str | int, value: int, rounded: bool) -> None:
    assert parse_count(shown) == Count(value, rounded)


@pytest.mark.parametrize(
    "shown",
    ["", "abc", "-", "-5", None, True, "9" * 40, "12,34", "1.2.3", "999999999999999亿"],
)
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


@given(st.lists(st.sampled_from(list("0123456789., \u2009\xa0kKmwb万千百亿+约~-")), max_size=30).map("".join))
def test_no_sequence_of_such_signs_raises(shown: str) -> None:
    count = parse_count(shown)
    assert count is None or 0 <= count.value < 2**63


SPACES = st.sampled_from([" ", "\xa0", "\u2009", "\u202f", "，", ","])


@given(
    st.integers(0, 10**15 - 1),
    SPACES,
    st.sampled_from(["", "Replies: ", "浏览 "]),
    st.sampled_from(["", "次", " views"]),
)
def test_groups_of_any_kind_come_back_among_words(number: int, space: str, before: str, after: str) -> None:
    assert parse_count(f"{before}{number:,}{after}".replace(",", space)) == Count(number)


UNITS = st.sampled_from(
    [("K", 3), ("M", 6), ("千", 3), ("万", 4), ("w", 4), ("亿", 8), ("千万", 7), ("百万", 6)]
)


@given(st.integers(0, 99_999), UNITS, st.sampled_from(["", "+", " +"]))
def test_every_unit_comes_back(hundredths: int, unit: tuple[str, int], plus: str) -> None:
    name, zeros = unit
    shown = f"{hundredths // 100}.{hundredths % 100:02}{name}{plus}"
    assert parse_count(shown) == Count(hundredths * 10 ** (zeros - 2), True)


@pytest.mark.parametrize("piece", ["1 ", "1,", "1.", "111 ", " ", "1万", "9"])
def test_a_megabyte_takes_no_longer_than_a_line(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    before = process_time()
    parse_count(text)
    assert process_time() - before < 0.5
