"""Where the engines differ they do so as docs/search.md says."""

from pathlib import Path

import pytest

DOCS = Path(__file__).parents[3] / "docs" / "search.md"
COUNTED = 50
WEEK = 7 * 86_400


MANY = "数据 OR 资料 OR 客户 OR 电话"


@pytest.fixture
def few_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedded engine looks at fewer hits."""
    monkeypatch.setattr("search.sqlite.reading.MOST_COUNTED", COUNTED)
    monkeypatch.setattr("search.sqlite.order.FEW", COUNTED // 2)


def test_of_many_hits_the_embedded_engine_ranks_the_newest(ground, few_counted) -> None:
    embedded, elastic = (index.find(MANY, sort="relevance", limit=10_000) for index in ground.engines)
    wanted = sorted((entry.newest for _, entry in ground.answering(MANY)), reverse=True)
    assert embedded.total == elastic.total == len(wanted) > 2 * COUNTED
    assert (len(embedded.hits), len(elastic.hits)) == (COUNTED, len(wanted))
    moments = [ground.entry(hit.document.id).newest for hit in embedded.hits]
    assert min(moments) >= wanted[COUNTED - 1] - WEEK


@pytest.mark.parametrize("sort", ["newest", "relevance"])
def test_of_many_hits_the_embedded_engine_counts_the_newest(ground, few_counted, sort: str) -> None:
    embedded, elastic = (index.find(MANY, sort=sort, limit=0) for index in ground.engines)
    assert (embedded.approximate, elastic.approximate) == (True, False)
    assert sum(embedded.facets["label"].values()) == COUNTED
    assert sum(elastic.facets["label"].values()) == elastic.total


@pytest.mark.parametrize("sort", ["score", "price", "severity"])
@pytest.mark.parametrize("query", [MANY, "label:sale", "score:>0.2", f"({MANY}) -price:<1", ""])
def test_however_many_hits_there_are_both_order_and_count_them_all(
    ground, few_counted, query: str, sort: str
) -> None:
    embedded, elastic = (index.find(query, sort=sort, limit=10_000) for index in ground.engines)
    assert embedded.total == elastic.total == len(ground.answering(query)) > 2 * COUNTED
    assert [hit.document.id for hit in embedded.hits] == [hit.document.id for hit in elastic.hits]
    assert embedded.facets == elastic.facets
    assert (embedded.approximate, elastic.approximate) == (False, False)


def test_the_newest_come_first_however_many_there_are(ground, few_counted) -> None:
    for query in (MANY, "label:sale", ""):
        first, second = (
            [hit.document.id for hit in index.find(query, limit=10_000).hits] for index in ground.engines
        )
        assert first == second, query
        assert len(first) > 2 * COUNTED


def test_the_page_names_these_differences() -> None:
    told = DOCS.read_text("utf-8").partition("## Differences between the engines")[2]
    for said in ("20,000", "Relevance", "5,000", "five seconds"):
        assert said in told
