"""What hits hold of each facet, as Elasticsearch counts it.

Exact counts of nine facets over most of a million listings take longer than a person likes to wait. So of
many hits a sample is counted, at a cost that does not grow with them (`random_sampler`, which reckons its
counts up to what all would come to).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.answer import MOST_COUNTED, MOST_SECONDS, MOST_VALUES, ranked
from search.elastic.query import body, place_of
from search.fields import FACETS
from search.nodes import Node

#: So many values each shard tells of a facet, where there are several: with fewer a frequent one gets lost.
MOST_OF_A_SHARD = 2000
#: The sampler takes every second hit at most, or each of them.
MOST_SHARE = 0.5
#: What a sample holds less often is left out: it may stand for half as much, or for twice as much.
FEWEST_SEEN = 5
SEED = 1


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each value of each facet occurs; ``approximate`` where they were not all counted."""

    facets: dict[str, dict[str, int]]
    approximate: bool


#: Where time was over before anything was counted.
UNCOUNTED = Counts({facet: {} for facet in FACETS}, approximate=True)


def share_of(total: int) -> float:
    """Which part of so many hits is counted: 1, all of them, or less of many."""
    share = MOST_COUNTED / max(total, 1)
    return share if share <= MOST_SHARE else 1.0


def counting(wanted: Node, total: int, seconds: float = MOST_SECONDS) -> dict[str, Any]:
    """A search, of ``seconds`` at most, that counts what the ``total`` hits of ``wanted`` hold."""
    counts = {
        facet: {"terms": {"field": place_of(facet), "size": MOST_VALUES, "shard_size": MOST_OF_A_SHARD}}
        for facet in FACETS
    }
    sampled = {"probability": share_of(total), "seed": SEED}
    return {
        "query": {"bool": {"filter": [body(wanted)]}},
        "aggs": {"sample": {"random_sampler": sampled, "aggs": counts}},
        "size": 0,
        "track_total_hits": False,
        "timeout": f"{max(int(seconds * 1000), 1)}ms",
    }


def counts_of(answer: Mapping[str, Any], total: int) -> Counts:
    """The answer to :func:`counting`."""
    share, sample = share_of(total), answer["aggregations"]["sample"]
    fewest = FEWEST_SEEN / share if share < 1 else 1
    facets = {
        facet: ranked(
            {one["key"]: one["doc_count"] for one in sample[facet]["buckets"] if one["doc_count"] >= fewest}
        )
        for facet in FACETS
    }
    # Shards that told too few values of a facet say by how much its counts may be off.
    errors = (sample[facet].get("doc_count_error_upper_bound", 0) for facet in FACETS)
    return Counts(facets, approximate=share < 1 or bool(answer["timed_out"]) or any(errors))
