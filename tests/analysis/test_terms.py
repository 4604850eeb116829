"""Search terms are jieba's words with our dictionary, the same for every spelling, at their places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readings.folding import fold
from analysis.words.terms import terms


def texts_of(text: str) -> list[str]:
    return [word.text for word in terms(text).words]


def test_words_and_the_words_inside_them() -> None:
    assert {"银行", "客户", "客户资料"} <= set(texts_of("银行客户资料"))
    assert [pair.text for pair in terms("业主表").bigrams] == ["业主", "主表"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("開房記錄", "开房记录"), ("ＱＱ９００００１２３４５", "qq9000012345"), ("BANK", "bank")],
)
def test_variants_give_the_same_terms(one: str, other: str) -> None:
    assert texts_of(one) == texts_of(other)


def test_handles_are_found_whole_or_by_their_number() -> None:
    assert {"qq", "9000012345"} <= set(texts_of("QQ9000012345"))
    assert texts_of("@lf_baby_0000") == ["lf", "baby", "0000"]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_offsets_cut_the_term_out_of_the_text(text: str) -> None:
    for term in (*terms(text).words, *terms(text).bigrams):
        assert term.text in fold(text[term.start : term.end]).text
