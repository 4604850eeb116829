from collections.abc import Iterator

import pytest
from elasticsearch import Elasticsearch

from search.index import Index, open_index
from tests.search.generations.naming import Cut


@pytest.fixture
def url(elasticsearch_url: str, prefix: str) -> str:
    return f"{elasticsearch_url}?prefix={prefix}"


@pytest.fixture
def index(url: str) -> Iterator[Index]:
    opened = open_index(url, Cut())
    yield opened
    opened.close()


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(elasticsearch_url) as opened:
        yield opened
