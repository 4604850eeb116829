"""What is marked in a text is what the matcher finds in it, and nothing else."""

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from analysis.words.terms import terms
from search.entry import entry_of
from search.highlighter import highlight
from search.matcher import matches
from search.query import parse

PIECES = st.sampled_from(
    ["银行", "銀行", "银.行", "开✂房", "信用卡", "亻言用卡", "薇信", "行", "出", "QQ9000000017", "ＱＱ",
     "data", "for sale", "0.5元", "t.me", "，", " ", "\n", "🏦"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map("".join)
LEAVES = st.sampled_from(
    ["银行", "開房", "信用卡", "行", "出", "qq", "9000000017", "da*", "da?a", "sale", '"data for sale"',
     "alike:微信", "alike:银行", "0.5", "魑魅"]
)  # fmt: skip
QUIET = [HealthCheck.function_scoped_fixture]


@given(TEXTS, LEAVES)
@settings(max_examples=300, deadline=None, suppress_health_check=QUIET)
def test_a_text_is_marked_where_the_matcher_finds_it(maker: Any, text: str, query: str) -> None:
    tree = parse(query, terms)
    alone = maker(1, text=text, title=None, author_name=None, contacts=(), board=None)
    assert bool(highlight(text, tree, terms)) == matches(tree, entry_of(alone, terms))


@given(TEXTS, st.lists(LEAVES, min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_many_words_mark_what_each_of_them_marks(text: str, queries: list[str]) -> None:
    together = highlight(text, parse(" OR ".join(queries), terms), terms)
    marked = {place for start, end in together for place in range(start, end)}
    singly = (span for query in queries for span in highlight(text, parse(query, terms), terms))
    assert marked == {place for start, end in singly for place in range(start, end)}
    assert list(together) == sorted(together)
    assert all(0 <= start < end <= len(text) for start, end in together)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("出 銀\u200b行 客户", "银行", ["銀\u200b行"]),
        ("加ＱＱ９０００００００１７", "9000000017", ["９０００００００１７"]),
        ("招行, 行长", "行", ["行", "行"]),
        ("data for sale, data sale", '"data for sale"', ["data", "for", "sale"]),
        ("银行名单 -不要银行", "NOT 银行", []),
        ("开✂房✂记✂录", "开房记录 酒店", ["开✂房✂记✂录"]),
    ],
)
def test_marks_lie_on_the_characters_as_written(text: str, query: str, marked: list[str]) -> None:
    assert [text[slice(*span)] for span in highlight(text, parse(query, terms), terms)] == marked
