"""Plain sale posts in disguise, texts by chance, and long ones."""

import random
import unicodedata
from typing import Any

import pytest

from analysis.judgement.assessor import assess
from analysis.privacy.masking import mask
from analysis.readings.disguises import unmask
from analysis.readings.folding import fold
from analysis.robustness import is_plain, measure_disguises
from testbed.disguises import FAMILIES, disguise, families

LARGEST_LOSS = 0.05
#: Pieces that fuzzed texts are made of besides any character: what the rules look for.
PIECES = (
    *("出", "收", "银行", "客户", "名单", "5毛一条", "亻言", "木几", "①", "9️⃣", "\u200b", "\u0336", "薇❤"),
    *("v", "QQ", "9000012345", "@abc_000", "www.", "http://", "\n", " ", "，", "。", ".", "|", "kf", "yin"),
    *("hang", "🚗", "👨\u200d👩", "138", "00000", "example.com", "1w", "万", "元/", "[", "“", "\ud800", "ㄖ"),
    *("\U000e0041", "Ⓠ", "ｑ", "百", "张三,"),
)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_seed_gives_the_same_disguise(family: str, corpus: list[dict[str, Any]]) -> None:
    texts = [row["text"] for row in corpus[:20]]
    assert [disguise(text, family, 7) for text in texts] == [disguise(text, family, 7) for text in texts]
    assert any(disguise(text, family, 7) != text for text in texts)


def test_disguises_hide_few_plain_posts(corpus: list[dict[str, Any]]) -> None:
    losses = measure_disguises(corpus, families(), seeds=20)
    assert {one.family for one in losses} == set(FAMILIES)
    assert sum(one.found for one in losses) >= (1 - LARGEST_LOSS) * sum(one.posts for one in losses) > 0


@pytest.mark.full
def test_no_family_of_disguise_hides_more_than_one_in_twenty(corpus: list[dict[str, Any]]) -> None:
    losses = measure_disguises(corpus, families(), seeds=200)
    assert len(losses) >= 12
    assert {one.family: one.loss for one in losses if one.posts != 200 or one.loss > LARGEST_LOSS} == {}


def test_disguised_posts_are_not_plain() -> None:
    assert is_plain("出银行客户名单，电话齐全")
    for family in ("homophones", "parts", "martian", "zero width", "pinyin"):
        hidden = (disguise("出银行客户名单，电话齐全，手机号和住址都有", family, seed) for seed in range(20))
        assert sum(not is_plain(text) for text in hidden) > 10, family


def test_invisible_characters_are_reported() -> None:
    text, title = "出银\u200b行客\u2060户名\u200d单", "料\ufeff\u00ad"
    found = [one for one in assess(text, title).reasons if one.rule == "disguise.invisible"]
    assert [(one.field, one.times, one.text) for one in found] == [
        ("title", 2, "料\ufeff\u00ad"),
        ("text", 3, "银\u200b行"),
    ]
    assert all((title if one.field == "title" else text)[one.start : one.end] == one.text for one in found)
    assert not [one for one in assess("出银行客户名单 9️⃣👨\u200d👩").reasons if one.times > 1]


def _text(chance: random.Random) -> str:
    letters = (
        chr(chance.choice((chance.randrange(0x110000), chance.randrange(0x4E00, 0x9FA6)))) for _ in range(8)
    )
    pieces = [chance.choice((*PIECES, *letters)) for _ in range(chance.randrange(40))]
    return "".join(pieces)


def _check(text: str) -> None:
    assessment = assess(text, text[:9] or None, text[-6:])
    fields = {"text": text, "title": text[:9], "author": text[-6:]}
    for reason in assessment.reasons:
        assert fields[reason.field][reason.start : reason.end] == reason.text
    for reading in (fold(text), unmask(fold(text))):
        starts = [start for start, _ in reading.origins]
        assert len(reading.text) == len(starts)
        assert starts == sorted(starts)
        assert all(0 <= start < end <= len(text) for start, end in reading.origins)
        assert all(0 <= one.start < one.end <= len(text) for one in reading.undone)
        assert all(unicodedata.category(text[place]) != "Nd" for place in reading.invisible)
    mask(text)


def test_no_text_breaks_the_judgement() -> None:
    chance = random.Random(253)
    for _ in range(1_000):
        _check(_text(chance))


@pytest.mark.full
def test_no_text_of_very_many_breaks_the_judgement() -> None:
    chance = random.Random(20170601)
    for _ in range(100_000):
        _check(_text(chance))
