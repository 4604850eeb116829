"""An index that is away while a house crawls: the crawl ends as ever, and later everything is there once."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from crawlers.journal.account import Account, journals
from search.index import open_index
from tests.search.fault_proxy import FaultProxy

Run = Callable[..., Any]


@pytest.fixture
def way(elasticsearch_url: str) -> Iterator[FaultProxy]:
    """The way to the server, which is closed."""
    proxy = FaultProxy(elasticsearch_url)
    proxy.stop()
    yield proxy
    proxy.stop()


@pytest.fixture
def prefix(elasticsearch_url: str) -> Iterator[str]:
    name = f"test-outage-{uuid.uuid4().hex[:12]}"
    yield name
    with Elasticsearch(elasticsearch_url) as client:
        for index in client.indices.get(index=f"{name}*"):
            client.indices.delete(index=index)


def test_a_crawl_goes_on_and_the_backlog_drains(
    run: Run, shared_sources: Path, home: Path, way: FaultProxy, prefix: str, read_lines: Run
) -> None:
    place = ("--index", f"{way.url}?prefix={prefix}", "--home", home)
    sources = {"HAWKWATCH_SOURCES": str(shared_sources)}
    crawled = run("hawkwatch", "crawl", "testbed_weibo", "--json", *place, env=sources)
    assert crawled.returncode == 13, crawled.stderr
    assert "kept, but not delivered yet" in crawled.stderr
    ((report,),) = read_lines(crawled.stdout)
    assert (report["outcome"], report["exit_code"]) == ("full", 0)

    way.start()
    way.faults(0.3, "busy_items", "short", "lost")
    delivered = run("hawkwatch", "deliver", "--json", *place, env=sources)
    assert delivered.returncode == 0, delivered.stderr
    kept = {listing.id for path in journals(home) for listing in listings_of(path)}
    (told,) = read_lines(delivered.stdout)
    assert told == {"delivered": len(kept), "dead": 0, "reviews": 0}
    way.faults(0)
    with closing(open_index(f"{way.url}?prefix={prefix}", terms)) as index:
        assert sorted(document.id for document in index.scan()) == sorted(kept)
    assert kept


def listings_of(path: Path) -> list[Any]:
    with closing(Account(path)) as account:
        return list(account.listings())
