from collections.abc import Callable, Iterator
from typing import Any

import pytest

from analysis.words.terms import terms
from search.index import Index, open_index


def ids_of(index: Index, query: str, **how: Any) -> list[str]:
    return [hit.document.id for hit in index.find(query, limit=1000, **how).hits]


@pytest.fixture(scope="session")
def ids() -> Callable[..., list[str]]:
    """The ids of all hits in their order: ``ids(index, "银行", sort="price")``."""
    return ids_of


@pytest.fixture(scope="module", params=["sqlite", "elasticsearch"])
def shared_index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of each engine for those tests of a module that do not change it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'index.sqlite'}"
    else:
        url = "{}?prefix={}".format(*map(request.getfixturevalue, ("elasticsearch_url", "prefix_of_module")))
    opened = open_index(url, terms)
    opened.init()
    yield opened
    opened.close()
