"""Every command is in docs/commands.md, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from cli.main import app


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The name of every command that can be run, as ``index rebuild``."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield " ".join(path)
        return
    for name, child in inner.items():
        yield from _commands(child, (*path, name))


def test_every_command_is_documented(root: Path) -> None:
    page = (root / "docs/commands.md").read_text("utf-8")
    documented = re.findall(r"^\| `hawkwatch ([^`]+)`", page, re.MULTILINE)
    commands = list(_commands(get_command(app)))
    missing = {name for name in commands if not any(f"{row} ".startswith(f"{name} ") for row in documented)}
    assert not missing
    invented = {row for row in documented if not any(f"{row} ".startswith(f"{name} ") for name in commands)}
    assert not invented
