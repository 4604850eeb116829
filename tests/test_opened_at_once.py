"""Files that any number of processes may be the first to open."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Protocol

import pytest

from analysis.words.terms import terms
from crawlers.journal.file import open_journal_file
from crawlers.manners.turns import Turns
from crawlers.memory.file import open_memory
from operations.lexicon.dictionary import keep_dictionary
from search.index import Index, open_index


class Closable(Protocol):
    def close(self) -> None: ...


def index(path: Path) -> Index:
    return open_index(f"sqlite:///{path}", terms)


def turns(path: Path) -> Closable:
    return Turns(path).database


def dictionary(path: Path) -> Closable:
    keep_dictionary(path)
    return path.open()


@pytest.mark.parametrize("opened", [index, open_journal_file, open_memory, turns, dictionary])
def test_everybody_gets_in(tmp_path: Path, opened: Callable[[Path], Closable]) -> None:
    together = Barrier(4)

    def enter(path: Path) -> None:
        together.wait()
        for _ in range(3):
            with closing(opened(path)):
                pass

    with ThreadPoolExecutor(4) as people:
        for number in range(20):
            list(people.map(enter, [tmp_path / f"{number}.sqlite"] * 4))
