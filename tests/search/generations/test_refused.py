"""What the server refuses when an index is made anew: the rest goes in, and nothing that is found is lost."""

from typing import Any

import pytest

from search.fault import IndexFault
from search.found import Refusal
from search.index import Index


@pytest.fixture
def dated_boards(client: Any, prefix: str) -> Any:
    """Makes the next index take days for boards only."""
    mappings = {"properties": {"hawkwatch": {"properties": {"board": {"type": "date"}}}}}

    def declare() -> None:
        client.cluster.put_component_template(name=f"{prefix}-custom", template={"mappings": mappings})

    return declare


def test_an_index_that_lacks_what_is_found_today_waits_for_a_switch(
    index: Index, document: Any, dated_boards: Any
) -> None:
    index.init()
    many = [document(1, board="2026-03-01"), document(2, board="数据交易"), document(3, board=None)]
    assert index.put(many) == []
    dated_boards()
    told: list[Refusal] = []
    assert index.rebuild(many, refuse=told.append) == 2
    assert [refusal.id for refusal in told] == [document(2).id]
    assert "date" in told[0].reason
    assert index.count() == 3
    assert index.switch() != []
    assert {one.id for one in index.scan()} == {document(1).id, document(3).id}


def test_what_was_refused_before_holds_up_no_rebuild(index: Index, document: Any, dated_boards: Any) -> None:
    dated_boards()
    index.init()
    many = [document(1, board="2026-03-01"), document(2, board="数据交易")]
    refused = index.put(many)
    told: list[Refusal] = []
    assert index.rebuild(many, refuse=told.append) == 1
    assert told == refused
    assert index.status()["index"].endswith("000002")


def test_no_going_back_to_an_index_that_does_not_take_what_came_since(
    index: Index, document: Any, client: Any, prefix: str, dated_boards: Any
) -> None:
    dated_boards()
    index.init()
    client.cluster.delete_component_template(name=f"{prefix}-custom")
    index.rebuild([document(1, board="数据交易")])
    with pytest.raises(IndexFault, match="does not take"):
        index.switch(back=True)
    assert index.count() == 1
