"""A case room of its own for every test, on a real SQLite file."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casework import accounts
from casework.open import open_casework

PASSWORD = "correct horse battery"


@pytest.fixture
def home(tmp_path: Path, empty_room: Path) -> Iterator[Path]:
    from django.db import connections

    shutil.copytree(empty_room, tmp_path, dirs_exist_ok=True)
    open_casework(tmp_path)
    yield tmp_path
    connections.close_all()


@pytest.fixture
def people(home: Path) -> dict[str, Any]:
    roles = ("investigator", "operator", "analyst", "officer", "admin")
    return {role: accounts.add_account(f"{role}-1", role, PASSWORD) for role in roles}
