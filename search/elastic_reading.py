"""A question for Elasticsearch, and what it answered."""

from collections.abc import Mapping
from typing import Any

import msgspec

from records.document import Document
from search.answer import hit_of, ranked
from search.elastic_query import body
from search.entry import FACETS
from search.fault import IndexFault
from search.found import Found
from search.nodes import Node, ranked_leaves
from search.terming import Termed

NEWEST = {"newest": "desc"}
ORDERS: dict[str, list[dict[str, Any]]] = {
    "newest": [NEWEST],
    "relevance": [{"_score": "desc"}, NEWEST],
    "score": [{"score": "desc"}],
    "price": [{"lowest_price": {"order": "asc", "missing": "_last"}}],
    "severity": [{"severity_rank": "desc"}, NEWEST],
}
MOST_VALUES = 1000


def question(asked: Node, wanted: Node, sort: str) -> dict[str, Any]:
    """The body of a search: what is wanted filters; what was asked of the text ranks under that order."""
    leaves = ranked_leaves(asked) if sort == "relevance" else ()
    return {
        "query": {"bool": {"filter": [body(wanted)], "should": [body(leaf) for leaf in leaves]}},
        "sort": [*ORDERS[sort], {"id": "asc"}],
        "track_total_hits": True,
        "aggs": {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in FACETS},
        "source_includes": ["record"],
        "timeout": "5s",
    }


def answer_of(answer: Mapping[str, Any], asked: Node, terms: Termed, sort: str, place: str) -> Found:
    """Hits with our own highlights, and facets."""
    hits = tuple(
        hit_of(document_in(hit, place), asked, terms, hit["sort"][0] if sort == "relevance" else 0.0)
        for hit in answer["hits"]["hits"]
    )
    buckets = answer["aggregations"]
    facets = {
        facet: ranked({bucket["key"]: bucket["doc_count"] for bucket in buckets[facet]["buckets"]})
        for facet in FACETS
    }
    return Found(answer["hits"]["total"]["value"], hits, facets, bool(answer["timed_out"]))


def document_in(hit: Mapping[str, Any], place: str) -> Document:
    """The document as it was put.

    Raises:
        IndexFault: another version wrote it.
    """
    try:
        return msgspec.convert(hit["_source"]["record"], Document)
    except (KeyError, msgspec.ValidationError) as error:
        remedy = "run `hawkwatch index rebuild`"
        raise IndexFault(f"{place}: a document of the index cannot be read ({error}); {remedy}") from error
