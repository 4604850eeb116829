"""Every word of the lexicon says what it means and is seen in a labelled post; what is wrong is named."""

import json
import re
from functools import lru_cache
from pathlib import Path

import pytest

from analysis.corpus_lines import parse_labelled
from analysis.grammars.post_reading import read_post
from analysis.words.entries import HOUSE, LexiconError, read_entries
from analysis.words.plain_lines import read_plain_lines
from analysis.words.vocabulary import FOLDER, find_hints, find_words, load_entries

CORPUS = Path(__file__).parents[2] / "testbed" / "corpus"
#: The posts that examples are taken from: those held back for measuring are no examples.
LABELLED = ("dev", "story", "own", "own-words", "own-news")


@lru_cache(maxsize=1)
def labelled_posts() -> dict[str, str]:
    """The second reading of every labelled post by its id, in lower case and without disguises."""
    paths = [CORPUS / f"{name}.jsonl" for name in LABELLED]
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    used = {entry.example for entry in load_entries()}
    return {row["id"]: read_post(row["text"], row["title"]).text for row in rows if row["id"] in used}


def test_every_example_holds_its_word() -> None:
    posts = labelled_posts()
    wrong = [one for one in load_entries() if one.word not in posts.get(str(one.example), "")]
    assert not wrong, [(one.topic, one.group, one.word, one.example) for one in wrong]


def test_every_word_has_a_meaning_of_its_own_and_a_source() -> None:
    entries = load_entries()
    assert all(re.fullmatch(r"S\d+[a-z]?|working knowledge", one.source) for one in entries)
    assert all(len(one.meaning) > 1 and one.meaning != one.word for one in entries)
    assert not any(one.author or one.date for one in entries)


def test_own_posts_are_labelled_posts() -> None:
    lines = (CORPUS / "own-words.jsonl").read_text("utf-8").splitlines()
    rows = list(parse_labelled(lines))
    assert [row["id"] for row in rows] == [f"own-words-{place:04d}" for place in range(1, len(lines) + 1)]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_plain_lines_are_read_as_yaml_is(path: Path) -> None:
    assert read_plain_lines(path.read_text("utf-8"), path.stem) == read_entries(path)


@pytest.mark.parametrize("word", ["315", "1e3", "no", "null", "~", "a: b", "[甲]", '"甲"', "甲 #乙"])
def test_what_yaml_reads_otherwise_is_no_plain_line(word: str) -> None:
    assert read_plain_lines(HEAD + WORD.replace("银行客户", word), "bank") is None
    assert read_plain_lines(HEAD + WORD + WORD, "bank") is None


HEAD = "groups:\n  goods:\n    means: customers of banks\n    words:\n"
WORD = "      - {word: 银行客户, means: customers of a bank, example: dev-0203}\n"
FAULTS = {
    "": "line 1: expected the one key 'groups'",
    "groups: [": "line 2:",
    "words: {}": "line 1: expected the one key 'groups'",
    "groups:\n  goods:\n    means: customers": "line 3: group goods: expected 'means' and a list of 'words'",
    HEAD + WORD + "      - 储户": "line 6: expected {word: …, means: …}, got '储户'",
    HEAD + WORD + WORD: "line 6: word 银行客户: stands twice in group goods",
    HEAD + WORD + "      - {word: 储户, mean: depositor}": "line 6: word 储户: key means is missing",
    HEAD + "      - {word: 储户, means: depositor}": "line 5: word 储户: key example is missing",
    HEAD + WORD.replace("}", ", colour: red}"): "line 5: word 银行客户: key colour is not known",
    HEAD + WORD.replace("银行客户", "315"): "line 5: word 315: key word: expected text",
    HEAD + WORD.replace("means", "word"): "line 5:",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_is_named_with_file_line_word_and_key(text: str, tmp_path: Path) -> None:
    path = tmp_path / "bank.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError) as caught:
        read_entries(path)
    assert str(caught.value).startswith(f"bank.yml: {FAULTS[text]}")


def test_a_word_of_the_house_names_author_and_date(tmp_path: Path) -> None:
    path = tmp_path / "bank.yml"
    path.write_text(
        HEAD + "      - {word: ＶＩＰ储户, means: depositor, author: li, date: 2026-11-26}\n", "utf-8"
    )
    (entry,) = read_entries(path, HOUSE)
    assert (entry.word, entry.topic, entry.group) == ("vip储户", "bank", "goods")
    assert (entry.author, entry.date, entry.example, entry.source) == (
        "li",
        "2026-11-26",
        None,
        "working knowledge",
    )
    with pytest.raises(LexiconError, match=r"bank.yml: line 5: word ＶＩＰ储户: key example is missing"):
        read_entries(path)


def test_words_are_found_alone_and_inside_one_another() -> None:
    found = [(one.entry.topic, one.entry.group, one.entry.word) for one in find_words("出业主名单")]
    assert ("property", "goods", "业主名单") in found
    assert ("property", "people", "业主") in found
    assert not find_words("gmail")


def test_hints_are_no_words_of_their_own() -> None:
    """They point at a category in a listing; in an ordinary text nobody looks at them."""
    assert not any(one.entry.topic == "hints" for one in find_words("收货地址在驿站，牙套要矫正"))
    assert {one.entry.group for one in find_hints("牙套要矫正")} == {"patient"}
