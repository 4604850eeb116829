"""Many documents at once: processes beside this one make their rows."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from records.assessment import Contact
from records.document import Document
from records.term import Terms
from search import filling
from search.fault import IndexFault
from search.index import Index, open_index


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, and no document that is not worth a process."""
    monkeypatch.setattr(filling, "FEW", 0)
    monkeypatch.setattr(filling, "BATCH", 4)
    monkeypatch.setattr(filling, "MEANWHILE", 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def shown(index: Index) -> tuple[Any, ...]:
    found = index.find("银行", limit=100)
    return [hit.document for hit in found.hits], found.facets, index.count(), list(index.scan())


def test_rows_made_apart_are_the_rows_made_here(
    apart: None, tmp_path: Path, document: Callable[..., Document]
) -> None:
    many = [document(number) for number in range(30)]
    poison = [
        document(31, text="half \ud800"),
        document(32, score=float("nan")),
        document(33, contacts=(Contact("qq", "\udfff1"),)),
        document(34, version=0),
    ]
    with closing(open_index(f"sqlite:///{tmp_path / 'apart.sqlite'}", terms)) as one:
        assert one.rebuild([*many[:7], *poison, *many[7:]]) == 30
        with closing(open_index(f"sqlite:///{tmp_path / 'here.sqlite'}", terms)) as other:
            assert other.put([*many, *poison])
            assert shown(one) == shown(other)


def test_a_process_that_dies_leaves_the_index_as_it_was(
    apart: None, tmp_path: Path, document: Callable[..., Document]
) -> None:
    address = f"sqlite:///{tmp_path / 'index.sqlite'}"
    with closing(open_index(address, terms)) as index:
        index.put([document(1)])
    broken: Any = len  # gives no terms
    with closing(open_index(address, broken)) as index, pytest.raises(IndexFault, match="has died"):
        index.rebuild([document(2), document(3)])
    with closing(open_index(address, terms)) as index:
        assert list(index.scan()) == [document(1)]


def test_terms_that_no_other_process_finds_are_made_here(
    apart: None, tmp_path: Path, document: Callable[..., Document]
) -> None:
    asked = []

    def counted(text: str) -> Terms:
        asked.append(text)
        return terms(text)

    with closing(open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", counted)) as index:
        assert index.rebuild([document(number) for number in range(9)]) == 9
    assert len(asked) >= 9
