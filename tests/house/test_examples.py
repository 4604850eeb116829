"""The examples in docs/ are what they say: they load."""

import re
from pathlib import Path

from config.settings import load_settings
from crawlers.declared.catalog import load_source, runnable


def _example(page: Path, language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found, f"{page.name} has no {language} example"
    return found.group(1)


def test_the_declared_source_may_run(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my_board"
    folder.mkdir()
    (folder / "source.yml").write_text(_example(root / "docs/sources.md", "yaml"), "utf-8")
    source = load_source(folder)
    assert source.name == "my_board"
    assert runnable(source) is None


def test_the_settings_are_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "hawkwatch.toml").write_text(_example(root / "docs/settings.md", "toml"), "utf-8")
    assert load_settings(home=tmp_path).passed_over_days == 14
