"""Undocumented means red: settings, keys, states and exit codes; and docs/ names none that is not there."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from config.settings import ROWS
from crawlers.declared.source_keys import KEYS
from crawlers.declared.source_schema import source_schema
from crawlers.readers import FAMILIES
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
    assert set(_first_cells(page)) == set(ROWS)
    for name, row in ROWS.items():
        assert f"HAWKWATCH_{name.upper()}" in page
        assert row.metadata["description"] in page


def test_every_source_key_is_documented(root: Path) -> None:
    page = (root / "docs/sources.md").read_text("utf-8")
    keys = {key.name for key in KEYS}
    assert set(_first_cells(page)) == keys | {state.value for state in State}
    assert not [key.name for key in KEYS if f"| `{key.name}` | {key.help}" not in page]
    assert not [family for family in FAMILIES if family not in page]


def test_every_field_of_a_source_is_a_key() -> None:
    inner = {f"pace.{field.name}" for field in fields(Pace)} | {
        f"expect.{field.name}" for field in fields(Expectation)
    }
    outer = {field.name for field in fields(Source)} - MADE_BY_THE_CATALOG - {"pace", "expect"}
    assert {key.name for key in KEYS} == outer | inner


def test_the_schema_is_the_one_in_the_documentation(root: Path) -> None:
    written = json.dumps(source_schema(), ensure_ascii=False, indent=2) + "\n"
    page = root / "docs/source.schema.json"
    if page.read_text("utf-8") != written:
        page.write_text(written, "utf-8")
        pytest.fail(f"{page.name} was written anew: read and commit it")


def test_what_the_page_on_judgement_names_is_there(root: Path) -> None:
    page = (root / "docs/judgement.md").read_text("utf-8").partition("## Tokens")[0]
    cells = [row.rsplit("|", 2)[1] for row in page.splitlines() if row.startswith("| ") and "`" in row]
    named = re.findall(r"`([\w/]+(?:\.\w+)?)`", " ".join(cells))
    folders = ("analysis", "analysis/judgement")
    assert len(named) > 10
    assert not [name for name in named if not any((root / folder / name).exists() for folder in folders)]
