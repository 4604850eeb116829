"""What only Elasticsearch can do to us."""

import http.server
import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from records.document import Document
from search.elastic_index import TEMPLATE
from search.fault import IndexFault
from search.index import Index, open_index

NAME = "Elasticsearch"


@pytest.fixture
def alias() -> str:
    return f"test-{uuid.uuid4().hex[:12]}"


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
    assert not client.indices.exists(index=alias)
    index.init()
    index.init()
    assert index.put([document(1)]) == []
    assert index.count() == 1


def test_an_index_of_somebody_else_is_left_alone(index: Index, client: Any, alias: str) -> None:
    client.indices.create(index=alias)
    with pytest.raises(IndexFault, match="somebody else"):
        index.init()


def test_an_index_made_earlier_learns_the_fields_that_came_since(
    index: Index, document: Any, client: Any, alias: str
) -> None:
    template = json.loads(TEMPLATE.read_text())
    del template["mappings"]["properties"]["standing"]
    client.indices.create(index=f"{alias}-v1-000001", **template, aliases={alias: {}})
    index.init()
    assert index.put([document(1)]) == []
    assert index.find("standing:standing").total == 1


def test_a_block_is_a_fault_and_no_refusal(index: Index, document: Any, client: Any, alias: str) -> None:
    # A refusal would count against the document and end as a dead letter; the block passes.
    index.init()
    index.put([document(1)])
    client.indices.put_settings(index=alias, settings={"index.blocks.write": True})
    with pytest.raises(IndexFault, match="403"):
        index.put([document(2)])
    client.indices.put_settings(index=alias, settings={"index.blocks.write": None})
    assert index.put([document(2)]) == []
    assert index.count() == 2


def test_what_is_put_during_a_rebuild_is_there_after_it(
    index: Index, elasticsearch_url: str, alias: str, document: Any
) -> None:
    other = open_index(f"{elasticsearch_url}?prefix={alias}", terms)
    index.init()
    index.put([document(1)])

    def documents() -> Iterator[Document]:
        yield document(1)
        assert other.put([document(2), document(1, version=9)]) == []

    assert index.rebuild(documents()) == 2
    assert index.get(document(1).id) == document(1, version=9)
    assert other.put([document(3)]) == []
    assert index.count() == 3
    other.close()


def test_only_one_index_is_left_behind_the_alias(
    index: Index, document: Any, client: Any, alias: str
) -> None:
    index.init()
    for _ in range(3):
        index.rebuild([document(1)])
    assert list(client.indices.get(index=f"{alias}*")) == [f"{alias}-v1-000004"]
    assert index.status()["index"] == f"{alias}-v1-000004"


def test_a_field_we_did_not_declare_is_refused(index: Index, client: Any, alias: str) -> None:
    index.init()
    with pytest.raises(Exception, match="strict"):
        client.index(index=alias, document={"colour": "red"})


@contextmanager
def answering(body: bytes, product: str | None) -> Iterator[str]:
    """A server that always says the same; the address has a password in it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            if product:
                self.send_header("X-Elastic-Product", product)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://clerk:keepquiet@127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("answer", "product", "says"),
    [
        (
            {"nodes": {"a": {"version": "9.1.0"}, "b": {"version": "7.17.1"}}},
            "Elasticsearch",
            "7.17.1 is too old",
        ),
        ({"nodes": {}}, "Elasticsearch", "does not tell its version"),
        ({"nodes": {"a": {"version": "next"}}}, "Elasticsearch", "does not tell its version"),
        ({"nodes": {"a": {"version": "8.19.0"}}}, None, "no Elasticsearch"),
    ],
)
def test_a_server_that_will_not_do(answer: Any, product: str | None, says: str) -> None:
    with (
        answering(json.dumps(answer).encode(), product) as url,
        pytest.raises(IndexFault, match=says) as caught,
    ):
        open_index(url, terms)
    assert "keepquiet" not in str(caught.value)


def test_what_is_taken_out_again_and_again_comes_back(index: Index, document: Any) -> None:
    # The server remembers what it deleted for a moment; a put in that moment must not get lost.
    index.init()
    for _ in range(5):
        assert index.put([document(1), document(2)]) == []
        assert index.get(document(1).id) == document(1)
        index.remove([document(1).id])
        assert index.get(document(1).id) is None
