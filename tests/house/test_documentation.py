"""Undocumented means red: settings, keys, states and exit codes; and docs/ names none that is not there."""

import re
from dataclasses import fields
from pathlib import Path

from config.settings import Settings
from records.order import Exit
from records.reading import State
from records.source import Expectation, Pace, Source

MADE_BY_THE_CATALOG = {"name", "folder"}


def _first_cells(text: str) -> list[str]:
    """What stands in backquotes in the first cell of each table row."""
    return re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)


def test_every_exit_code_is_documented(root: Path) -> None:
    rows = set(_first_cells((root / "docs/commands.md").read_text("utf-8")))
    assert not {str(code.value) for code in Exit} - rows


def test_every_setting_is_documented(root: Path) -> None:
    page = (root / "docs/settings.md").read_text("utf-8")
    assert set(_first_cells(page)) == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        assert f"HAWKWATCH_{name.upper()}" in page
        assert field.description in page


def test_every_source_key_is_documented(root: Path) -> None:
    page = (root / "docs/sources.md").read_text("utf-8")
    keys = {field.name for field in fields(Source)} - MADE_BY_THE_CATALOG
    inner = {f"pace.{field.name}" for field in fields(Pace)} | {
        f"expect.{field.name}" for field in fields(Expectation)
    }
    expected = keys - {"pace", "expect"} | inner | {state.value for state in State}
    assert set(_first_cells(page)) == expected
