"""Every hit, one after the other: on each engine alike."""

from collections.abc import Callable

from records.document import Document
from search.index import Index

Maker = Callable[..., Document]
Ids = Callable[..., list[str]]


def test_scans_everything_in_order(index: Index, ids: Ids, document: Maker) -> None:
    index.put([document(number, posted_at=document(number // 2).posted_at) for number in range(25)])
    assert [one.id for one in index.scan("一手")] == ids(index, "一手")
    assert [one.id for one in index.scan(filters={"source": "board_one"})] == ids(index, "source:board_one")
    assert list(index.scan("魑魅")) == []


def test_scans_by_id_from_behind_one_on(index: Index, document: Maker) -> None:
    index.put([document(number, posted_at=document(number * 7 % 25).posted_at) for number in range(25)])
    by_id = [document(number).id for number in range(25)]
    assert [one.id for one in index.scan("一手", after="")] == by_id
    assert [one.id for one in index.scan(after=by_id[9])] == by_id[10:]
    odd = {"source": "board_one"}
    assert [one.id for one in index.scan("price:<1", filters=odd, after=by_id[9])] == by_id[11::2]
    assert list(index.scan("一手", after=by_id[-1])) == []
