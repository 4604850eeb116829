"""A question for Elasticsearch, and what it answered."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from records.wire import encode
from search.answer import MOST_SECONDS, hit_of
from search.elastic.counting import HELD, Counts, total_of
from search.elastic.document import KEPT, document_in
from search.elastic.query import body
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


def question(wanted: Node, sort: str, ranking: Sequence[Clause] = ()) -> dict[str, Any]:
    """A search for what is wanted; ``ranking`` scores it, short listings above long ones."""
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
        "source_includes": [*KEPT, *HELD],
        "timeout": f"{MOST_SECONDS}s",
        **told,
    }


def answer_of(
    answer: Mapping[str, Any], counts: Counts, asked: Node, terms: Termed, sort: str, place: str
) -> Found:
    """Hits with our own highlights, and facets."""
    hits = tuple(
        hit_of(document_in(hit, place), asked, terms, hit["sort"][0] if sort == "relevance" else 0.0)
        for hit in answer["hits"]["hits"]
    )
    return Found(total_of(answer), hits, counts.facets, counts.approximate)
