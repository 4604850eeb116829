"""The floors of docs/architecture.md hold."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

SURROUNDINGS = {"sources", "tests", "docs", "benchmarks", "testbed", "training"}


def _rooms(root: Path) -> set[str]:
    return {folder.parent.name for folder in root.glob("*/__init__.py")} - SURROUNDINGS


def test_no_room_looks_up_or_aside(root: Path) -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_watched(root: Path) -> None:
    card = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    linter, wheel = card["tool"]["importlinter"], card["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert _rooms(root) <= set(linter["root_packages"])
    assert _rooms(root) <= set(wheel["packages"])
    assert _rooms(root) <= set(card["tool"]["mypy"]["packages"])


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def test_the_testbed_knows_nothing_of_the_product(root: Path) -> None:
    modules = sorted((root / "testbed").rglob("*.py"))
    assert modules
    found = {path.name: both for path in modules if (both := _imported(path) & _rooms(root))}
    assert not found


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "base", "manager", "misc"])
def test_modules_are_named_for_what_they_hold(root: Path, word: str) -> None:
    modules = [path for room in _rooms(root) for path in (root / room).rglob("*.py")]
    assert not [path for path in modules if word in path.stem.split("_")]
