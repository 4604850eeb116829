"""Documents that no index takes: they stop nobody, are written down, and come back when they are called."""

import json
from contextlib import closing
from typing import Any

import pytest

from casework.reviews import record_review
from crawlers.journal.journal import Journal
from operations.dead_letters import FILE, dead_letters
from operations.deliver import Delivery, deliver, pending
from operations.rebuild import rebuild
from operations.retry import NoLetterError, put_back
from operations.reviews import deliver_reviews
from records.document import Document
from search.found import Refusal
from search.index import Index
from tests.operations.delivery.conftest import House, make_listing

POISON = f"{2:020x}"


def poison() -> Any:
    return make_listing(2, capture="版" * 20_000)


def test_a_dead_letter_names_the_reason_and_the_others_go_in(house: House, index: Index) -> None:
    house.keep(make_listing(1), poison(), make_listing(3))
    assert deliver(house.home, index) == Delivery(2, 1)
    assert deliver(house.home, index) == Delivery()
    assert index.count() == 2
    (line,) = (house.home / FILE).read_text("utf-8").splitlines()
    letter = json.loads(line)
    assert (letter["id"], letter["document"]["id"]) == (POISON, POISON)
    assert letter["reason"].startswith("capture: longer than")
    assert letter["version"] > 0
    assert letter["at"].startswith("20")


def test_it_is_put_back_and_delivered_once_it_is_well(house: House, index: Index) -> None:
    house.keep(make_listing(1), poison())
    deliver(house.home, index)
    assert put_back(house.home, [POISON]) == [POISON]
    assert (pending(house.home), dead_letters(house.home)) == (1, {})
    assert deliver(house.home, index) == Delivery(0, 1)  # it is as it was
    house.keep(make_listing(2))
    assert put_back(house.home) == [POISON]
    assert deliver(house.home, index).dead == 0
    assert index.count() == 2
    assert dead_letters(house.home) == {}


def test_a_rebuild_writes_one_too_and_it_is_put_back(house: House, index: Index) -> None:
    house.keep(make_listing(1), make_listing(2))
    deliver(house.home, index)
    with closing(Journal(house.home / "runs" / "run-1" / "journal.sqlite")) as journal:
        journal.keep_listing(poison())
    for _ in range(2):  # the same letter is not written twice
        made = rebuild(house.home, index)
        assert (made.documents, [one.id for one in made.refused], made.switched) == (1, [POISON], True)
    assert len((house.home / FILE).read_text("utf-8").splitlines()) == 1
    assert put_back(house.home) == [POISON]
    with closing(Journal(house.home / "runs" / "run-1" / "journal.sqlite")) as journal:
        journal.keep_listing(make_listing(2))
    assert deliver(house.home, index) == Delivery(1, 0)
    assert index.count() == 2


def test_one_that_is_not_there_is_named(house: House, index: Index) -> None:
    house.keep(poison())
    deliver(house.home, index)
    with pytest.raises(NoLetterError, match="nothing"):
        put_back(house.home, [POISON, "nothing"])
    assert list(dead_letters(house.home)) == [POISON]


def test_a_line_cut_off_by_a_kill_hides_no_other(house: House, index: Index) -> None:
    house.keep(make_listing(1), poison())
    deliver(house.home, index)
    whole = (house.home / FILE).read_bytes()
    (house.home / FILE).write_bytes(whole + whole[: len(whole) // 2])
    house.keep(make_listing(4, capture="版" * 20_000))
    deliver(house.home, index)
    assert list(dead_letters(house.home)) == [POISON, f"{4:020x}"]


def test_a_refused_review_is_a_dead_letter_too(
    house: House, index: Index, reader: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.keep(make_listing(1), make_listing(2))
    deliver(house.home, index)
    record_review(POISON, "confirmed", reader)
    put = index.put

    def refusing(documents: list[Document]) -> list[Refusal]:
        return [Refusal(one.id, "mapping") for one in documents]

    monkeypatch.setattr(index, "put", refusing)
    assert deliver_reviews(house.home, index) == 1
    assert dead_letters(house.home)[POISON].document.review == "confirmed"
    monkeypatch.setattr(index, "put", put)
    assert deliver_reviews(house.home, index) == 0
    put_back(house.home)
    assert deliver_reviews(house.home, index) == 1
    document = index.get(POISON)
    assert document is not None
    assert document.review == "confirmed"
