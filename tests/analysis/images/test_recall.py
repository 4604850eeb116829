"""Posts drawn as pictures are found as often as their text, or nearly (see testbed/drawn_posts.py)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.images.pictured import assess_pictured
from analysis.images.reading import read_picture
from analysis.judgement.assessor import assess

CORPUS = Path(__file__).parents[3] / "testbed/corpus/dev.jsonl"
#: Of the sale posts that are found by their text, as many must be found by their picture.
LEAST = 0.9


def drawn_sales() -> Iterator[tuple[int, dict[str, Any]]]:
    """The corpus' sale posts that are found by their text, each with the seed of its look."""
    for seed, line in enumerate(CORPUS.read_text("utf-8").splitlines()):
        post = json.loads(line)
        if post["label"] == "sale" and assess(post["text"], post["title"], post["author"]).label == "sale":
            yield seed, post


def is_found(seed: int, post: dict[str, Any]) -> bool:
    """Whether the picture of a post alone is judged a sale; its reasons must lead to places in it."""
    from testbed.drawn_posts import draw

    picture = read_picture(draw("\n".join(filter(None, (post["title"], post["text"]))), seed))
    found = assess_pictured("", [picture], None, post["author"])
    for reason in found.reasons:
        if reason.field == "image":
            assert picture.text[reason.start : reason.end] == reason.text
            assert picture.boxes(reason.start, reason.end)
    return found.label == "sale"


def test_a_few_in_many_looks() -> None:
    pytest.importorskip("rapidocr")
    posts = [(seed, post) for seed, post in drawn_sales() if len(post["text"]) > 60][::40]
    assert [seed for seed, post in posts if not is_found(seed, post)] == []


@pytest.mark.full  # about a second for each of 190 pictures
def test_all_of_them() -> None:
    posts = list(drawn_sales())
    missed = [post["id"] for seed, post in posts if not is_found(seed, post)]
    assert len(missed) <= (1 - LEAST) * len(posts), missed
