"""Search terms are jieba's words with our dictionary, the same for every spelling, at their places."""

from typing import Any

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readings.folding import fold
from analysis.words.dictionary import PATH, dictionary_digest, load_tokenizer
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


def test_the_engine_gives_jiebas_words(corpus: list[dict[str, Any]]) -> None:
    for line in PATH.read_text("utf-8").splitlines():
        word, frequency = line.split("\t")
        jieba.add_word(word, int(frequency))
    texts = [fold(row["text"]).text for row in corpus]
    han = ["".join(one if "\u4e00" <= one <= "\u9fff" else " " for one in text) for text in texts]
    same = sum([*load_tokenizer().cut(text)] == jieba.lcut(text) for text in han)
    assert same / len(han) >= 0.99


def test_the_dictionary_has_a_digest() -> None:
    assert len(dictionary_digest()) == 64
