"""Any text is read, or refused with its place; any pattern ends."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.words.terms import terms
from search.language.wildcards import is_like, lucene_of, start_of
from search.nodes import TagLike
from search.query import QueryError, parse

GRAMMAR = st.sampled_from(
    [
        *'"“”()[]{}:：*?^~/\\+-!<>=&|# ', " AND ", " OR ", " NOT ", " TO ", "&&", "||", "银行", "data", "12",
        "a*", "wx?b*", "类别:", "price:", "posted:", "contact:qq:", "alike:", "_exists_:", "now-7d", "近7天",
        "\u202e", "\U0001f427", "\ud800", "\x00", "9" * 30, "state:gone", "reviewed:",
    ]
)  # fmt: skip


def read_or_refuse(query: str) -> None:
    refused = None
    try:
        parse(query, terms)
    except QueryError as error:
        refused = error
    if refused:
        assert 0 <= refused.position <= len(query)
        assert refused.query == query
        assert all((refused.said("en"), refused.said("zh_Hans")))


QUERIES = st.one_of(st.lists(GRAMMAR, max_size=25).map("".join), st.text(max_size=60))


@settings(max_examples=400, deadline=None)
@given(QUERIES)
def test_any_text_is_read_or_refused_with_its_place(query: str) -> None:
    read_or_refuse(query)


@pytest.mark.full
@settings(max_examples=20_000, deadline=None)
@given(QUERIES)
def test_any_of_twenty_thousand_texts_is_read_or_refused_with_its_place(query: str) -> None:
    read_or_refuse(query)


@settings(max_examples=200, deadline=None)
@given(st.text("ab[]*?\\!^-", max_size=12), st.text("ab[]*?\\!^-", max_size=8))
def test_wildcards_mean_the_same_however_they_are_spelled(text: str, literal: str) -> None:
    glob = parse(f"contact:ab{''.join(f'{chr(92)}{sign}' for sign in literal)}*b?", terms)
    assert isinstance(glob, TagLike)
    pattern = f"ab{re.escape(literal)}.*b."
    assert is_like(f"ab{text}", glob.glob) == bool(re.fullmatch(pattern, f"ab{text}", re.DOTALL))
    assert start_of(glob.glob) == f"ab{literal}"
    assert lucene_of(r"ab[*]c[?]d[[]e\f*g?") == r"ab\*c\?d\[e\\f*g?"


def test_a_pattern_of_many_wildcards_ends() -> None:
    assert not is_like("a" * 8000, "aa*a*a*a*b")
