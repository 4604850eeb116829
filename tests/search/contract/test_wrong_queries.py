"""A wrong query is told with its place, by each engine alike."""

import pytest

from analysis.words.terms import terms
from search.index import Index
from search.query import QueryError, parse


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("(银行", "brackets"),
        ('"银行', "quotation mark"),
        ("foo:bar", "no field"),
        ("price:cheap", "not a number"),
        ("first_seen:soon", "not a time"),
        ("*bank", "wildcard"),
        ("b*", "at least 2"),
        ("/a(b|c)+/", "not supported"),
        ("银行~2", "not supported"),
        ("source:[a TO b]", "range needs"),
        ("银" * 3000, "longer than"),
        ("(" * 60 + "a" + ")" * 60, "nested"),
        (" ".join(["银行"] * 250), "more than 200"),
        ("!!!", ""),
        ("银行^2", "not supported"),
        ("price:[3 TO 1]", "swap"),
        ("price:[1 TO", "not closed"),
        ("price:nan", "not a number"),
        ("quantity:1e999", "not a number"),
        ("category:gold", "one of bank"),
        ("source:(board:x)", "inside the field"),
        ("NOT " * 200 + "a", "nested"),
        ("-" * 1999, "cannot be read"),
        (" ".join(["ab*"] * 250), "more than 200"),
        ('"' + "ab cd " * 300 + '" "' + "ef " * 60, ""),
    ],
)
def test_a_wrong_query_says_where_and_what_to_do(shared_index: Index, query: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        shared_index.find(query)
    assert says in str(caught.value)
    assert caught.value.position >= 0


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("银行 (客户", 3),
        ('银行 "客户', 3),
        ("银行 http://a.example.com/ foo:bar", 25),
        ("a AND", 5),
        ("价格：<x", 3),
    ],
)
def test_a_position_counts_the_characters_typed(query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, terms)
    assert caught.value.position == position
