"""No page, however it was made, takes a reader more than ten seconds, or a gigabyte."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crawlers.readers import FAMILIES
from records.reading import State

EVERY = [*sorted(FAMILIES), "visible_text"]
SECONDS, MEGABYTES = 10, 900
ROOT = Path(__file__).parents[3]


def measured(size: int, *families: str) -> list[dict[str, Any]]:
    """What every page of about ``size`` bytes cost, as monsters.py tells."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("monsters.py")), str(size), *families],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr[-2_000:]
    return [json.loads(row) for row in done.stdout.splitlines()]


def complaints(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that took too long, too much, or ended in no named state."""
    return [
        row
        for row in rows
        if row["seconds"] > SECONDS
        or row["megabytes"] > MEGABYTES
        or (row["family"] != "visible_text" and row["state"] not in set(State))
    ]


def test_small_monsters() -> None:
    rows = measured(15_000, *EVERY)
    assert {row["family"] for row in rows} == set(EVERY)
    assert not complaints(rows)


@pytest.mark.full
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("family", EVERY)
def test_monsters_of_ten_megabytes(family: str) -> None:
    rows = measured(10_000_000, family)
    assert len(rows) > 40
    assert not complaints(rows)
