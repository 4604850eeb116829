"""A grade on a listing's page: in the reader's language, worded as a claim."""

import os

import pytest

from analysis.law.grading import grade_claim
from records.assessment import Offer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.settings")


@pytest.mark.parametrize(
    ("chinese", "basis", "article", "other"),
    [
        (False, "1.2 times", "Criminal Law art. 253-1(1)", "bare list"),
        (True, "数量为标准", "刑法第二百五十三条之一第一款", "客户名单"),
    ],
)
def test_the_grade_is_told_in_the_readers_language(
    monkeypatch: pytest.MonkeyPatch, chinese: bool, basis: str, article: str, other: str
) -> None:
    from console.templatetags import words

    monkeypatch.setattr(words, "get_language", lambda: "zh-hans" if chinese else "en")
    grading = grade_claim([Offer(category="ecommerce", quantity=600)], ["ecommerce"])
    assert words.claimed(grading).startswith(basis)
    assert words.cited(grading)[0] == article
    assert other in words.because(grading.alternatives[0])
