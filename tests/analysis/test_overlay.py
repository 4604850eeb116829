"""The house's own words count beside the product's while they are there, and not a moment longer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.judgement.assessor import assess
from analysis.judgement.author import read_author
from analysis.readings.folding import fold
from analysis.words.entries import Entry, LexiconError
from analysis.words.overlay import look_in, trying
from analysis.words.vocabulary import house_entries, load_entries, shipped_entries, word_lists

POST = "出桔子单，0.5一条，10万条，可测，QQ9000012345 懂的来"
FILE = """groups:
  goods:
    means: customers and accounts of banks
    words:
      - {word: 桔子单, means: lists of a bank's customers, author: lin, date: 2026-11-26}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    look_in(tmp_path)
    yield tmp_path
    look_in(None)


def write(folder: Path, text: str, topic: str = "bank") -> None:
    (folder / f"{topic}.yml").write_text(text, "utf-8")
    look_in(folder)


def test_a_word_of_the_house_is_judged_by_at_once(folder: Path) -> None:
    before = assess(POST)
    assert "bank" not in before.categories
    write(folder, FILE)
    judged = assess(POST)
    assert (judged.label, judged.categories) == ("sale", ("bank",))
    assert "桔子单" in word_lists()["bank.goods"]
    look_in(None)
    assert assess(POST) == before
    assert "桔子单" not in word_lists()["bank.goods"]


def test_what_a_name_says_is_read_anew(folder: Path) -> None:
    assert read_author("桔子单").signals == ()
    write(folder, FILE)
    assert [one.name for one in read_author("桔子单").signals] == ["author.goods"]


def test_a_word_says_who_added_it_and_when(folder: Path) -> None:
    write(folder, FILE)
    (entry,) = house_entries()
    assert (entry.word, entry.author, entry.date) == ("桔子单", "lin", "2026-11-26")
    assert entry in load_entries()


def test_words_that_the_product_has_by_now_or_has_no_place_for_do_not_count(folder: Path) -> None:
    known = next(one.word for one in shipped_entries() if (one.topic, one.group) == ("bank", "goods"))
    write(folder, FILE.replace("桔子单", known))
    assert load_entries() == shipped_entries()
    write(folder, FILE.replace("goods:", "gone:"))
    assert load_entries() == shipped_entries()
    assert house_entries()[0].group == "gone"


def test_a_broken_file_is_named(folder: Path) -> None:
    write(folder, FILE.replace(", author: lin", ""))
    with pytest.raises(LexiconError, match=r"bank.yml: line 5: word 桔子单: key author is missing"):
        assess(POST)


@pytest.mark.parametrize(
    ("topic", "group", "word", "text"),
    [
        ("bank", "goods", "桔子单", POST),
        ("contact", "wechat", "小鸭", "出股民名单 0.5一条 小鸭 bd_0000k"),
        ("pinyin", "hotel", "jdjl", "一手料 jdjl 2毛一条 量大从优 先测后付 QQ9000012345"),
        ("trade", "sell", "撒手", "撒手股民名单 有要的说"),
        ("counter", "police", "净土专班", "净土专班提醒：有人出股民名单 0.5一条"),
    ],
)
def test_a_word_that_is_tried_counts_for_as_long(topic: str, group: str, word: str, text: str) -> None:
    before = assess(text)
    with trying((Entry(fold(word).text, topic, group, "being tried"),)):
        assert assess(text) != before
    assert assess(text) == before
