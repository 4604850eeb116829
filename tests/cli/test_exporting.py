"""``hawkwatch export``: who may, what for, and what is written down of it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework.accounts import add_account
from casework.audit import recent_events
from casework.open import open_casework
from evidence.ledger import open_ledger

Run = Callable[..., Any]
MOBILE = "13000000123"


@pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
def test_every_hit_is_in_the_file(within: Run, tmp_path: Path, form: str) -> None:
    to = tmp_path / f"hits.{form}"
    code, said, _ = within("export", "出", "--to", to, "--purpose", "case 7", "--json")
    made = json.loads(said)
    assert (code, made["hits"]) == (0, 3)
    assert to.is_file()
    beside = json.loads(Path(made["coverage_file"]).read_text("utf-8"))
    assert beside["purpose"] == "case 7"
    assert beside["coverage"]["searched"] == 1


def test_people_are_told_what_it_covers(within: Run, tmp_path: Path) -> None:
    _, said, _ = within(
        "export", "category:hotel", "--to", tmp_path / "h.csv", "--purpose", "x", language="zh"
    )
    assert "共 1 条交易帖" in said
    assert "检索范围：1 个来源中的 1 个" in said


def test_a_filter_and_a_format_of_its_own(within: Run, tmp_path: Path) -> None:
    to = tmp_path / "hits.txt"
    words = ("--to", to, "--format", "jsonl", "--filter", "类别=银行", "--purpose", "x")
    assert within("export", "*", *words)[0] == 0
    assert len(to.read_text("utf-8").splitlines()) == 1


def test_who_exports_is_written_down_and_nobody_is_named(within: Run, told: Path, tmp_path: Path) -> None:
    from django.db import connections

    open_casework(told)
    for role in ("analyst", "operator"):
        add_account(f"{role}-1", role, "correct horse battery")
    words = ("--to", tmp_path / "named.csv", "--purpose", "case 7")
    code, _, why = within("export", f'"{MOBILE}"', *words, "--as", "operator-1")
    assert (code, "no right to export" in why) == (2, True)
    assert within("export", f'"{MOBILE}"', *words, "--as", "analyst-1")[0] == 0
    (entry,) = open_ledger(told / "ledger.jsonl").entries("named.csv")
    assert (entry.actor, entry.details["purpose"]) == ("analyst-1", "case 7")
    (event,) = recent_events(subject="export:named.csv")
    assert (event.kind, event.actor) == ("hits exported", "analyst-1")
    beside = (tmp_path / "named.csv.coverage.json").read_text("utf-8")
    for written in (json.dumps(entry.details), json.dumps(event.details), beside):
        assert MOBILE not in written
        assert "match:phone" in written
    connections.close_all()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--to", "hits.doc", "--purpose", "x"), "end it in .jsonl, .csv or .xlsx"),
        (("--to", "hits.csv", "--purpose", " "), "say it in words"),
        (("--to", "hits.csv"), "Missing option"),
        (("--to", "/nowhere/hits.csv", "--purpose", "x"), "cannot be written"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    within: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, why = within("export", "*", *words)
    assert code == 2
    assert complaint in " ".join(why.split())
    assert list(tmp_path.iterdir()) == []
