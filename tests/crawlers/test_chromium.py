"""Which Chromium is chosen, on real files in a folder that stands for the machine."""

import os
from pathlib import Path

import pytest

from crawlers.fetching.chromium import SNAP, candidates, find_chromium, launch_arguments, sandboxed


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with empty folders for programs (``bin``) and for Playwright's downloads (``pw``)."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "pw"))
    return tmp_path


def program(path: Path, content: str = "#!/bin/sh\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    path.chmod(0o755)
    return path


def test_nothing_is_found_on_a_bare_machine(machine: Path) -> None:
    assert find_chromium() is None


def test_the_path_comes_before_downloads(machine: Path) -> None:
    download = program(machine / "pw/chromium-1187/chrome-linux/chrome")
    assert find_chromium() == download
    chrome = program(machine / "bin/google-chrome")
    assert find_chromium() == chrome
    chromium = program(machine / "bin/chromium")
    assert list(candidates()) == [chromium, chrome, download]


def test_the_newest_download_wins_by_number(machine: Path) -> None:
    program(machine / "pw/chromium-999/chrome-linux/chrome")
    newest = program(machine / "pw/chromium-1255/chrome-linux64/chrome")
    shell = program(
        machine / "pw/chromium_headless_shell-1300/chrome-headless-shell-linux64/chrome-headless-shell"
    )
    assert find_chromium() == newest
    assert list(candidates())[-1] == shell


def test_a_given_one_is_the_only_one(machine: Path) -> None:
    program(machine / "bin/chromium")
    mine = program(machine / "opt/mine")
    assert find_chromium(str(mine)) == mine
    assert find_chromium(str(machine / "opt/missing")) is None
    mine.chmod(0o644)
    assert find_chromium(str(mine)) is None


@pytest.mark.skipif(SNAP.exists(), reason="the snap is really here")
def test_a_script_that_only_speaks_of_the_snap_is_no_browser(machine: Path) -> None:
    program(machine / "bin/chromium-browser", f"#!/bin/sh\ntest -x {SNAP} || echo 'install the snap' >&2\n")
    assert find_chromium() is None


def test_the_sandbox_is_off_for_root_only() -> None:
    assert sandboxed() is (os.geteuid() != 0)
    assert ("--no-sandbox" in launch_arguments()) is not sandboxed()
    assert "--webrtc-ip-handling-policy=disable_non_proxied_udp" in launch_arguments()
