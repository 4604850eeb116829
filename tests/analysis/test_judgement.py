"""The judgement on labelled posts, its reasons, and hostile input."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.judgement.assessor import assess
from analysis.judgement.explanation import explain
from analysis.judgement.model import KINDS, load_weights
from analysis.measurement import measure
from analysis.privacy.masking import mask
from analysis.privacy.placeholders import placeholder_text
from analysis.words.vocabulary import load_entries
from records.assessment import Assessment

OWN = Path(__file__).parent / "own_posts.jsonl"


def check_reasons(assessment: Assessment, text: str, title: str | None, author: str | None) -> None:
    fields = {"text": text, "title": title or "", "author": author or ""}
    for reason in assessment.reasons:
        assert reason.start < reason.end
        assert fields[reason.field][reason.start : reason.end] == reason.text, reason


def test_reasons_point_at_the_original(corpus: list[dict[str, Any]]) -> None:
    for row in corpus:
        assessment = assess(row["text"], row["title"], row["author"], row["source"])
        check_reasons(assessment, row["text"], row["title"], row["author"])
        assert assessment.label == "other" or assessment.reasons, row["id"]


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("出收求银行客户名单5毛一条？\n，。🐧①")),
        max_size=80,
    ),
    st.none() | st.text(max_size=20),
    st.none() | st.text(max_size=12),
)
def test_any_text_is_judged(text: str, title: str | None, author: str | None) -> None:
    assessment = assess(text, title, author)
    check_reasons(assessment, text, title, author)
    assert 0 <= assessment.score <= 1
    assert (assessment.label != "other") or not assessment.offers


def test_the_site_is_never_weighed(corpus: list[dict[str, Any]]) -> None:
    for row in corpus[:50]:
        judged = {
            assess(row["text"], row["title"], row["author"], source) for source in (None, "group", "weibo")
        }
        assert len(judged) == 1


def test_figures_on_the_development_corpus(corpus: list[dict[str, Any]]) -> None:
    """The shipped weights were fitted to these posts: a floor against regressions only."""
    figures = measure(corpus)
    assert figures.labels["sale"].f1 >= 0.93
    assert figures.labels["seek"].f1 >= 0.90
    assert figures.contacts.f1 >= 0.97
    assert figures.categories.f1 >= 0.80
    assert figures.quantity.f1 >= 0.86
    assert figures.price.f1 >= 0.80


def test_figures_on_other_posts() -> None:
    """Posts the weights were not fitted to (words were mended by them since)."""
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    figures = measure(rows)
    assert figures.labels["sale"].f1 >= 0.85
    assert figures.contacts.f1 >= 0.95


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("出售银行客户资料", "sale"),
        ("出产妇信息，2元一条", "sale"),
        ("出业主名单 QQ9000012345", "sale"),
        ("查开房记录 300一次", "sale"),
        ("收股民数据 qq 9000012345", "seek"),
        ("求购车主资料", "seek"),
        ("今天天气不错", "other"),
        ("出iPhone 13 九成新 3000元 微信abcd00000", "other"),
    ],
)
def test_bare_adverts_are_found(text: str, label: str) -> None:
    assert assess(text).label == label


def test_a_plain_advert_comes_out_whole() -> None:
    text = (
        "出银行信用卡客户数据，姓名 电话 地址 单位 发卡行都有，当天新开户的5毛一条，打过一遍的二手3毛5。"
        "旧数据10万条2000打包。加QQ 9000012345"
    )
    assessment = assess(text)
    assert assessment.label == "sale"
    assert assessment.categories == ("bank",)
    found = [(offer.quantity, offer.price, offer.price_unit) for offer in assessment.offers]
    assert found == [(None, 0.5, "record"), (None, 0.35, "record"), (100_000, 2000, "total")]
    assert assessment.severity.grade == "especially_serious"


def test_the_news_about_it_is_no_listing() -> None:
    text = (
        "记者调查发现，在多个QQ群内，信用卡客户的姓名、电话被明码标价，新开户数据0.5元一条，"
        "旧数据“2000元10万条”。律师表示最高可判七年。"
    )
    assert assess(text, "银行内鬼5毛一条卖客户信息", "江城晚报").label == "other"


HOSTILE = [
    "1",
    "一",
    "1 ",
    "出 ",
    "银行客户1元",
    "a@",
    "“",
    "x.",
    "张三,",
    "\n",
    "加微信 ",
    "13800000123\n",
    "开.",
    "股 Q ",
    "1w",
    "@ab_cd ",
    "( ",
    "出业主名单3毛 房号地址",
    "“天气”出车主名单",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_texts_do_not_blow_up(piece: str) -> None:
    """Four times the text may not take many times more than four times the work, whatever the machine."""
    short, long = (piece * (size // len(piece)) for size in (25_000, 100_000))
    for judge in (assess, mask, placeholder_text):
        spent = []
        for text in (short, long):
            begun = time.process_time()
            judge(text)
            spent.append(time.process_time() - begun)
        assert spent[1] < 12 * spent[0] + 0.5, (judge.__name__, spent)


def test_explanation_names_the_pull_of_each_sign() -> None:
    explained = explain("出亻言用卡客戶名單 5毛一条")
    assert "信用卡客户名单" in explained.unmasked
    assert [(one.family, one.text) for one in explained.disguises] == [("split", "亻言")]
    assert explained.invisible == 0
    assert explained.contributions[0].pull > 0
    assert explained.assessment.label == "sale"


def test_weights_know_no_identifier_and_every_entry_has_a_meaning() -> None:
    runs = [name for name in load_weights().rows if name[0] in KINDS]
    assert runs
    assert not [name for name in runs if set(name) & set("123456789")]
    assert all(entry.meaning and entry.source for entry in load_entries())
