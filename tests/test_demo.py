"""The demonstration ends well, tells the truth about itself and refuses folders that are not its own."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_the_demo_ends_with_a_valid_bundle_and_an_honest_count(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "demo"
    done = run("hawkwatch", "demo", "--once", "--home", home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Verdict: valid" in done.stdout
    counts = re.search(r"Of (\d+) listings .* (\d+) were found and (\d+) missed; (\d+) posts", done.stdout)
    assert counts is not None
    held, found, missed, false = map(int, counts.groups())
    assert held == found + missed
    assert found >= 0.95 * held
    assert false <= 10
    key = home / "keys" / "public-key.pem"
    assert run("hawkwatch", "verify", home / "case-1", "--trust", key).returncode == 0


def test_the_demo_refuses_a_folder_of_somebody_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("do not delete")
    assert run("hawkwatch", "demo", "--once", "--home", tmp_path).returncode == 2
    assert (tmp_path / "mine").exists()
