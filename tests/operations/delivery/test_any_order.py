"""Whatever comes in whatever order, the index holds what a rebuild would give it."""

import random
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from casework.reviews import VERDICTS, record_review
from crawlers.journal.account import journals
from operations.deliver import deliver, pending
from operations.rebuild import documents, rebuild
from operations.reviews import deliver_reviews
from records.document import Document
from search.index import Index, open_index
from tests.operations.delivery.conftest import House, make_listing

LISTINGS = 4
RUNS = 3


def happen(house: House, index: Index, reader: Any, chance: random.Random, minute: int) -> None:
    """One thing that a run, a person, a site or the house may do."""
    number, hour = chance.randrange(LISTINGS), chance.randrange(RUNS)
    run = f"run-{hour}"
    match chance.randrange(9):
        case 0 | 1 | 2:
            # Runs of different times go on at once, and may be folded and delivered in any order.
            house.keep(make_listing(number, 15 * hour + minute, run))
        case 3:
            house.go(number, minute, run, back=chance.random() < 0.4)
        case 4:
            record_review(f"{number:020x}", chance.choice(VERDICTS), reader)
        case 5:
            deliver(house.home, index)
        case 6:
            deliver_reviews(house.home, index)
        case 7:
            house.withdraw(number, run, "0.1")
            rebuild(house.home, index)
        case 8:
            rebuild(house.home, index)


def all_of(index: Index) -> dict[str, Document]:
    return {document.id: replace(document, version=0) for document in index.scan()}


def interleave(house: House, home: Path, reader: Any, seed: int) -> None:
    """A home of its own beside the case room that all share."""
    (home / "casework.sqlite").parent.mkdir()
    (home / "casework.sqlite").touch()
    own, chance = House(home), random.Random(seed)
    index = open_index(f"sqlite:///{home / 'index.sqlite'}", terms)
    for minute in range(30):
        happen(own, index, reader, chance, minute)
    deliver(home, index)
    deliver_reviews(home, index)
    assert pending(home) == 0
    assert all_of(index) == {one.id: replace(one, version=0) for one in documents(home)}
    index.close()


def test_any_interleaving_gives_what_a_rebuild_gives(house: House, tmp_path: Path, reader: Any) -> None:
    for seed in range(8):
        interleave(house, tmp_path / str(seed), reader, seed)


@pytest.mark.full
def test_many_more_interleavings(house: House, tmp_path: Path, reader: Any) -> None:
    for seed in range(8, 150):
        interleave(house, tmp_path / str(seed), reader, seed)


def test_a_later_version_keeps_review_and_sight(house: House, index: Index, reader: Any) -> None:
    house.keep(make_listing(1, 0, "run-1"))
    deliver(house.home, index)
    record_review(f"{1:020x}", "confirmed", reader)
    deliver_reviews(house.home, index)
    house.go(1, 5, "run-2")
    house.keep(make_listing(1, 9, "run-3"))
    deliver(house.home, index)
    document = index.get(f"{1:020x}")
    assert document is not None
    assert (document.review, document.run) == ("confirmed", "run-3")
    assert document.gone_at is not None
    assert document.first_seen == make_listing(1, 0).seen_at


def test_what_changes_nothing_is_not_put_again(house: House, index: Index) -> None:
    house.keep(make_listing(1))
    deliver(house.home, index)
    before = index.get(f"{1:020x}")
    house.keep(make_listing(1))
    told: list[Document] = []
    assert deliver(house.home, index, told.extend).delivered == 1
    assert (told, index.get(f"{1:020x}")) == ([], before)


def test_a_listing_that_is_kept_no_more_is_not_delivered(house: House, index: Index) -> None:
    house.keep(make_listing(1), make_listing(2))
    (journal,) = journals(house.home)
    with sqlite3.connect(journal) as database:
        database.execute("DELETE FROM listing WHERE id=?", (f"{1:020x}",))
    assert deliver(house.home, index).delivered == 2
    assert [one.id for one in index.scan()] == [f"{2:020x}"]


def test_a_gone_listing_that_the_index_lost_comes_from_the_run_that_kept_it(
    house: House, index: Index
) -> None:
    house.go(1, 0, "run-1")
    house.keep(make_listing(1))
    deliver(house.home, index)
    index.remove([f"{1:020x}"])
    house.go(1, 7, "run-2")
    deliver(house.home, index)
    document = index.get(f"{1:020x}")
    assert document is not None
    assert document.gone_at is not None
