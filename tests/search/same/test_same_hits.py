"""The same documents, facets and highlights from either engine, and those that the matcher finds."""

from collections.abc import Mapping

import pytest

from analysis.words.terms import terms
from search.found import Found
from search.index import Index
from search.query import parse

pytestmark = pytest.mark.timeout(1_200)  # the whole asks for each hit of each query


def find(index: Index, query: str, filters: Mapping[str, str] | None = None) -> tuple[Found, list[object]]:
    """What is found, and its facets in their order."""
    found = index.find(query, limit=10_000, filters=filters)
    return found, [list(counts.items()) for counts in found.facets.values()]


def test_the_same_hits_facets_and_highlights(ground, queries) -> None:
    assert len(queries) >= 200
    assert not ground.whole or len(ground.documents) >= 5_000
    empty = []
    for query in queries:
        embedded, elastic = (find(index, query) for index in ground.engines)
        assert embedded == elastic, query
        found, wanted = embedded[0], ground.answering(query)
        newest = sorted(wanted, key=lambda pair: (-pair[1].newest, pair[0].id))
        assert [hit.document for hit in found.hits] == [document for document, _ in newest], query
        assert found.facets == ground.facets(entry for _, entry in wanted), query
        assert (found.total, found.approximate) == (len(wanted), False), query
        empty += [query] if not wanted else []
    assert len(empty) < len(queries) / 6, empty


@pytest.mark.parametrize(
    "filters",
    [
        {"category": "bank", "label": "sale"}, {"source": "weibo_east"}, {"month": "2025-06"},
        {"seller": "weibo:9000000003"}, {"band": "0.1_to_1", "review": "confirmed"},
        {"state": "gone", "channel": "qq"}, {"severity": "serious"},
    ],
)  # fmt: skip
def test_filters_narrow_alike(ground, filters: dict[str, str]) -> None:
    embedded, elastic = (find(index, "数据 OR 资料", filters) for index in ground.engines)
    assert embedded == elastic
    asked = " ".join(("(数据 OR 资料)", *(f"{field}:{value}" for field, value in filters.items())))
    wanted = {document.id for document, _ in ground.answering(asked)}
    assert {hit.document.id for hit in embedded[0].hits} == wanted
    assert wanted


def test_scanning_gives_what_finding_gives(ground) -> None:
    for query in ("", "银行", "类别:银行 OR price:<1", "NOT label:other"):
        scans = [[document.id for document in index.scan(query)] for index in ground.engines]
        found = [hit.document.id for hit in ground.sqlite.find(query, limit=10_000).hits]
        assert scans == [found, found], query


def test_many_questions_at_once_give_what_each_gives_alone(ground, queries) -> None:
    some = queries[:: 1 if ground.whole else 5]
    trees = [parse(query, terms) for query in some]
    embedded, elastic = (index.find_each(trees, limit=3) for index in ground.engines)
    assert embedded == elastic
    for query, many in zip(some, embedded, strict=True):
        alone = ground.sqlite.find(query, limit=3)
        assert [hit.document.id for hit in many.hits] == [hit.document.id for hit in alone.hits], query
        assert (many.total, many.facets) == (alone.total, alone.facets), query
    assert [index.find_each([], limit=3) for index in ground.engines] == [[], []]
