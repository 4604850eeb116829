"""Stored queries: filed or not, they find exactly what the matcher finds."""

from typing import Any as Made

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from analysis.words.terms import terms
from search.entry import Entry, entry_of
from search.matcher import matches, prepare
from search.nodes import (
    Alike,
    All,
    Any,
    Everything,
    Node,
    Not,
    Range,
    Row,
    Run,
    Tag,
    TagLike,
    TagStart,
    Word,
    WordLike,
    WordStart,
)
from search.query import parse
from search.stored_queries import StoredQueries

# Few letters, so that random queries and documents meet.
WORDS = st.sampled_from(["ab", "abc", "b", "c", "0.5"])
PAIRS = st.sampled_from(["银行", "行卡", "卡人", "名单"])
FIELDS = st.sampled_from(["category", "contact", "label"])
VALUES = st.sampled_from(["bank", "banks", "qq:1", "sale"])
BOUNDS = st.none() | st.integers(0, 3).map(float)
LEAVES = st.one_of(
    st.just(Everything()),
    st.builds(Word, WORDS),
    st.builds(WordStart, WORDS),
    st.builds(WordLike, st.sampled_from(["a?", "ab*", "?", "0.?"])),
    st.builds(TagLike, FIELDS, st.sampled_from(["b?nk", "qq:*", "s*e"])),
    st.builds(Run, st.lists(PAIRS, min_size=1, max_size=3).map(tuple)),
    st.builds(Alike, st.lists(PAIRS, min_size=1, max_size=3).map(tuple)),
    st.builds(Row, st.lists(WORDS, min_size=2, max_size=3).map(tuple)),
    st.builds(Tag, FIELDS, VALUES),
    st.builds(TagStart, FIELDS, st.sampled_from(["", "b", "bank", "qq"])),
    st.builds(Range, st.sampled_from(["price", "score"]), BOUNDS, BOUNDS, st.booleans(), st.booleans()),
)
TREES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=8,
)
ENTRIES = st.builds(
    Entry,
    words=st.lists(WORDS, max_size=6).map(tuple),
    bigrams=st.lists(PAIRS, max_size=6).map(tuple),
    alike=st.lists(PAIRS, max_size=6).map(tuple),
    tags=st.dictionaries(FIELDS, st.lists(VALUES, max_size=2).map(tuple)),
    numbers=st.dictionaries(
        st.sampled_from(["price", "score"]), st.lists(st.integers(0, 3).map(float), max_size=2).map(tuple)
    ),
    newest=st.just(0.0),
    brevity=st.just(1.0),
    severity=st.just(0),
    price=st.none(),
)


@given(st.lists(TREES, max_size=12), st.lists(ENTRIES, min_size=1, max_size=6), st.integers(1, 3))
@settings(deadline=None)
def test_no_answer_is_lost_and_none_invented(trees: list[Node], entries: list[Entry], filing: int) -> None:
    stored: StoredQueries[int] = StoredQueries()
    stored.next_filing = filing  # filed anew early, and again
    for key, tree in enumerate(trees):
        stored.put(key, tree)
    for entry in entries:
        assert stored.matching(entry) == {key for key, tree in enumerate(trees) if matches(tree, entry)}


@given(ENTRIES, st.lists(PAIRS, min_size=1, max_size=3).map(tuple))
def test_a_row_is_found_where_its_terms_stand_side_by_side(entry: Entry, wanted: tuple[str, ...]) -> None:
    windows = (entry.bigrams[start : start + len(wanted)] for start in range(len(entry.bigrams)))
    assert matches(Run(wanted), entry) == any(window == wanted for window in windows)


def test_a_query_is_filed_under_its_rarest_term(document: Made) -> None:
    stored: StoredQueries[str] = StoredQueries()
    stored.next_filing = 10
    stored.put("bank", parse("类别:银行 持卡人", terms))
    stored.put("seldom", parse("类别:银行 第7批 -微信", terms))
    stored.put("one of two", parse("QQ 第3批 OR contact:qq:9000000005", terms))
    entries = [entry_of(document(number), terms) for number in range(10)]
    found = [stored.matching(entry) for entry in entries]
    assert found[7] == {"bank", "seldom"}
    assert found[3] == {"bank", "one of two"}
    assert found[5] == {"bank", "one of two"}
    assert found[4] == {"bank"}
    assert stored.candidates(prepare(entries[0])) == {"bank"}
    assert not stored.unfiled


@pytest.mark.parametrize(
    "query", ["price:<1", "NOT 银行", "contact:*", "银行 OR price:<1", "*", "银行 OR NOT 酒店"]
)
def test_what_requires_nothing_is_tried_on_every_document(query: str) -> None:
    stored: StoredQueries[str] = StoredQueries()
    stored.put("it", parse(query, terms))
    assert stored.unfiled == {"it"}


def test_a_query_is_replaced_and_removed(document: Made) -> None:
    stored: StoredQueries[int] = StoredQueries()
    entry = entry_of(document(1), terms)
    stored.put(1, parse("银行", terms))
    assert stored.matching(entry) == {1}
    stored.put(1, parse("酒店", terms))
    assert stored.matching(entry) == set()
    stored.put(1, parse("price:<1", terms))
    assert stored.matching(entry) == {1}
    stored.remove(1)
    stored.remove(2)
    assert stored.matching(entry) == set()
    assert len(stored) == 0
