"""The first look: the same alone and among many, and nothing of the trade is lost by it."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analysis.judgement.assessor import assess, read_in_full
from analysis.judgement.first_look import STRETCH, FirstLook, load_first_look, telling_runs, telling_words
from analysis.judgement.second_look import SecondLook, load_second_look
from analysis.judgement.suspicion import is_suspicious
from analysis.readings.coarse import coarse
from analysis.readings.coarse_archive import Said, show
from analysis.screening import assess_all, find_suspicious, screen
from analysis.words.entries import Entry
from analysis.words.overlay import look_in, trying
from training.ordinary import make_texts

ADVERT = "出一手车主名单3万条，5毛一条，先测后付，加Q 9000012345"
ODD: list[Said] = [
    ("", None, None),
    ("\ud800", None, "\udfff"),
    ("哦", "", ""),
    ("\n\n", "标题", None),
    ("㎏🐧９⑨" * 50, None, "é"),
    ("今天\u200b天气不错", None, None),
    ("今天天气不错。" * 300 + ADVERT + "明天天气也不错。" * 300, "闲聊", "阿秀"),
    ("今天天气不错。" * 4000 + ADVERT, None, None),
]


@pytest.fixture(scope="module")
def posts(corpus: list[dict[str, Any]]) -> list[Said]:
    labelled: list[Said] = [(row["text"], row["title"], row["author"]) for row in corpus]
    return [*ODD, *labelled, *((text, None, None) for text in make_texts(1500))]


def test_a_batch_is_judged_as_each_post_alone(posts: list[Said]) -> None:
    together, each = screen(posts), [assess(*said) for said in posts]
    assert assess_all(posts) == each
    assert assess_all(posts[::-1]) == each[::-1]  # what was read is remembered
    for number, alone in enumerate(each):
        assert together.get(number, alone) == alone
        assert number in together or (alone.label, alone.score, alone.reasons) == ("other", 0.0, ())
    assert assess_all([]) == []


def test_equal_texts_by_others_are_judged_apart() -> None:
    said: list[Said] = [(ADVERT, None, None), (ADVERT, "警方通报", None), (ADVERT, None, "加微信 abc90001")]
    assert assess_all(said) == [assess(*one) for one in said]
    assert len(set(assess_all(said))) == 3


def test_worths_in_arrays_are_those_of_each_text(posts: list[Said]) -> None:
    look = load_first_look()
    alone = [look.worth(coarse(*said)) for said in posts]
    assert look.worths(show(posts)).tolist() == alone


def test_second_look_at_many_lets_through_what_it_does_alone(posts: list[Said]) -> None:
    shown, shipped = show(posts), load_second_look()
    numbers = range(1, len(posts), 2)
    worths = [shipped.worth(shown[number]) for number in numbers]
    for look in (shipped, SecondLook(shipped.runs, min(worths)), SecondLook(shipped.runs, max(worths), 400)):
        alone = [number for number in numbers if look.lets_through(shown[number])]
        assert look.let_through(shown, numbers) == alone
        assert alone
    assert shipped.let_through(shown, []) == []


def test_telling_words_are_the_same_for_one_and_for_many(posts: list[Said]) -> None:
    shown = show(posts)
    ends = np.concatenate([ends[worths != 0] for ends, worths in telling_runs().ending(shown.codes)])
    assert shown.at(ends - 1) == shown.holding(telling_words()) != []


def test_looks_lose_hardly_a_listing_that_full_reading_finds(corpus: list[dict[str, Any]]) -> None:
    traded = [(row["text"], row["title"], row["author"]) for row in corpus if row["label"] != "other"]
    found = [said for said in traded if read_in_full(*said).label != "other"]
    lost = [said for said in found if not is_suspicious(coarse(*said))]
    assert len(found) > 200
    assert len(lost) <= 0.005 * len(found), lost


def test_ordinary_talk_is_passed_over() -> None:
    talk: list[Said] = [(text, None, None) for text in make_texts(2000)]
    assert len(find_suspicious(show(talk))) < 0.06 * len(talk)


@pytest.mark.parametrize("gap", ["", ".", " ", "、", "★"])
def test_marks_between_characters_change_nothing(gap: str) -> None:
    assert coarse(gap.join("车主名单３万條")) == coarse("车主名单3万条")


def test_an_advert_inside_a_story_counts_as_alone() -> None:
    story = "今天天气不错，我们去公园散步了。" * (STRETCH // 8)
    assert not is_suspicious(coarse(story))
    assert is_suspicious(coarse(story + ADVERT + story))


def test_passed_over_posts_keep_their_contacts() -> None:
    judged = assess("周末一起爬山，集合点在东门，联系电话 17700000123")
    assert [one.value for one in judged.contacts] == ["17700000123"]


def test_a_word_of_the_house_is_always_read_in_full(tmp_path: Path) -> None:
    said = "这里桔子单还挺甜的"
    assert not is_suspicious(coarse(said))
    (tmp_path / "bank.yml").write_text(
        "groups:\n  goods:\n    means: lists\n    words:\n"
        "      - {word: 桔子单, means: a list, author: lin, date: 2026-01-02}\n"
    )
    look_in(tmp_path)
    try:
        assert is_suspicious(coarse(said))
        assert list(screen([("天气", None, None), (said, None, None)])) == [1]
    finally:
        look_in(None)
    assert not is_suspicious(coarse(said))


def test_what_was_read_is_forgotten_when_words_change() -> None:
    said: list[Said] = [(f"出桔子单3万条，{ADVERT}", None, None)]
    before = assess_all(said)
    with trying((Entry("桔子单", "bank", "goods", "lists"),)):
        assert assess_all(said) == [assess(*said[0])] != before
    assert assess_all(said) == before


def test_what_is_kept_tells_who_says_a_new_word() -> None:
    kept = show([("桔 子 單 还有", None, None), ("没有", None, None), ("要桔子", None, "桔.子.单")])
    assert kept.saying(["桔子单"]) == [0, 2]
    assert kept.saying(["无此词"]) == []


def test_other_worths_look_at_what_is_kept_again() -> None:
    kept = show([("桔子", None, None), ("天气", None, None)])
    assert find_suspicious(kept) == []
    worths = {"桔子": 500}
    assert find_suspicious(kept, FirstLook.of(worths, 500), SecondLook(worths, 500, 500)) == [0]
    assert find_suspicious(kept, FirstLook.of(worths, 500), SecondLook(worths, 501, 501)) == []
