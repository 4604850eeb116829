"""What a contribution lacks is said, and nothing where it lacks nothing."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.contributing import tell_lacks
from config.settings import load_settings
from crawlers.declared.catalog import load_source, shipped_folder
from operations.contribution import lacking
from operations.declared import shipped_sources

DECLARED = """title: One channel
family: telegram
enabled: false
start: [https://t.me/s/example]
hosts: [t.me]
notes: Replace the channel.
"""
CASES = ("list", "gone")


def git(folder: Path, *words: str) -> None:
    ours = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *ours, *words], check=True, capture_output=True)


@pytest.fixture
def contribution(tmp_path: Path) -> Path:
    """A source in a checkout, everything committed; it is called like one that docs/ names."""
    folder = tmp_path / "testbed_channels"
    (folder / "pages").mkdir(parents=True)
    (folder / "source.yml").write_text(DECLARED, "utf-8")
    for case in CASES:
        for file in (shipped_folder() / "testbed_channels" / "pages").glob(f"{case}.*"):
            shutil.copy(file, folder / "pages")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    return folder


def declare(folder: Path, old: str, new: str) -> None:
    file = folder / "source.yml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)


def without(folder: Path, case: str) -> None:
    for file in (folder / "pages").glob(f"{case}.*"):
        file.unlink()


def forget(folder: Path) -> None:
    (folder / "pages" / "gone.expected.json").write_text("{}", "utf-8")


def rename(folder: Path) -> None:
    folder.rename(folder.with_name("nobody_names_this"))


# The number is put together here, so that this file holds none.
MOBILE = "13" + "8" + "1234" + "5678"
LACKS: dict[str, tuple[Callable[[Path], object], str]] = {
    "purpose": (
        lambda folder: declare(folder, "notes:", "purpose: research\nnotes:"),
        "purpose: leave it out",
    ),
    "enabled": (lambda folder: declare(folder, "enabled: false", "enabled: true"), "enabled: a real place"),
    "notes": (lambda folder: declare(folder, "notes: Replace the channel.\n", ""), "notes: say what"),
    "no posts": (lambda folder: without(folder, "list"), "pages: none that is read as `items`"),
    "no wall": (lambda folder: without(folder, "gone"), "pages: no wall"),
    "not as expected": (forget, "gone: reading.state: expected null"),
    "not committed": (forget, "gone.expected.json: read it and commit it"),
    "a person": (
        lambda folder: append(folder / "pages" / "list.html", f"<p>电话 {MOBILE}</p>"),
        f"list.html: may be a living person's: mobile {MOBILE}",
    ),
    "code": (lambda folder: append(folder / "reader.py", "x = 1"), "code: reader.py: a source is data"),
    "docs": (rename, "docs: no page in docs/ names nobody_names_this"),
    "no checkout": (
        lambda folder: shutil.rmtree(folder.parent / ".git"),
        "expectations: the folder is in no git",
    ),
}


def test_a_whole_contribution_lacks_nothing(contribution: Path) -> None:
    assert lacking(load_source(contribution)) == []


@pytest.mark.parametrize("kind", LACKS)
def test_what_is_lacking_is_said(contribution: Path, kind: str) -> None:
    spoil, complaint = LACKS[kind]
    spoil(contribution)
    folder = contribution if contribution.exists() else contribution.with_name("nobody_names_this")
    assert [lack for lack in lacking(load_source(folder)) if lack.startswith(complaint)]


def test_a_placeholder_may_have_a_purpose_and_run(contribution: Path) -> None:
    declare(contribution, "https://t.me/", "https://t.example.com/")
    declare(contribution, "[t.me]", "[t.example.com]")
    declare(contribution, "enabled: false", "purpose: an example")
    assert lacking(load_source(contribution)) == []


def test_the_command_says_it_of_each_and_ends_with_1(
    contribution: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("HAWKWATCH_SOURCES", str(contribution.parent))
    settings = load_settings(home=home)
    assert tell_lacks(settings, ["testbed_channels"], [], json=True) == 0
    declare(contribution, "family: telegram", "family: telegrm")
    assert tell_lacks(settings, ["testbed_channels"], [], json=True) == 1
    first, second = map(json.loads, capfdbinary.readouterr().out.splitlines())
    assert first == [{"source": "testbed_channels", "ok": True, "lacks": []}]
    assert "source.yml:2: family" in second[0]["lacks"][0]


def test_what_is_shipped_lacks_nothing() -> None:
    """But for a commit, which comes after the test."""
    lacks = {source.name: lacking(source) for source in shipped_sources()}
    assert len(lacks) > 12
    assert {
        name: left
        for name, found in lacks.items()
        if (left := [lack for lack in found if "commit it" not in lack and "no git checkout" not in lack])
    } == {}
