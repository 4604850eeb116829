"""The embedded engine beside one wide FTS5 table: every kind of question, room, rate of filling."""

import statistics
import time
from collections.abc import Sequence
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

from analysis.words.terms import terms
from benchmarks.clock import seconds_of
from benchmarks.kept_posts import KeptPosts
from benchmarks.progress import tell
from benchmarks.search_questions import Question, Questions
from benchmarks.search_wide import Wide
from search.answer import narrowed
from search.index import Index
from search.query import parse
from search.sqlite.filling import rows_of
from search.sqlite.records import SPECIMEN, Packing

Figures = dict[str, Any]
#: So many of each kind.
QUESTIONS = 200
#: The wide table is asked about one kind until so many seconds have passed.
WIDE_SECONDS = 30.0


def measure(posts: KeptPosts, ours: Index, folder: Path) -> Figures:
    """Fill both with the posts, ask both; the wide table's file lies in ``folder`` as long as that takes."""
    wide = Wide(folder / "wide.sqlite")
    filling = {"ours": fill(ours, posts), "wide": fill_wide(wide, posts)}
    asked = Questions(posts.sample()).draw(QUESTIONS)
    kinds = {kind: compare(kind, questions, ours, wide) for kind, questions in asked.items()}
    wide.remove()
    return {
        "documents": posts.number,
        "filling": filling,
        "ratio_bytes": filling["ours"]["bytes"] / filling["wide"]["bytes"],
        "kinds": kinds,
    }


def fill(index: Index, posts: KeptPosts) -> Figures:
    """Rebuild our index of the posts."""
    rate = posts.number / seconds_of(lambda: index.rebuild(posts.read("embedded")))
    tending = seconds_of(index.optimize)
    return {"rate": rate, "seconds_optimizing": tending, "bytes": index.status()["bytes"]}


def fill_wide(wide: Wide, posts: KeptPosts) -> Figures:
    """Fill the wide table with the posts; their terms are made by as many processes as ours."""
    packing = Packing(posts.path, SPECIMEN.read_bytes())
    rows = rows_of(posts.read("wide table"), terms, packing)
    rate = posts.number / seconds_of(lambda: wide.fill(rows, packing))
    tending = seconds_of(wide.optimize)
    return {"rate": rate, "seconds_optimizing": tending, "bytes": wide.path.stat().st_size}


def compare(kind: str, questions: Sequence[Question], ours: Index, wide: Wide) -> Figures:
    """One kind of question put to both."""
    tell(f"asking: {kind}")
    begun = time.thread_time()
    found = [_ask(ours, one) for one in questions]
    spent = time.thread_time() - begun
    end = time.monotonic() + WIDE_SECONDS
    theirs = [_ask_wide(wide, one) for one in takewhile(lambda _: time.monotonic() < end, questions)]
    mine = [seconds for seconds, _ in found]
    return {
        "ours": times(mine) | {"processor": 1000 * spent / len(questions)},
        "wide": times(theirs),
        "approximate": sum(approximate for _, approximate in found),
        "ratio_p50": statistics.median(theirs) / statistics.median(mine),
    }


def _ask(index: Index, one: Question) -> tuple[float, bool]:
    begun = time.perf_counter()
    found = index.find(one.query, sort=one.sort, limit=one.limit, filters=one.filters)
    return time.perf_counter() - begun, found.approximate


def _ask_wide(wide: Wide, one: Question) -> float:
    node = narrowed(parse(one.query, terms), one.filters)
    return seconds_of(partial(wide.find, node, one.sort, one.limit))


def times(seconds: Sequence[float]) -> Figures:
    """Median and 95th percentile in milliseconds, and of how many questions."""
    ranked = sorted(seconds)
    p95 = ranked[round(0.95 * (len(ranked) - 1))]
    return {"p50": 1000 * statistics.median(ranked), "p95": 1000 * p95, "questions": len(ranked)}
