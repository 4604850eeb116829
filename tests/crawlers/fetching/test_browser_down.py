"""A browser that does not start ends the run with a code of its own; what waited is read by the next run."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from testbed.server import Testbed

Run = Callable[..., Any]


@pytest.mark.full
def test_a_run_without_a_browser_ends_and_is_resumed(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho 'no such library' >&2\nexit 127\n")
    broken.chmod(0o755)
    given = {"HAWKWATCH_SOURCES": str(own_sources), "HAWKWATCH_CHROMIUM": str(broken)}
    done = run("hawkwatch", "crawl", "testbed_bar_2026", "--json", env=given)
    assert done.returncode == 14, done.stderr[-2000:]
    report = json.loads(done.stdout)[0]
    assert (report["outcome"], report["exit_code"], report["pages"]) == ("interrupted", 14, {})
    assert any("the browser does not start" in fault for fault in report["faults"])
    assert [gap["state"] for gap in report["gaps"]] == ["unread"]
    assert not any("/pc/" in entry["path"] for entry in own_sites.log()), "a turn was taken for nothing"
    (path,) = home.glob("runs/*/journal.sqlite")
    journal = sqlite3.connect(path)
    assert journal.execute("SELECT value FROM meta WHERE key = 'stopped'").fetchone() == ("browser",)
    assert journal.execute("SELECT state, attempts FROM request").fetchall() == [("queued", 0)] * 3
    done = run("hawkwatch", "crawl", "testbed_bar_2026", "--json", env=given | {"HAWKWATCH_CHROMIUM": ""})
    assert json.loads(done.stdout)[0]["run"] == report["run"]
    assert json.loads(done.stdout)[0]["pages"] == {"items": 3}
