"""A question for Elasticsearch, and what it answered."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from records.wire import encode
from search.answer import MOST_SECONDS, MOST_VALUES, hit_of, ranked
from search.elastic.document import KEPT, document_in
from search.elastic.query import body, place_of
from search.fields import FACETS
from search.found import Found
from search.nodes import Node
from search.terming import Termed

Clause = dict[str, Any]
NEWEST = {"hawkwatch.newest": "desc"}
BY_ID = {"hawkwatch.id": "asc"}
ORDERS: dict[str, list[dict[str, Any]]] = {
    "newest": [NEWEST],
    "relevance": [{"_score": "desc"}, NEWEST],
    "score": [{"hawkwatch.score": "desc"}],
    "price": [{"hawkwatch.lowest_price": {"order": "asc", "missing": "_last"}}],
    "severity": [{"hawkwatch.severity_rank": "desc"}, NEWEST],
}
#: So many values each shard tells of a facet, where there are several: with fewer a frequent one gets lost.
MOST_OF_A_SHARD = 2000


def question(wanted: Node, sort: str, ranking: Sequence[Clause] = ()) -> dict[str, Any]:
    """The body of a search for what is wanted; ``ranking`` scores it, short listings above long ones."""
    asked: Clause = {"bool": {"filter": [body(wanted)], "should": list(ranking)}}
    # Of the copies of a shard one may still count what was taken out: pages of an order come from the same
    # one, and over several shards a thing is as rare as in all of them.
    told: Clause = {"preference": f"query-{crc32(encode(asked)):x}"}
    if ranking:
        told["search_type"] = "dfs_query_then_fetch"
        asked = {"function_score": {"query": asked, "field_value_factor": {"field": "hawkwatch.brevity"}}}
    return {
        "query": asked,
        "sort": [*ORDERS[sort], BY_ID],
        "track_total_hits": True,
        "aggs": {facet: {"terms": _values_of(facet)} for facet in FACETS},
        "source_includes": KEPT,
        "timeout": f"{MOST_SECONDS}s",
        **told,
    }


def _values_of(facet: str) -> dict[str, Any]:
    return {"field": place_of(facet), "size": MOST_VALUES, "shard_size": MOST_OF_A_SHARD}


def answer_of(answer: Mapping[str, Any], asked: Node, terms: Termed, sort: str, place: str) -> Found:
    """Hits with our own highlights, and facets."""
    hits = tuple(
        hit_of(document_in(hit, place), asked, terms, hit["sort"][0] if sort == "relevance" else 0.0)
        for hit in answer["hits"]["hits"]
    )
    return Found(answer["hits"]["total"]["value"], hits, facets_of(answer), is_approximate(answer))


def facets_of(answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """How often each value of each facet occurs."""
    told = answer["aggregations"]
    return {
        facet: ranked({value["key"]: value["doc_count"] for value in told[facet]["buckets"]})
        for facet in FACETS
    }


def is_approximate(answer: Mapping[str, Any]) -> bool:
    """Whether time ran out, or shards told too few values of a facet for its counts to be exact."""
    errors = (answer["aggregations"][facet].get("doc_count_error_upper_bound", 0) for facet in FACETS)
    return bool(answer["timed_out"]) or any(errors)
