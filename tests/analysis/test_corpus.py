"""The labelled posts are whole, and what is held back is nowhere among what weights are made from."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.corpus_lines import parse_labelled
from records.assessment import CATEGORIES
from training.examples import HELD_BACK, labelled_files

CORPUS = Path(__file__).parents[2] / "testbed" / "corpus"
FILES = sorted(path for path in CORPUS.glob("*.jsonl") if not path.stem.endswith("_meta"))
UNITS = {"total", "record", "month", "query", None}


def rows_of(path: Path) -> list[dict[str, Any]]:
    return list(parse_labelled(path.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_labelled_file_is_whole(path: Path) -> None:
    rows = rows_of(path)
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert set(row["categories"]) <= set(CATEGORIES), row["id"]
        assert {one["category"] for one in row["offers"]} <= set(row["categories"]), row["id"]
        assert {one["price_unit"] for one in row["offers"]} <= UNITS, row["id"]
        assert row["label"] != "other" or not row["offers"], row["id"]


def test_side_labels_name_posts_that_are_there() -> None:
    for path in CORPUS.glob("*_meta.jsonl"):
        ids = {row["id"] for row in rows_of(path.with_name(path.name.replace("_meta", "")))}
        side = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert {row["id"] for row in side} <= ids, path.name


def test_no_post_that_is_held_back_trains() -> None:
    trained = {row["text"] for path in labelled_files() for row in rows_of(CORPUS / path.name)}
    held_back = [row for path in FILES if HELD_BACK in path.stem for row in rows_of(path)]
    assert held_back
    assert not [row["id"] for row in held_back if row["text"] in trained]
