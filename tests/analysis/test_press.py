"""Each case of the press report behind the product, in many wordings; and the report itself is no listing.

Nothing here was trained on. What is not yet read stands below by name and what is missed: mending one
turns its test red until it is taken off the list.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analysis.judgement.assessor import assess
from records.assessment import Assessment, Offer

PRESS = Path(__file__).parents[2] / "testbed" / "corpus" / "held_back_press.jsonl"
POSTS = [json.loads(line) for line in PRESS.read_text("utf-8").splitlines()]
CASES = ("bank_record", "bank_bulk", "shoppers", "patients", "hotel", "marketplace", "investors", "counter")
NOT_YET = {
    "press-0029": "記錄 of stays with a price for each is weighed as looked up, too, for most are sold so",
    "press-0038": "母婴店老客户 is weighed as patients by 母婴: which shop it is says only 某宝",
    "press-0045": "a list to be asked for, with neither price nor count, is taken for a buyer's talk",
}


def _named() -> list[Any]:
    return [
        pytest.param(
            post,
            id=f"{post['id']}-{post['case']}",
            marks=pytest.mark.xfail(strict=True, reason=NOT_YET[post["id"]]) if post["id"] in NOT_YET else (),
        )
        for post in POSTS
    ]


def _offer(one: Offer | dict[str, Any]) -> tuple[object, ...]:
    row = one if isinstance(one, dict) else {name: getattr(one, name) for name in Offer.__slots__}
    return (row["category"], row["quantity"], row["price"], row["price_unit"], frozenset(row["fields"]))


def _read(found: Assessment) -> dict[str, object]:
    return {
        "label": found.label,
        "categories": set(found.categories),
        "offers": Counter(map(_offer, found.offers)),
        "contacts": {(one.kind, one.value) for one in found.contacts},
        "grade": found.severity.grade,
    }


def _expected(post: dict[str, Any]) -> dict[str, object]:
    return {
        "label": post["label"],
        "categories": set(post["categories"]),
        "offers": Counter(map(_offer, post["offers"])),
        "contacts": {(one["kind"], one["value"]) for one in post["contacts"]},
        "grade": post["grade"],
    }


@pytest.mark.parametrize("post", _named())
def test_the_case_comes_out_whole(post: dict[str, Any]) -> None:
    found = assess(post["text"], post["title"], post["author"])
    read, expected = _read(found), _expected(post)
    if post["label"] == "other":
        # Whom a report lets people reach is nothing it offers.
        del read["contacts"], expected["contacts"]
    assert read == expected
    if post["label"] != "other":
        assert found.severity.basis.startswith("if the claim is true: ")
        assert found.severity.articles


@pytest.mark.parametrize("case", CASES)
def test_a_case_has_five_wordings_plain_and_disguised(case: str) -> None:
    wordings = [post for post in POSTS if post["case"] == case]
    assert len({post["text"] for post in wordings}) >= 5
    assert {bool(post["obfuscation"]) for post in wordings} == {True, False}


def test_the_report_is_told_in_both_languages() -> None:
    told = [post["text"] for post in POSTS if post["case"] == "report"]
    assert {text.isascii() or "·" in text for text in told} == {True, False}


def test_no_more_is_missed_than_is_named() -> None:
    assert set(NOT_YET) <= {post["id"] for post in POSTS}
    assert len(NOT_YET) < len(POSTS) // 5
