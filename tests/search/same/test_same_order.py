"""The same order from either engine: exactly for facts, nearly for relevance."""

import pytest

from records.document import Document
from search.entry import Entry

pytestmark = pytest.mark.timeout(1_200)  # the whole asks for each hit of each query

Pair = tuple[Document, Entry]
DEARER_THAN_ALL = float("inf")
ORDERS = {
    "newest": lambda pair: (-pair[1].newest, pair[0].id),
    "score": lambda pair: (-pair[0].score, pair[0].id),
    "price": lambda pair: (DEARER_THAN_ALL if pair[1].price is None else pair[1].price, pair[0].id),
    "severity": lambda pair: (-pair[1].severity, -pair[1].newest, pair[0].id),
}
SHOWN = 60


@pytest.mark.parametrize("sort", ORDERS)
def test_the_same_order_ties_by_id(ground, queries, sort: str) -> None:
    # Of the cut every order is asked for another fourth of the queries.
    some = queries if ground.whole else queries[list(ORDERS).index(sort) :: len(ORDERS)]
    for query in some:
        orders = [
            [hit.document.id for hit in index.find(query, sort=sort, limit=SHOWN).hits]
            for index in ground.engines
        ]
        wanted = [document.id for document, _ in sorted(ground.answering(query), key=ORDERS[sort])][:SHOWN]
        assert orders == [wanted, wanted], query


@pytest.mark.parametrize("sort", [*ORDERS, "relevance"])
def test_pages_follow_one_another(ground, sort: str) -> None:
    for index in ground.engines:
        whole = [hit.document.id for hit in index.find("数据", sort=sort, limit=100).hits]
        pages = [
            hit.document.id
            for offset in range(0, 100, 7)
            for hit in index.find("数据", sort=sort, limit=7, offset=offset).hits
        ]
        assert pages[: len(whole)] == whole


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.full)])
def test_relevance_gives_the_same_set_and_nearly_the_same_first_ten(ground, queries, every: int) -> None:
    same = 0
    some = queries[::every]
    for query in some:
        first, second = (
            [hit.document.id for hit in index.find(query, sort="relevance", limit=10_000).hits]
            for index in ground.engines
        )
        assert set(first) == set(second), query
        assert len(set(first[:10]) & set(second[:10])) >= 0.8 * min(10, len(first)), query
        same += first[:10] == second[:10]
    assert same >= 0.95 * len(some)
