"""The doctor, on a real browser and real stores, whole and damaged."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config.settings import Settings
from crawlers.fetching.chromium import find_chromium
from evidence.ledger import open_ledger
from operations.browser import BrowserFault, cause, check_browser, first_working, start
from operations.check import Check, exit_code
from operations.doctor import check_all, check_disk, check_home
from operations.fonts import check_font
from operations.provision import check_java, install_missing
from operations.stores import check_databases, check_index, check_ledger, check_vault
from records.order import Exit


def journal(path: Path, rows: int = 2000) -> Path:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE page (url TEXT)")
        database.executemany(
            "INSERT INTO page VALUES (?)", [(f"http://example.com/{n}",) for n in range(rows)]
        )
        database.commit()
    return path


def test_a_new_home_is_healthy_and_stays_untouched(tmp_path: Path) -> None:
    home = tmp_path / "new"
    checks = {check.name: check for check in check_all(Settings(home=home))}
    expected = "python home disk browser font java lexicon journals casework memory vault ledger index"
    assert list(checks) == expected.split()
    assert [name for name, check in checks.items() if check.state == "fail"] == []
    assert exit_code(checks.values()) is Exit.OK
    assert not home.exists()


def test_the_browser_really_starts() -> None:
    check = check_browser()
    assert check.state == "ok"
    assert str(find_chromium()) in check.found


def test_a_browser_that_does_not_start_names_one_that_does(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text(
        "#!/bin/sh\necho 'chrome: error while loading shared libraries: libnss3.so' >&2\nexit 127\n"
    )
    broken.chmod(0o755)
    check = check_browser(str(broken))
    assert check.state == "fail"
    assert "libnss3.so" in check.found
    assert str(find_chromium()) in check.advice
    assert exit_code([check]) is Exit.BROWSER
    with pytest.raises(BrowserFault, match="libnss3"):
        start(broken)
    assert first_working([broken]) is None


def test_a_missing_browser_is_said(tmp_path: Path) -> None:
    check = check_browser(str(tmp_path / "none"))
    assert check.state == "fail"
    assert "none" in check.found
    assert check.advice


def test_the_cause_is_one_line() -> None:
    assert (
        cause("launch: closed\nBrowser logs:\n[1] FATAL No usable sandbox! Update\n") == "No usable sandbox"
    )
    assert cause("first\nsecond") == "first"
    assert cause("") == "no reason given"


def test_damaged_and_foreign_databases_are_named(tmp_path: Path) -> None:
    whole = journal(tmp_path / "a/journal.sqlite")
    cut = journal(tmp_path / "b/journal.sqlite")
    cut.write_bytes(cut.read_bytes()[: cut.stat().st_size // 2])
    foreign = tmp_path / "foreign.sqlite"
    foreign.write_text("no database, only a text that is long enough to have a header of its own" * 20)
    assert check_databases("journals", [whole]) == Check("journals", "ok", "1 intact")
    check = check_databases("journals", [whole, cut, foreign])
    assert check.state == "fail"
    assert str(cut) in check.found
    assert str(foreign) in check.found
    assert str(whole) not in check.found
    assert exit_code([check]) is Exit.STORE


def test_a_changed_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    ledger = open_ledger(path)
    for number in range(3):
        ledger.append("note", f"subject {number}", "tester")
    assert check_ledger(path).found == "chain of 3 entries intact"
    path.write_bytes(path.read_bytes().replace(b"subject 1", b"subject 7"))
    assert check_ledger(path).state == "fail"


def test_a_foreign_file_in_the_vault_is_named(tmp_path: Path) -> None:
    digest = "ab" * 32
    place = tmp_path / "vault/ab" / f"{digest}.warc.gz"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"not what its name says")
    check = check_vault(f"file://{tmp_path / 'vault'}")
    assert check.state == "fail"
    assert digest in check.found
    assert check_vault("ftp://example.com/vault").state == "fail"


def test_an_index_out_of_reach_is_said() -> None:
    check = check_index("http://127.0.0.1:9")
    assert check.state == "fail"
    assert "127.0.0.1:9" in check.found
    assert exit_code([check]) is Exit.STORE


def test_disk_and_home(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    assert check_disk(tmp_path, 1).state == "ok"
    assert check_disk(tmp_path / "not/there", free // 2).state == "warn"
    assert exit_code([check_disk(tmp_path, free * 2)]) is Exit.DISK
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    assert check_home(in_the_way).state == "fail"
    assert check_home(tmp_path).state == "ok"


def test_what_is_there_is_not_installed_again() -> None:
    browser, font = install_missing()
    assert browser == check_browser()
    assert font == check_font()
    assert check_java().found.startswith("Java")
