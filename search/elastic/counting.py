"""What hits hold of each facet. Few hits tell it themselves; else Elasticsearch counts it.

Exact counts of nine facets over most of a million listings take longer than a person likes to wait. So of
many hits a sample is counted, at a cost that does not grow with them (`random_sampler`, which reckons its
counts up to what all would come to).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.answer import MOST_COUNTED, MOST_SECONDS, MOST_VALUES, ranked
from search.elastic.query import body, place_of
from search.fields import FACETS
from search.nodes import Node

#: So many values each of several shards tells of a facet: with fewer a frequent one gets lost.
MOST_OF_A_SHARD = 2000
#: The sampler takes every second hit at most, or each of them.
MOST_SHARE = 0.5
#: What a sample holds less often is left out: it may stand for half as much, or for twice as much.
FEWEST_SEEN = 5
SEED = 1
#: What hits must bring with them to be counted.
HELD = [place_of(facet) for facet in FACETS]


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


def counting(wanted: Node, answer: Mapping[str, Any], seconds: float = MOST_SECONDS) -> dict[str, Any]:
    """A search, of ``seconds`` at most, that counts what all the hits of ``wanted`` hold; ``answer`` told
    how many they are.
    """
    # A shard that is the only one tells all that is shown; sellers by the thousand take it long to name.
    told = MOST_OF_A_SHARD if answer["_shards"]["total"] > 1 else MOST_VALUES
    counts = {
        facet: {"terms": {"field": place_of(facet), "size": MOST_VALUES, "shard_size": told}}
        for facet in FACETS
    }
    sampled = {"probability": share_of(total_of(answer)), "seed": SEED}
    return {
        "query": {"bool": {"filter": [body(wanted)]}},
        "aggs": {"sample": {"random_sampler": sampled, "aggs": counts}},
        "size": 0,
        "track_total_hits": False,
        "timeout": f"{max(int(seconds * 1000), 1)}ms",
    }


def counts_in(answer: Mapping[str, Any]) -> Counts:
    """What the hits hold that came with ``answer``: all there are."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for row in answer["hits"]["hits"]:
        for facet in FACETS:
            counts[facet].update(row["_source"]["hawkwatch"].get(facet, ()))
    facets = {facet: ranked(counted) for facet, counted in counts.items()}
    return Counts(facets, approximate=bool(answer["timed_out"]))


def total_of(answer: Mapping[str, Any]) -> int:
    """How many documents answer."""
    return int(answer["hits"]["total"]["value"])


def counts_of(answer: Mapping[str, Any], total: int) -> Counts:
    """The answer to :func:`counting`."""
    share, sample = share_of(total), answer["aggregations"]["sample"]
    fewest = FEWEST_SEEN if share < 1 else 1
    facets = {
        facet: ranked(
            {
                one["key"]: one["doc_count"]
                for one in sample[facet]["buckets"]
                if round(one["doc_count"] * share) >= fewest  # it was reckoned up, and rounded
            }
        )
        for facet in FACETS
    }
    # Shards that told too few values of a facet say by how much its counts may be off.
    errors = (sample[facet].get("doc_count_error_upper_bound", 0) for facet in FACETS)
    return Counts(facets, approximate=share < 1 or bool(answer["timed_out"]) or any(errors))
