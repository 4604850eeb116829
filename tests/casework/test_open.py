"""Opening the case room."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from casework import accounts
from casework.fault import CaseworkError
from casework.open import open_casework

OPEN = """
import sys
from pathlib import Path
from casework.open import open_casework
open_casework(Path(sys.argv[1]))
"""


def test_five_processes_open_a_new_room_at_once(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    started = [subprocess.Popen([sys.executable, "-c", OPEN, str(home)]) for _ in range(5)]
    assert [process.wait(60) for process in started] == [0] * 5
    with sqlite3.connect(home / "casework.sqlite") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("SELECT count(*) FROM casework_account").fetchone() == (0,)
    assert [path.name for path in home.glob(".secret*")] == []


def test_secrets_are_for_the_owner_only(home: Path) -> None:
    for name in ("secret.key", "casework.sqlite"):
        assert stat.S_IMODE((home / name).stat().st_mode) == 0o600


def test_another_home_is_another_room(home: Path, tmp_path: Path) -> None:
    accounts.add_account("wang", "admin", "correct horse battery")
    key = (home / "secret.key").read_text()
    open_casework(tmp_path / "second")
    with pytest.raises(CaseworkError, match="wang"):
        accounts.find_account("wang")
    assert (tmp_path / "second" / "secret.key").read_text() != key
    open_casework(home)
    assert accounts.find_account("wang").role == "admin"


def test_a_home_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CaseworkError, match=r"case room cannot be opened in .*file/home"):
        open_casework(tmp_path / "file" / "home")


def test_a_database_of_somebody_else_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "casework.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(CaseworkError, match=r"casework\.sqlite cannot be used"):
        open_casework(tmp_path)


def test_doors_can_be_imported_before_the_room_is_open() -> None:
    doors = "accounts audit cases firings orders outbox pauses reviews runs schedules"
    program = ";".join(f"import casework.{door}" for door in doors.split())
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


def test_migrations_are_complete(home: Path) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "casework", check=True, dry_run=True, verbosity=0)
