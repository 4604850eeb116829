"""Saved searches under a steady stream of documents: from a document's arrival to its alert, and what filing
queries by their rarest term spares.

Both sides in one run: ``stored`` tries of 10,000 queries those that a document may answer, ``plain`` tries
every one with the same matcher on the same prepared documents. Then a house of its own for either engine,
Elasticsearch being a server of our own or the one that HAWKWATCH_ELASTICSEARCH_URL names: once ``hawkwatch
deliver --follow`` has started (``start_s``), it delivers what another process puts into the outbox at 100
documents a second.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any

from analysis.words.terms import terms
from benchmarks.saved_queries import draw_queries
from benchmarks.search_elastic import clean, server
from benchmarks.search_posts import listing_of, make_posts
from crawlers.journal.journal import Journal
from crawlers.transaction import transaction
from records.document import Document, document_of
from records.visit import Listing
from search.entry import entry_of
from search.matcher import answers, prepare
from search.query import parse
from search.stored_queries import StoredQueries
from search.terming import clipped

OUT = Path(__file__).parent / "out" / "alerts.json"
QUERIES = int(os.environ.get("QUERIES", "10000"))
SECONDS = int(os.environ.get("SECONDS", "60"))
RATE = 100
COMPARED = 200
#: What has not come so long after the last document is counted as lost.
PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.02
NEW_ALERTS = "SELECT id, listing FROM casework_alertlisting WHERE id > ? ORDER BY id"
FOLLOW = [sys.executable, "-c", "from cli.main import run; run()", "deliver", "--follow"]


def main() -> None:
    """Measure both sides, then the houses."""
    posts = list(make_posts(QUERIES + RATE * SECONDS))
    queries = list(draw_queries(posts, QUERIES))
    fresh = posts[QUERIES:]
    figures = compare(queries, posts[:QUERIES], fresh[:COMPARED])
    listings = [listing_of(post) for post in (posts[0], *fresh)]
    figures["embedded"] = stream(queries, listings)
    with server() as url:
        prefix = f"bench-{uuid.uuid4().hex[:8]}"
        try:
            figures["elasticsearch"] = stream(queries, listings, f"{url}?prefix={prefix}")
        finally:
            clean(url, prefix)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(json.dumps(figures, indent=2))
    print(f"matching: {figures['ratio']} x every query by the plain matcher")
    for engine in ("embedded", "elasticsearch"):
        one = figures[engine]
        print(
            f"arrival to alert, {engine}: p50 {one['alert_p50_s']} s, p95 {one['alert_p95_s']} s (goal 5 s)"
            f" at {one['rate']} documents/s, {figures['queries']} saved searches,"
            f" {one['documents_lost']} lost; load {one['load']:.1f}"
        )


def compare(queries: Sequence[str], known: Sequence[Document], fresh: Sequence[Document]) -> dict[str, Any]:
    """Seconds of both sides for the same documents; the answers must be the same."""
    cut = clipped(terms)
    trees = [parse(query, cut) for query in queries]
    stored: StoredQueries[int] = StoredQueries()
    for key, tree in enumerate(trees):
        stored.put(key, tree)
    for document in known[:2000]:  # so that it has seen how rare terms are
        stored.matching(entry_of(document, cut))
    entries = [entry_of(document, cut) for document in fresh]
    began = time.perf_counter()
    quick = [stored.matching(entry) for entry in entries]
    between = time.perf_counter()
    plain = [every(trees, entry) for entry in map(prepare, entries)]
    ended = time.perf_counter()
    if quick != plain:
        raise RuntimeError("the two sides do not agree")
    return {
        "queries": len(queries),
        "unfiled": len(stored.unfiled),
        "matches_per_document": round(sum(map(len, quick)) / len(entries), 2),
        "stored_ms": round(1000 * (between - began) / len(entries), 3),
        "plain_ms": round(1000 * (ended - between) / len(entries), 3),
        "ratio": round((ended - between) / (between - began), 1),
    }


def every(trees: Sequence[Any], entry: Any) -> set[int]:
    """What trying every query gives."""
    return {key for key, tree in enumerate(trees) if answers(tree, entry)}


def stream(queries: Sequence[str], listings: Sequence[Listing], index: str = "") -> dict[str, Any]:
    """A house with these searches, where documents arrive at the rate: when can their alerts be read? Its
    ``index`` is the embedded one where no other is named.
    """
    from django.db import connections

    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        first, *fresh = listings
        expected = furnish(home, queries, [document_of(listing) for listing in fresh])
        arrived: dict[str, float] = {}
        journal = Journal(home / "runs" / "benchmark-1" / "journal.sqlite")
        writer = threading.Thread(target=arrive, args=(journal, fresh, arrived))
        with following(home, index):
            starting = wait_for_first(journal, first)
            writer.start()
            told = told_of(home, expected, writer)
            writer.join()
        journal.close()
        connections.close_all()
    seconds = max(arrived.values()) - min(arrived.values())
    waits = sorted(told[id_] - arrived[id_] for id_ in arrived.keys() & told.keys())
    cuts = quantiles(waits, n=100)
    return {
        "rate": round(len(fresh) / seconds, 1),
        "documents": len(fresh),
        "documents_told": len(waits),
        "documents_lost": len(expected - told.keys()),
        "start_s": round(starting, 2),
        "alert_p50_s": round(cuts[49], 2),
        "alert_p95_s": round(cuts[94], 2),
        "alert_worst_s": round(waits[-1], 2),
        "load": os.getloadavg()[0],
    }


def furnish(home: Path, queries: Sequence[str], fresh: Sequence[Document]) -> set[str]:
    """Save every query; returns the ids of the documents that answer at least one."""
    from casework import tables
    from casework.accounts import add_account
    from casework.open import open_casework

    open_casework(home)
    owner = add_account("investigator-1", "investigator", "correct horse battery")
    tables.SavedSearch.objects.bulk_create(
        tables.SavedSearch(
            name=query[:100], query=query, purpose="benchmark", owner=owner, language=1, revision=n
        )
        for n, query in enumerate(queries, 1)
    )
    cut, stored = clipped(terms), StoredQueries[int]()
    for key, query in enumerate(queries):
        stored.put(key, parse(query, cut))
    return {one.id for one in fresh if stored.matching(entry_of(one, cut))}


@contextmanager
def following(home: Path, index: str) -> Iterator[None]:
    """``hawkwatch deliver --follow`` in that home."""
    environment = os.environ | {"HAWKWATCH_HOME": str(home)} | ({"HAWKWATCH_INDEX": index} if index else {})
    with subprocess.Popen(FOLLOW, env=environment, stdout=subprocess.DEVNULL) as follower:
        try:
            yield
        finally:
            follower.terminate()


def announce(journal: Journal, listing: Listing) -> None:
    """Keep a listing and put it into the outbox, as a run does with each page."""
    with transaction(journal.database):
        journal.keep_listing(listing)
        journal.announce(listing.id)


def wait_for_first(journal: Journal, first: Listing) -> float:
    """Seconds until a house that has just been started has read its searches and delivered a document."""
    began = time.monotonic()
    announce(journal, first)
    while journal.database.execute("SELECT count(*) FROM outbox WHERE delivered_at IS NULL").fetchone()[0]:
        time.sleep(LOOK_SECONDS)
    return time.monotonic() - began


def arrive(journal: Journal, fresh: Sequence[Listing], arrived: dict[str, float]) -> None:
    """Put the documents into an outbox at the rate; notes when each was there."""
    began = time.monotonic()
    for number, listing in enumerate(fresh):
        time.sleep(max(0.0, began + number / RATE - time.monotonic()))
        announce(journal, listing)
        arrived[listing.id] = time.monotonic()


def told_of(home: Path, expected: set[str], writer: threading.Thread) -> dict[str, float]:
    """When the first alert of each document could be read, until all are told or patience ends."""
    told: dict[str, float] = {}
    last, seen = 0, time.monotonic()
    address = f"file:{home / 'casework.sqlite'}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as database:
        while expected - told.keys() and (writer.is_alive() or time.monotonic() - seen < PATIENCE_SECONDS):
            rows = database.execute(NEW_ALERTS, (last,)).fetchall()
            if rows:
                last, seen = rows[-1][0], time.monotonic()
                told |= {listing: seen for _, listing in rows if listing not in told}
            time.sleep(LOOK_SECONDS)
    return told


if __name__ == "__main__":
    main()
