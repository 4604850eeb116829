"""Elasticsearch on one node: ours beside a plain index that its `standard` analyzer cuts, and beside the
embedded engine. ``make bench-search-elastic`` prints the tables and writes
``benchmarks/out/search_elastic.json``.

``python -m benchmarks.search_elastic [--documents N] [--questions N] [--part speed|relevance]``: so many
invented posts (200,000 if not told) and questions of each kind (100), the same on every side, in a server of
its own, or the one that HAWKWATCH_ELASTICSEARCH_URL names.
"""

import argparse
import json
import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from benchmarks.kept_posts import KeptPosts, keep_posts
from benchmarks.progress import tell
from benchmarks.search_embedded import fill as fill_embedded
from benchmarks.search_embedded import times
from benchmarks.search_plain import PlainIndex
from benchmarks.search_questions import Question, Questions
from benchmarks.search_relevance import measure_relevance, show_relevance
from search.index import Index, open_index
from tests.search.elasticsearch_server import ElasticsearchServer

OUT = Path(__file__).parent / "out" / "search_elastic.json"
QUESTIONS = 100
HEAP = "-Xms1g -Xmx1g"
Figures = dict[str, Any]


def main() -> None:
    """Measure one side after the other: they would disturb each other."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--documents", type=int, default=200_000)
    wanted.add_argument("--questions", type=int, default=QUESTIONS)
    wanted.add_argument("--part", choices=("speed", "relevance"))
    asked = wanted.parse_args()
    figures: Figures = {}
    with tempfile.TemporaryDirectory(dir="/var/tmp") as place, server() as url:
        if asked.part != "relevance":
            posts = keep_posts(Path(place, "posts.jsonl"), asked.documents)
            embedded = open_index(f"sqlite:///{place}/index.sqlite", terms)
            filled = fill_embedded(embedded, posts)
            figures |= measure(url, posts, embedded, filled, asked.questions)
            show(figures)
        if asked.part != "speed":
            figures["relevance"] = measure_relevance(url)
            show_relevance(figures["relevance"])
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


@contextmanager
def server() -> Iterator[str]:
    """The address of a server: the one that is named, or one of our own."""
    if given := os.environ.get("HAWKWATCH_ELASTICSEARCH_URL"):
        yield given
        return
    os.environ.setdefault("HAWKWATCH_ELASTICSEARCH_OPTIONS", HEAP)
    folder = Path(tempfile.mkdtemp(prefix="hawkwatch-bench-", dir="/var/tmp"))
    folder.chmod(0o755)
    running = ElasticsearchServer(folder)
    try:
        yield running.url
    finally:
        running.stop()
        shutil.rmtree(folder)


def measure(
    url: str, posts: KeptPosts, embedded: Index, filled: Figures, questions: int = QUESTIONS
) -> Figures:
    """Fill two indices of the server with the posts, and ask them and the embedded one, which was filled as
    ``filled`` tells.
    """
    load, prefix = os.getloadavg()[0], f"bench-{uuid.uuid4().hex[:8]}"
    ours, plain = open_index(f"{url}?prefix={prefix}", terms), PlainIndex(url, f"{prefix}-plain")
    sides: dict[str, Any] = {"ours": ours, "standard": plain, "embedded": embedded}
    try:
        filling = {name: fill(name, sides[name], posts) for name in ("ours", "standard")}
        kinds = Questions(posts.sample()).draw(questions)
        kinds.pop("alike")  # a plain index knows nothing of sounds
        asked = {
            kind: {name: ask(f"{kind}, {name}", index, several) for name, index in sides.items()}
            for kind, several in kinds.items()
        }
    finally:
        clean(url, prefix)
    filling["embedded"] = filled
    return {"documents": posts.number, "load": load, "filling": filling, "kinds": asked}


def fill(name: str, index: Index | PlainIndex, posts: KeptPosts) -> Figures:
    """Rebuild an index of the posts and make it small."""
    begun = time.perf_counter()
    index.rebuild(posts.read(f"Elasticsearch, {name}"))
    rate = posts.number / (time.perf_counter() - begun)
    index.optimize()
    return {"rate": rate, "bytes": index.status()["bytes"]}


def ask(what: str, index: Index | PlainIndex, questions: Sequence[Question]) -> Figures:
    """Milliseconds of one kind of question; a tenth are asked beforehand to warm up."""
    tell(f"asking: {what}")
    for one in questions[: len(questions) // 10]:
        index.find(one.query, sort=one.sort, limit=one.limit, filters=one.filters)
    return times([_seconds(index.find, one) for one in questions])


def _seconds(find: Callable[..., Any], one: Question) -> float:
    begun = time.perf_counter()
    find(one.query, sort=one.sort, limit=one.limit, filters=one.filters)
    return time.perf_counter() - begun


def clean(url: str, prefix: str) -> None:
    """Leave nothing behind on the server."""
    with Elasticsearch(url) as client:
        for name in client.indices.get(index=f"{prefix}*", allow_no_indices=True):
            client.indices.delete(index=name)
        client.indices.delete_index_template(name=f"{prefix}*")
        client.cluster.delete_component_template(name=f"{prefix}*")


def show(figures: Figures) -> None:
    """The tables, as they are printed."""
    print(f"Elasticsearch, {figures['documents']} posts; load before: {figures['load']:.1f}")
    print(f"{'milliseconds':<24}" + "".join(f"{name + ' p50':>14}{'p95':>8}" for name in figures["filling"]))
    for kind, sides in figures["kinds"].items():
        print(f"{kind:<24}" + "".join(f"{one['p50']:>14.1f}{one['p95']:>8.1f}" for one in sides.values()))
    for name, one in figures["filling"].items():
        print(f"{name}: {one['rate']:.0f} documents a second, {one['bytes'] / 1e6:.0f} MB")
    ours, plain = figures["filling"]["ours"], figures["filling"]["standard"]
    print(f"room: {ours['bytes'] / plain['bytes']:.2f} x the index of the standard analyzer")


if __name__ == "__main__":
    main()
