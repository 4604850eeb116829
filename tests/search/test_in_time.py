"""Nobody waits for ever: who asks for everything, or for thousands of terms, is told what took too long."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.words.terms import terms
from records.document import Document
from search.fault import TookTooLong
from search.index import Index, open_index
from search.nodes import Tag, Word
from search.sqlite import deadline
from tests.search.fault_proxy import FaultProxy

Maker = Callable[..., Document]


@pytest.fixture
def hurried(tmp_path: Path, document: Maker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """An embedded index that has no time but for the first thousand steps of SQLite's machine."""
    index = open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)
    index.put([document(number) for number in range(600)])
    monkeypatch.setattr(deadline, "STEPS", 1_000)
    monkeypatch.setattr(deadline.Clock, "is_over", lambda clock: True)
    yield index
    index.close()


def test_a_term_of_a_list_that_takes_too_long_costs_no_other(hurried: Index) -> None:
    rare, frequent = Tag("contact", "qq:9000000003"), Word("银行")
    found = hurried.find_each([rare, frequent, rare])
    assert [(one.total, one.in_time) for one in found] == [(1, True), (0, False), (1, True)]
    assert found[1].approximate


@pytest.mark.parametrize("after", [None, ""])
def test_a_scan_that_comes_to_nothing_ends_with_the_reason(hurried: Index, after: str | None) -> None:
    with pytest.raises(TookTooLong, match="takes longer than 25 seconds; narrow the query"):
        list(hurried.scan("银行 AND price:<0", after=after))


def test_a_scan_has_its_time_again_for_each_document(
    tmp_path: Path, document: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)
    index.put([document(number) for number in range(50)])
    now = [0.0]
    monkeypatch.setattr(deadline, "STEPS", 1)
    monkeypatch.setattr(deadline, "time", SimpleNamespace(monotonic=lambda: now[0]))
    scanned = []
    for one in index.scan("银行"):
        scanned.append(one)
        now[0] += 24
    assert len(scanned) == 50
    index.close()


def test_what_a_server_had_no_time_for_is_named(elasticsearch_url: str, prefix: str, document: Maker) -> None:
    proxy = FaultProxy(elasticsearch_url)
    index = open_index(f"{proxy.url}?prefix={prefix}", terms)
    index.init()
    index.put([document(number) for number in range(30)])
    proxy.faults(1.0, "late")
    assert [one.in_time for one in index.find_each([Word("银行"), Word("魑魅")])] == [False, False]
    with pytest.raises(TookTooLong, match="takes longer than 25 seconds; narrow the query"):
        list(index.scan("银行"))
    index.close()
    proxy.stop()
