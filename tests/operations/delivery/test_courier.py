"""Delivering beside other work: what waits is brought once the index is there, and nobody is told twice why
not.
"""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.words.terms import terms
from casework.reviews import record_review
from config.settings import Settings
from operations import courier
from operations.courier import Courier, deliver_all
from operations.deliver import Delivery, Drained, stand_of
from search.fault import IndexFault
from search.index import Index, open_index
from tests.operations.delivery.conftest import House, make_listing

LIMIT = 60.0


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(courier, "LONGEST_SECONDS", 0.1)


class Opener:
    """Opens the house's index; the first times it looks for one where nobody listens."""

    def __init__(self, house: House, away: int) -> None:
        self.place, self.away, self.opened = f"sqlite:///{house.home / 'index.sqlite'}", away, 0

    def __call__(self) -> Index:
        self.opened += 1
        return open_index("http://127.0.0.1:9" if self.opened <= self.away else self.place, terms)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + LIMIT
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_an_index_that_is_away_is_waited_for_and_named_once(
    house: House, index: Index, reader: object, caplog: pytest.LogCaptureFixture
) -> None:
    house.keep(make_listing(1), make_listing(2))
    record_review(f"{1:020x}", "confirmed", reader)
    opener = Opener(house, away=4)
    beside = Courier(Settings(home=house.home), opener)
    beside.start()
    until(lambda: index.find("review:confirmed").total == 1)
    house.keep(make_listing(3))
    until(lambda: index.count() == 3)
    beside.stop()
    said = [record.getMessage() for record in caplog.records if record.name == "operations.courier"]
    assert len(said) == 1
    assert said[0].startswith("http://127.0.0.1:9: Elasticsearch cannot be reached")


def test_delivering_once_gives_up_after_a_few_rounds(house: House, index: Index) -> None:
    house.keep(make_listing(1))
    beside = Courier(Settings(home=house.home), Opener(house, 0))
    opener = Opener(house, away=2)
    assert deliver_all(house.home, opener, beside.watch) == (Delivery(1, 0), 0)
    opener = Opener(house, away=99)
    with pytest.raises(IndexFault, match="cannot be reached"):
        deliver_all(house.home, opener, beside.watch)
    assert opener.opened == courier.ROUNDS


def test_a_house_that_cannot_be_written_for_a_while_is_waited_for(
    house: House, index: Index, caplog: pytest.LogCaptureFixture
) -> None:
    lock = house.home / "delivery.lock"
    lock.mkdir()
    house.keep(make_listing(1))
    beside = Courier(Settings(home=house.home), Opener(house, 0))
    beside.start()
    until(lambda: any("Is a directory" in record.getMessage() for record in caplog.records))
    lock.rmdir()
    until(lambda: index.count() == 1)
    beside.stop()


def test_a_log_that_goes_while_it_is_looked_at_is_no_fault(tmp_path: Path) -> None:
    journal, log, over = tmp_path / "journal.sqlite", tmp_path / "journal.sqlite-wal", threading.Event()
    journal.touch()

    def come_and_go() -> None:
        while not over.is_set():
            log.touch()
            log.unlink()

    beside = threading.Thread(target=come_and_go)
    beside.start()
    try:
        stands = [stand_of(journal) for _ in range(20_000)]
    finally:
        over.set()
        beside.join()
    assert {bool(at) for _, (at, _) in stands} == {True, False}


def test_a_journal_that_is_drained_is_not_opened_until_it_changes(house: House, index: Index) -> None:
    house.keep(make_listing(1), make_listing(2, run="run-2"))
    drained = Drained()
    assert [path.parent.name for path in drained.waiting(house.home)] == ["run-1", "run-2"]
    deliver_all(house.home, Opener(house, 0), Courier(Settings(home=house.home), Opener(house, 0)).watch)
    assert drained.waiting(house.home) == []
    for path in house.home.glob("runs/*/journal.sqlite*"):
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 60))
    assert (drained.waiting(house.home), len(drained.stands)) == ([], 2)
    house.keep(make_listing(3, run="run-2"))
    assert [path.parent.name for path in drained.waiting(house.home)] == ["run-2"]
