"""What making the index anew costs: ``make bench-rebuilding``.

``index rebuild`` from the journals of a house of invented listings, beside ``jieba.lcut`` alone on the same
texts. With HAWKWATCH_ELASTICSEARCH_URL into an Elasticsearch, too. The ids must be those of the journals.
"""

import json
import os
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import jieba

from analysis.words.terms import terms
from benchmarks.clock import seconds_of
from benchmarks.delivery import drop, ids_in, place_of
from benchmarks.search_posts import listing_of, make_posts
from casework.open import open_casework
from crawlers.journal.journal import Journal
from crawlers.transaction import transaction
from operations.kept import kept_listings
from operations.rebuild import rebuild
from search.index import open_index

OUT = Path(__file__).parent / "out" / "rebuilding.json"
LISTINGS = 30_000
RUNS = 20


def fill(home: Path, number: int) -> list[str]:
    """Keep so many listings in the journals of some runs; returns their texts."""
    posts = list(make_posts(number))
    for run in range(RUNS):
        name = f"2026030{run // 10 + 1}T{run:06d}Z-bench-0000"
        journal = Journal(home / "runs" / name / "journal.sqlite")
        with closing(journal), transaction(journal.database):
            for document in posts[run::RUNS]:
                journal.keep_listing(replace(listing_of(document), run=name))
    return [f"{document.title or ''}\n{document.text}" for document in posts]


def measure_rebuild(folder: Path, number: int) -> dict[str, Any]:
    """Documents a second of ``index rebuild``, and of jieba alone."""
    home = folder / "house"
    open_casework(home)
    texts = fill(home, number)
    jieba.lcut("准备")
    alone = number / seconds_of(lambda: [jieba.lcut(text) for text in texts])
    figures: dict[str, Any] = {"documents": number, "jieba_alone": round(alone, 1)}
    places = {"embedded": f"sqlite:///{folder / 'index.sqlite'}"}
    if os.environ.get("HAWKWATCH_ELASTICSEARCH_URL"):
        places["elasticsearch"] = place_of(folder / "none")
    for engine, place in places.items():
        with closing(open_index(place, terms)) as index:
            index.init()
            speed = number / seconds_of(partial(rebuild, home, index))
        if ids_in(place) != sorted(listing.id for listing in kept_listings(home)):
            raise RuntimeError(f"{engine}: the index holds other listings than the journals")
        drop(place)
        figures[engine] = {"per_second": round(speed, 1), "of_jieba_alone": round(speed / alone, 2)}
    return figures


def main(listings: int = LISTINGS) -> None:
    """Measure, print, write the figures."""
    with tempfile.TemporaryDirectory() as folder:
        figures = {
            "rebuild": measure_rebuild(Path(folder), listings),
            "processors": len(os.sched_getaffinity(0)),
            "load": os.getloadavg(),
        }
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(json.dumps(figures, indent=2))
    print("goal: 3,000 documents a second on two processors")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
