"""Indices of several shards: they rank as one, and where one is away nobody is told that there is nothing."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from records.document import Document
from search.fault import IndexFault
from search.index import Index, open_index
from search.query import parse

TWO = {
    "number_of_shards": 2, "auto_expand_replicas": False, "number_of_replicas": 0,
    "routing.allocation.total_shards_per_node": 1,
}  # fmt: skip
ASKED: dict[str, Callable[[Index], Any]] = {
    "find": lambda index: index.find("银行"),
    "find by relevance": lambda index: index.find("银行 OR 名单", sort="relevance"),
    "find each": lambda index: index.find_each([parse("银行", terms)]),
    "scan": lambda index: list(index.scan()),
    "count": lambda index: index.count(),
    "get": lambda index: index.get_many([f"{number:020x}" for number in range(9)]),
}


@pytest.fixture(scope="module")
def shards(elasticsearch_url: str, prefix_of_module: str) -> Iterator[Index]:
    """An index of two shards, of which the only node may have no more than one."""
    index = open_index(f"{elasticsearch_url}?prefix={prefix_of_module}", terms)
    index.init()
    name = index.status()["index"]
    aliases = {f"{prefix_of_module}-{end}": {"is_write_index": True} for end in ("read", "write")}
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.delete(index=name)
        client.indices.create(index=name, aliases=aliases, settings=TWO, wait_for_active_shards=0)
        client.cluster.health(index=name, wait_for_active_shards=1, timeout="60s")  # until one is there
    yield index
    index.close()


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_what_a_missing_shard_holds_is_not_left_out(shards: Index, ask: Any) -> None:
    with pytest.raises(IndexFault, match="shard"):
        ask(shards)
    assert shards.status()["shards_missing"] == 1


@pytest.mark.parametrize("query", ["银行名单 OR 酒店 OR telegram", "银行"])
def test_several_shards_rank_as_one(
    elasticsearch_url: str, prefix: str, document: Callable[..., Document], query: str
) -> None:
    said = ("银行", "银行名单，银行", "酒店名单", "酒店 telegram", "患者名单 telegram", "telegram telegram")
    documents = [
        document(number, title=None, text=said[number % 6] + "，天气不错" * (number % 5), contacts=())
        for number in range(60)
    ]
    orders = []
    for shards in (1, 5):
        own = f"{prefix}-{shards}"
        with Elasticsearch(elasticsearch_url) as client:
            settings = {"settings": {"number_of_shards": shards}}
            client.cluster.put_component_template(name=f"{own}-custom", template=settings)
        with closing(open_index(f"{elasticsearch_url}?prefix={own}", terms)) as index:
            index.rebuild(documents)
            orders.append([hit.document.id for hit in index.find(query, sort="relevance", limit=60).hits])
    assert orders[0] == orders[1]
    assert len(orders[0]) in (20, 50)
