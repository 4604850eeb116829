"""The stores of the console in one process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.open import open_casework


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the index of a console is that runs in this process."""
    from django.db import connections

    monkeypatch.setenv("HAWKWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("HAWKWATCH_INDEX", f"sqlite:///{tmp_path / 'index.sqlite'}")
    open_casework(tmp_path)
    yield tmp_path / "index.sqlite"
    connections.close_all()


def test_the_index_stays_open_as_long_as_it_is_the_same_file(place: Path) -> None:
    from console import stores

    with stores.index() as index:
        assert index.count() == 0
    with stores.index() as first, stores.index() as second:
        assert first is second
    place.rename(place.with_name("damaged.sqlite"))
    for beside in place.parent.glob("index.sqlite-*"):
        beside.unlink()
    with stores.index() as another:
        assert another is not first
        assert place.exists()
        assert another.count() == first.count() == 0
