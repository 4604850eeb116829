"""Runs written page by page."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from written import Written, source_of


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., Written]]:
    """Begin a run: ``begin(follow=("next",))`` with any field of a source, ``memory`` is a file's path."""
    begun: list[Written] = []

    def started(run: str = "one", memory: str = "", **declared: object) -> Written:
        begun.append(Written(tmp_path / f"{len(begun)}.sqlite", source_of(**declared), run, memory))
        return begun[-1]

    yield started
    for one in begun:
        one.journal.close()
