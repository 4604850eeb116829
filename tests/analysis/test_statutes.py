"""The law's tables: complete, referenced, strictly read."""

from dataclasses import fields
from pathlib import Path

import pytest

from analysis.law.rows import LawError, Row
from analysis.law.statutes import FOLDER, load_statutes, read_statutes
from analysis.words.vocabulary import load_entries
from records.assessment import CATEGORIES


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the shipped tables."""
    for path in FOLDER.glob("*.yml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    return tmp_path


def test_every_category_and_field_has_a_row() -> None:
    statutes = load_statutes()
    outside = {row.category for row in statutes.outside.values()}
    assert set(statutes.categories) | outside >= set(CATEGORIES)
    assert not set(statutes.categories) & outside
    named = {row.named or name for name, row in statutes.fields.items()}
    assert named >= {entry.group for entry in load_entries() if entry.topic == "fields"}


def test_every_row_says_where_it_is_from() -> None:
    for file, rows in load_statutes().tables().items():
        for name, row in rows.items():
            assert row.en, (file, name)
            assert row.zh, (file, name)
            assert {field.name for field in fields(Row)} <= {field.name for field in fields(row)}


def test_every_word_of_a_kind_is_in_the_lexicon() -> None:
    words: dict[str, list[str]] = {}
    for entry in load_entries():
        words.setdefault(entry.topic, []).append(entry.word)
    for name, row in load_statutes().kinds.items():
        for piece in row.words:
            assert any(piece in word for word in words[row.category]), (name, piece)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("kinds.yml", "    source: S26\n", "", "kinds.yml: row trips: .*`source`"),
        ("fields.yml", "certainty: firm", "certainty: sure", r"fields.yml: row position: .*certainty"),
        (
            "categories.yml",
            "treated_as: lodging",
            "treated_as: inn",
            "categories.yml: row hotel: key treated_as: inn",
        ),
        ("categories.yml", "article: fifty", "article: gain", "row location: key article: track falls under"),
        ("categories.yml", "    source: S22", "    source: S99", "key source: S99 is not among the sources"),
        ("classes.yml", "records: 50\n", "records: many\n", "classes.yml: row track: .*records"),
        ("lines.yml", "    value: 5000", "    amount: 5000", "lines.yml: row gain: key amount is not known"),
        (
            "outside.yml",
            "category: account_kit",
            "category: kits",
            "outside.yml: row account_kit: key category",
        ),
        ("articles.yml", "as_of: 2026-11-26", "as_of: soon", "articles.yml: row crime.sell: .*as_of"),
        ("sensitive.yml", "rows:", "row:", "sensitive.yml: expected the one key 'rows'"),
        ("kinds.yml", "rows:", "rows: [", "kinds.yml: line"),
    ],
)
def test_what_is_wrong_is_named(tables: Path, file: str, old: str, new: str, said: str) -> None:
    page = (tables / file).read_text("utf-8")
    assert old in page
    (tables / file).write_text(page.replace(old, new, 1), "utf-8")
    with pytest.raises(LawError, match=said):
        read_statutes(tables)


def test_a_category_that_is_left_out_is_named(tables: Path) -> None:
    page = (tables / "categories.yml").read_text("utf-8")
    rows = page.split("\n  hotel:")[0] + "\n  patient:" + page.split("\n  patient:")[1]
    (tables / "categories.yml").write_text(rows, "utf-8")
    with pytest.raises(LawError, match="row hotel: is missing"):
        read_statutes(tables)


def test_a_reviewed_row_is_shown_as_reviewed(tables: Path) -> None:
    page = (tables / "lines.yml").read_text("utf-8")
    (tables / "lines.yml").write_text(page.replace("reviewed_by: ''", "reviewed_by: A. Lawyer", 1), "utf-8")
    assert read_statutes(tables).lines["gain"].reviewed_by == "A. Lawyer"
