"""Documents go in, come back, are replaced, refused and taken out: on each engine alike."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from analysis.words.terms import terms
from records.assessment import Contact, Offer
from records.document import Document
from search.fault import IndexFault
from search.found import Refusal
from search.index import Index, open_index

Maker = Callable[..., Document]


def test_a_document_comes_back_as_it_was_put(index: Index, document: Maker) -> None:
    one = document(7, title=None, posted_at=None, time_shown="昨天 21:28", tags=("a",), sensitive=True)
    assert index.put([one]) == []
    assert index.get(one.id) == one
    assert index.get("nothing") is None
    assert index.count() == 1


def test_gets_many_at_once(index: Index, document: Maker) -> None:
    index.put([document(1), document(2)])
    wanted = [document(2).id, "nothing", document(1).id, document(1).id, ""]
    assert index.get_many(wanted) == {one.id: one for one in (document(1), document(2))}
    assert index.get_many([]) == {}


def test_only_a_higher_version_replaces(index: Index, document: Maker) -> None:
    index.put([document(1, version=5, text="新的银行资料")])
    index.put([document(1, version=5, text="同版本"), document(1, version=4, text="旧的")])
    assert index.find("新的").total == 1
    index.put([document(1, version=6, text="更新的酒店资料")])
    assert index.find("酒店").total == 1
    assert index.find("新的银行").total == 0
    assert index.count() == 1


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": "half \ud800"}, "text"),
        ({"board": "half \ud800"}, "board"),
        ({"contacts": (Contact("qq", "\udfff1"),)}, "contacts"),
        ({"offers": (Offer(category="bank", quantity=2**70),)}, "quantity|record"),
        ({"offers": (Offer(category="bank", price=float("inf")),)}, "score or price"),
        ({"score": float("nan")}, "score"),
        ({"board": "版" * 20_000}, "board"),
        ({"id": "银" * 200}, "id"),
        ({"id": ""}, "id"),
        ({"version": 0}, "version"),
        ({"version": 2**63}, "version"),
        ({"seen_at": datetime(2026, 3, 1)}, "seen_at"),
    ],
)
def test_a_poison_document_is_refused_and_the_others_go_in(
    index: Index, document: Maker, fields: dict[str, Any], named: str
) -> None:
    poison = document(2, **fields)
    refusals = index.put([document(1), poison, document(4)])
    assert [refusal.id for refusal in refusals] == [poison.id]
    assert re.match(named, refusals[0].reason)
    assert index.count() == 2
    told: list[Refusal] = []
    assert index.rebuild([document(1), poison, document(4)], refuse=told.append) == 2
    assert told == refusals
    assert index.switch(dry_run=True) == []  # nothing that was found before is missing


def test_what_was_taken_out_can_be_put_in_again(index: Index, document: Maker) -> None:
    index.put([document(1), document(2)])
    assert index.remove([document(1).id]) == 1
    assert index.get(document(1).id) is None
    assert index.put([document(1)]) == []
    assert index.get(document(1).id) == document(1)
    assert index.find("").total == 2


def test_two_doors_see_the_same(index: Index, index_url: str, document: Maker) -> None:
    other = open_index(index_url, terms)
    other.init()
    index.put([document(1)])
    assert other.find("银行").total == 1
    other.close()


def test_five_thousand_documents(index: Index, document: Maker) -> None:
    assert index.put([document(number) for number in range(5000)]) == []
    found = index.find("银行 第4321批")
    assert [hit.document.id for hit in found.hits] == [document(4321).id]
    assert index.find("持卡人", limit=1).total == 5000


def test_addresses_that_are_none(tmp_path: Any) -> None:
    hosts = ("127.0.0.1:99999", "[::1", "", "h?prefix=A*")
    for wrong in (*(f"http://a:keepquiet@{host}" for host in hosts), "sqlite://", "ftp://a:keepquiet@h"):
        with pytest.raises(IndexFault) as caught:
            open_index(wrong, terms)
        assert "keepquiet" not in str(caught.value)
    with pytest.raises(IndexFault, match="begins with"):
        open_index("ftp://example.com", terms)
    with pytest.raises(IndexFault, match="cannot be reached"):
        open_index("http://127.0.0.1:9", terms)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(IndexFault, match="cannot be opened"):
        open_index(f"sqlite:///{tmp_path}/file/index.sqlite", terms)
