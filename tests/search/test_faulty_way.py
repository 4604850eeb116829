"""Documents on a bad way to a real Elasticsearch: none is lost, none doubled, no more is sent than needed."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from records.document import Document
from search.elastic.bulk import FRESH, Bulk
from search.elastic.writing import actions_of, write
from search.fault import IndexFault
from search.found import ignore
from search.index import Index, open_index
from search.patience import Patience
from tests.search.conftest import server
from tests.search.fault_proxy import KINDS, FaultProxy

Maker = Callable[..., Document]


@pytest.fixture
def proxy(elasticsearch_url: str) -> Iterator[FaultProxy]:
    opened = FaultProxy(elasticsearch_url)
    yield opened
    opened.stop()


@pytest.fixture
def index(proxy: FaultProxy, prefix: str) -> Iterator[Index]:
    opened = open_index(f"{proxy.url}?prefix={prefix}", terms)
    opened.init()
    yield opened
    opened.close()


def stored(url: str, prefix: str) -> set[str]:
    """The ids that the server itself has."""
    with Elasticsearch(url) as client:
        found: set[str] = set()
        after = None
        while True:
            page = client.search(
                index=f"{prefix}-read",
                size=10_000,
                source=False,
                sort=[{"hawkwatch.id": "asc"}],
                search_after=after,
            )["hits"]["hits"]
            if not page:
                return found
            found |= {hit["_id"] for hit in page}
            after = page[-1]["sort"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_of_each_kind_alone(
    index: Index, proxy: FaultProxy, elasticsearch_url: str, prefix: str, document: Maker, kind: str
) -> None:
    documents = [document(number) for number in range(40)]
    proxy.faults(0.4, kind)
    for start in range(0, 40, 10):
        assert index.put(documents[start : start + 10]) == []
    assert proxy.happened[kind]
    assert stored(elasticsearch_url, prefix) == {one.id for one in documents}
    assert index.put(documents) == []  # and again: every one is a conflict, which is success


def test_a_refused_connection_is_a_fault_and_later_none(
    index: Index, proxy: FaultProxy, document: Maker
) -> None:
    proxy.stop()
    with pytest.raises(IndexFault, match="cannot be reached"):
        index.put([document(1)])
    proxy.start()
    assert index.put([document(1)]) == []
    assert index.get(document(1).id) == document(1)


def test_an_answer_too_late_is_asked_for_again(
    index: Index, proxy: FaultProxy, prefix: str, document: Maker
) -> None:
    proxy.slow_seconds = 1.0
    proxy.faults(1.0, "slow")
    with Elasticsearch(proxy.url) as client:
        bulk = Bulk(client, f"{prefix}-write", Patience(tries=3, first=0.01), seconds=0.2)
        with pytest.raises(Exception, match="timed out"):
            list(bulk.send(actions_of([document(1)], terms, ignore)))
        assert len(proxy.bulks) == 3
        proxy.faults(0)
        answers = list(bulk.send(actions_of([document(1), document(2)], terms, ignore)))
    # The first had been stored all along, its answers came too late.
    assert sorted(answer.status for answer in answers) == [201, 409]


def test_only_what_failed_is_sent_again_with_what_comes_next(
    index: Index, proxy: FaultProxy, document: Maker
) -> None:
    proxy.faults(1.0, "busy_items")
    proxy.chance = random.Random(3)
    assert index.put([document(number) for number in range(40)]) == []
    first, *later = proxy.bulks
    assert len(first) == 40
    assert 0 < len(later[0]) < 40
    assert all(set(after) < set(before) for before, after in zip(proxy.bulks, later, strict=False))


def test_a_request_too_large_is_split_down_to_the_one_document(
    index: Index, proxy: FaultProxy, document: Maker
) -> None:
    proxy.most_bytes = 30_000
    giant = document(20, text="出银行客户名单，" * 4000)
    refusals = index.put([giant if number == 20 else document(number) for number in range(40)])
    assert [refusal.id for refusal in refusals] == [giant.id]
    assert "too many" in refusals[0].reason
    assert index.count() == 39


def test_what_the_server_cannot_map_is_refused_with_its_reason(
    elasticsearch_url: str, prefix: str, document: Maker
) -> None:
    mappings = {"dynamic": "strict", "properties": {"id": {"type": "keyword"}}}
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.create(index=f"{prefix}-1", mappings=mappings, aliases={prefix: {}})
        written = write(client, prefix, [document(1)], terms)
        client.indices.delete(index=f"{prefix}-1")
    assert [refusal.id for refusal in written.refusals] == [document(1).id]
    assert "strict" in written.refusals[0].reason


def test_a_read_only_block_is_said_at_once_and_cleared(
    index: Index, proxy: FaultProxy, elasticsearch_url: str, prefix: str, document: Maker
) -> None:
    block = {"index.blocks.read_only_allow_delete": True}
    with Elasticsearch(elasticsearch_url) as client:
        client.indices.put_settings(index=f"{prefix}-write", settings=block)
        with pytest.raises(IndexFault, match="lifted"):
            index.put([document(1)])
        assert len(proxy.bulks) == 1
        client.indices.put_settings(index=f"{prefix}-write", settings=dict.fromkeys(block))
    assert index.put([document(1)]) == []


def drive(index: Index, proxy: FaultProxy, documents: Iterator[Document], number: int) -> None:
    proxy.faults(0.3)
    batch: list[Document] = []
    for one in documents:
        batch.append(one)
        if len(batch) == 10 * FRESH:
            assert index.put(batch) == []
            batch = []
    assert index.put(batch) == []
    proxy.faults(0)
    needed = -(-number // FRESH)
    assert all(proxy.happened[kind] for kind in KINDS) or number < 10_000
    assert len(proxy.bulks) <= 1.5 * needed, (len(proxy.bulks), needed, proxy.happened)


def test_documents_through_faults(
    index: Index, proxy: FaultProxy, elasticsearch_url: str, prefix: str, document: Maker
) -> None:
    drive(index, proxy, (document(number) for number in range(3_000)), 3_000)
    assert stored(elasticsearch_url, prefix) == {document(number).id for number in range(3_000)}


@pytest.mark.full
@pytest.mark.timeout(1_800)
def test_a_hundred_thousand_documents_through_faults(
    index: Index, proxy: FaultProxy, elasticsearch_url: str, prefix: str, document: Maker
) -> None:
    drive(index, proxy, (document(number) for number in range(100_000)), 100_000)
    assert stored(elasticsearch_url, prefix) == {document(number).id for number in range(100_000)}
    assert index.count() == 100_000


@pytest.fixture
def own_server() -> Iterator[Any]:
    folder = Path(tempfile.mkdtemp(prefix="hawkwatch-elasticsearch-", dir="/var/tmp"))
    folder.chmod(0o755)
    running = server.ElasticsearchServer(folder)
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.mark.full
def test_a_server_that_is_killed_and_comes_back(own_server: Any, document: Maker) -> None:
    index = open_index(own_server.url, terms)
    index.init()
    assert index.put([document(number) for number in range(200)]) == []
    own_server.kill()
    with pytest.raises(IndexFault, match="cannot be reached"):
        index.put([document(number) for number in range(100, 300)])
    own_server.start()
    assert index.put([document(number) for number in range(100, 300)]) == []
    assert {hit.document.id for hit in index.find("", limit=1000).hits} == {
        document(number).id for number in range(300)
    }
    index.close()
