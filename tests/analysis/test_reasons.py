"""Reasons are few, strong, and show the whole of what earned them."""

from typing import Any

import pytest

from analysis.grammars.post_reading import read_post
from analysis.judgement.assessor import assess
from analysis.judgement.author import read_author
from analysis.judgement.invisible import RULE as INVISIBLE
from analysis.judgement.model import KINDS, load_weights, pull_of
from analysis.judgement.outline import outline, wording
from analysis.judgement.reasons import MOST
from analysis.judgement.signs import LEAST_SHARE


def test_what_pulls_little_beside_the_strongest_is_no_reason(corpus: list[dict[str, Any]]) -> None:
    rows = load_weights().rows
    for row in corpus[:120]:
        judged = assess(row["text"], row["title"], row["author"])
        rules = [reason.rule for reason in judged.reasons if reason.rule != INVISIBLE]
        pulls = [pull_of(rows[rule], judged.label) for rule in rules]
        assert pulls == sorted(pulls, reverse=True), row["id"]
        assert not pulls or pulls[-1] >= LEAST_SHARE * pulls[0]
        assert len(set(rules)) == len(rules) <= MOST
        assert not [rule for rule in rules if rule[0] in KINDS and sum(map(str.isalnum, rule)) < 2]


@pytest.mark.parametrize(
    ("run", "shown"),
    [("N", "10万条"), (",Y", "，5毛"), ("G", "车主名单"), ("出G", "出车主名单"), ("C\n", "4294967300")],
)
def test_a_capital_of_the_outline_stands_for_all_it_replaced(run: str, shown: str) -> None:
    post = "出车主名单，10万条，5毛，QQ 4294967300"
    reading = read_post(post)
    drawn = outline(reading)
    start = drawn.text.index(run)
    first, last = reading.plain.span(*drawn.span(start, start + len(run)))
    assert post[first:last] == shown


@pytest.mark.parametrize("text", ["", "出", "5毛", "13000000123"])
def test_every_stretch_of_an_outline_stands_for_a_character(text: str) -> None:
    reading = read_post(text)
    for drawn in (wording(reading), outline(reading)):
        for start in range(len(drawn.text)):
            first, last = drawn.span(start, start + 1)
            assert 0 <= first < last <= len(reading.text)


def test_reasons_in_a_name_point_into_it() -> None:
    assert [(one.name, one.field) for one in read_author("车主名单").signals] == [
        ("author.dealer", "author"),
        ("author.goods", "author"),
    ]
    judged = assess("有货，5毛一条，10万条，可测", author="车主名单")
    assert [one.text for one in judged.reasons if one.field == "author"]
