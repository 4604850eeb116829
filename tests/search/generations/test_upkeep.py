"""Indices are switched between, removed and optimized."""

import re
from typing import Any

from search.index import Index
from tests.search.generations.naming import indices


def test_one_step_back_and_forth(index: Index, document: Any, client: Any, prefix: str) -> None:
    index.init()
    index.put([document(1), document(2)])
    assert index.switch() == []
    assert index.rebuild([document(2)], switch=False) == 1
    assert index.count() == 2
    assert index.put([document(3)]) == []
    assert re.search("000002, no longer to .*000001", index.switch(dry_run=True)[0])
    assert index.count() == 3
    assert index.switch() != index.switch() == []
    assert sorted(one.id for one in index.scan()) == [document(2).id, document(3).id]
    index.put([document(4)])
    index.remove([document(2).id])
    assert index.switch(dry_run=True, back=True) == index.switch(back=True)
    # What was put since came along, and what was taken out stays out.
    assert {one.id for one in index.scan()} == {document(n).id for n in (1, 3, 4)}
    assert [sorted(one) for one in indices(client, prefix).values()] == [["-read", "-write"], []]


def test_pruning_keeps_one_former_index(index: Index, document: Any, client: Any, prefix: str) -> None:
    index.init()
    for _ in range(2):
        index.rebuild([document(1)])
    index.rebuild([document(1)], switch=False)
    told = index.prune(dry_run=True)
    assert [one[-6:] for one in told] == ["000001"]
    assert len(indices(client, prefix)) == 4
    assert index.prune() == told
    assert index.prune() == []
    assert [name[-6:] for name in sorted(indices(client, prefix))] == ["000002", "000003", "000004"]
    assert len(index.prune(keep=0)) == 1


def test_optimizing_leaves_one_segment(index: Index, document: Any, client: Any, prefix: str) -> None:
    index.init()
    for number in range(5):
        index.put([document(number)])
    assert index.optimize() == [f"merge the segments of {prefix}-write"]
    told = client.indices.stats(index=f"{prefix}-read", metric="segments")["_all"]["primaries"]
    assert told["segments"]["count"] == 1
