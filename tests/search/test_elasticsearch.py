"""What only Elasticsearch can do to us."""

from collections.abc import Iterator
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from search.fault import IndexFault
from search.index import Index, open_index
from search.nodes import Everything


@pytest.fixture
def alias(prefix: str) -> str:
    return prefix


@pytest.fixture
def index(elasticsearch_url: str, alias: str) -> Iterator[Index]:
    opened = open_index(f"{elasticsearch_url}?prefix={alias}", terms)
    yield opened
    opened.close()


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as opened:
        yield opened


def test_nothing_is_made_by_putting_before_init(index: Index, document: Any, client: Any, alias: str) -> None:
    for ask in (lambda: index.put([document(1)]), lambda: index.find("银行"), index.count):
        with pytest.raises(IndexFault, match="index init"):
            ask()
    assert not client.indices.get(index=f"{alias}-*").body
    index.init()
    index.init()
    assert index.put([document(1)]) == []
    assert index.count() == 1


def test_an_index_of_somebody_else_is_left_alone(index: Index, client: Any, alias: str) -> None:
    client.indices.create(index=f"{alias}-read")
    with pytest.raises(IndexFault, match="somebody else"):
        index.init()


def test_a_block_is_a_fault_and_no_refusal(index: Index, document: Any, client: Any, alias: str) -> None:
    # A refusal would count against the document and end as a dead letter; the block passes.
    index.init()
    index.put([document(1)])
    client.indices.put_settings(index=f"{alias}-write", settings={"index.blocks.write": True})
    with pytest.raises(IndexFault, match="403"):
        index.put([document(2)])
    client.indices.put_settings(index=f"{alias}-write", settings={"index.blocks.write": None})
    assert index.put([document(2)]) == []
    assert index.count() == 2


def test_a_field_we_did_not_declare_is_refused(index: Index, client: Any, alias: str) -> None:
    index.init()
    with pytest.raises(Exception, match="strict"):
        client.index(index=f"{alias}-write", document={"colour": "red"})


def test_what_is_taken_out_again_and_again_comes_back(index: Index, document: Any) -> None:
    # The server remembers what it deleted for a moment; a put in that moment must not get lost.
    index.init()
    for _ in range(5):
        assert index.put([document(1), document(2)]) == []
        assert index.get(document(1).id) == document(1)
        index.remove([document(1).id])
        assert index.get(document(1).id) is None


def test_facets_of_several_shards_are_exact_or_say_that_they_are_not(
    index: Index, document: Any, client: Any, alias: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"settings": {"number_of_shards": 3, "auto_expand_replicas": False, "number_of_replicas": 0}}
    client.cluster.put_component_template(name=f"{alias}-custom", template=own)
    index.init()
    index.put([document(number, seller=f"discuz:{number % 250}") for number in range(400)])
    found = index.find("", limit=0)
    wanted = sorted((-(2 if number < 150 else 1), f"discuz:{number}") for number in range(250))[:100]
    assert list(found.facets["seller"].items()) == [(seller, -count) for count, seller in wanted]
    assert (found.total, found.approximate) == (400, False)
    whole = index.find("", limit=400)
    assert whole.facets == found.facets
    monkeypatch.setattr("search.elastic.counting.MOST_OF_A_SHARD", 100)
    assert index.find("", limit=0).approximate


def test_of_many_hits_a_sample_is_counted_and_said_to_be(
    index: Index, document: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.init()
    index.put([document(n, seller=f"discuz:{n}", source=f"board{n % 4 // 3}") for n in range(2000)])
    exact = index.find("", limit=0)
    assert (exact.facets["source"], exact.approximate) == ({"board0": 1500, "board1": 500}, False)
    monkeypatch.setattr("search.elastic.counting.MOST_COUNTED", 800)
    for sampled in (index.find("", limit=0), *index.find_each([Everything()], 0)):
        assert (sampled.total, sampled.approximate) == (2000, True)
        assert sampled.facets["source"]["board0"] == pytest.approx(1500, rel=0.15)
        assert sampled.facets["source"]["board1"] == pytest.approx(500, rel=0.3)
        # Each seller stands once in it: nothing is to be said of one.
        assert sampled.facets["seller"] == {}
        assert index.find("", limit=0).facets == sampled.facets
