"""The fast engine cuts a text into exactly the words that jieba gives, with its dictionary and with ours."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.words.dictionary import (
    STOCK,
    Dictionary,
    DictionaryError,
    parse_dictionary,
)
from analysis.words.reference import ReferenceTokenizer
from analysis.words.terms import terms
from analysis.words.tokenizer import FastTokenizer
from benchmarks.token_parity import compare, engines, labelled_texts, made_texts
from records.term import Terms

#: Invented texts with jieba's words of them, stock dictionary: the measure, whatever jieba is installed.
KEPT = Path(__file__).parent / "jieba_words.jsonl"
REFERENCE = [json.loads(line) for line in KEPT.read_text("utf-8").splitlines()]
Pairs = dict[str, tuple[FastTokenizer, ReferenceTokenizer]]


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return engines()


@pytest.mark.parametrize("row", REFERENCE, ids=lambda row: row["text"][:12])
def test_the_engine_gives_the_words_kept_from_jieba(pairs: Pairs, row: dict[str, Any]) -> None:
    fast = pairs["stock"][0]
    assert fast.cut(row["text"]) == row["words"]
    assert fast.cut_for_search(row["text"]) == row["search"]


def test_the_engine_gives_jiebas_words_of_labelled_posts_and_of_odd_texts(pairs: Pairs) -> None:
    for parity in compare([*labelled_texts()[::12], *made_texts(600)], pairs).values():
        assert parity.texts > 900
        assert (parity.differ, parity.search_differ) == (0, 0)


@pytest.mark.full
def test_the_engine_gives_jiebas_words_of_very_many_texts(pairs: Pairs) -> None:
    figures = compare([*labelled_texts(), *made_texts(100_000, seed=1)], pairs)
    for name, most in (("stock", 0.0001), ("ours", 0.001)):
        parity = figures[name]
        assert max(parity.differ, parity.search_differ) <= most * parity.texts


@settings(max_examples=120, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()) | st.sampled_from("a1.-_%料名单"), max_size=40))
@pytest.mark.parametrize("name", ["stock", "ours"])
def test_places_are_jiebas(pairs: Pairs, name: str, text: str) -> None:
    fast, jieba = pairs[name]
    placed = fast.place_for_search(text)
    assert placed == jieba.place_for_search(text)
    assert all(text[start:end] == word for word, start, end in placed)
    assert "".join(fast.cut(text)) == text


def test_search_terms_of_the_reference_are_the_same(pairs: Pairs) -> None:
    for text in labelled_texts()[:40]:
        assert _parts(terms(text, pairs["ours"][1])) == _parts(terms(text))


def _parts(cut: Terms | None) -> object:
    return cut and (cut.words, cut.bigrams, cut.alike, cut.ways, _parts(cut.meant))


def test_a_dictionary_is_written_and_read() -> None:
    dictionary = STOCK.with_words({"内鬼料": 3, "查档": 2})
    assert parse_dictionary(dictionary.to_text()) == dictionary
    assert dictionary.with_words({"查档": 9}) == dictionary
    assert dictionary.digest != STOCK.digest
    assert FastTokenizer(dictionary).cut("出内鬼料") == ["出", "内鬼料"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("料\t3\n", 1), ("# counted twice\t3\n料 3\n", 2), ("# counted twice\t3\n料\tx", 2)],
)
def test_a_broken_dictionary_names_its_line(text: str, line: int) -> None:
    with pytest.raises(DictionaryError, match=f"line {line}: "):
        parse_dictionary(text)


def test_jieba_is_not_loaded_to_cut_a_text() -> None:
    code = (
        "import sys; from analysis.words.terms import terms; terms('料 t.cn'); print('jieba' in sys.modules)"
    )
    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert asked.stdout == "False\n"


def test_the_reference_leaves_no_cache_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ReferenceTokenizer(Dictionary((), 3))
    assert list(tmp_path.iterdir()) == []
