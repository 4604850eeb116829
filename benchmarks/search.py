"""What finding costs: ``make bench-search`` prints every ratio, figures go to ``benchmarks/out/search.json``.

``python -m benchmarks.search [--documents N]``: so many invented posts (a million if not told), the same on
every side and on both engines. All terms are made for real by ``analysis.words.terms``. Elasticsearch is a
server of our own, or the one that HAWKWATCH_ELASTICSEARCH_URL names.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.words.terms import terms
from benchmarks import (
    search_anew,
    search_elastic,
    search_embedded,
    search_ingest,
    search_relevance,
)
from benchmarks.kept_posts import keep_posts
from benchmarks.progress import tell
from search.index import open_index

OUT = Path(__file__).parent / "out" / "search.json"
MILLION = 1_000_000
Figures = dict[str, Any]


def main() -> None:
    """Measure one part after the other: they would disturb each other."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=MILLION)
    documents = options.parse_args().documents
    # Not in /tmp, which may be memory.
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        measure(documents, Path(folder))


def measure(documents: int, folder: Path) -> None:
    """Every part; what is known is shown and written down after each of them."""
    figures: Figures = {"load_before": os.getloadavg()[0]}
    begun = time.monotonic()

    def done(name: str, part: Figures, show: Callable[[Figures], None]) -> None:
        figures[name] = part
        figures.update({"load_after": os.getloadavg()[0], "minutes": (time.monotonic() - begun) / 60})
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
        show(part)
        tell(f"{name} measured")

    done("ingest", search_ingest.measure(), search_ingest.show)
    done("anew", search_anew.measure(folder), search_anew.show)
    posts = keep_posts(folder / "posts.jsonl", documents)
    index = open_index(f"sqlite:///{folder / 'index.sqlite'}", terms)
    done("embedded", search_embedded.measure(posts, index, folder), show_embedded)
    with search_elastic.server() as url:
        filled = figures["embedded"]["filling"]["ours"]
        done("elastic", search_elastic.measure(url, posts, index, filled), search_elastic.show)
        done("relevance", search_relevance.measure_relevance(url), search_relevance.show_relevance)
    index.close()
    print(f"load {figures['load_before']:.1f} before, {figures['load_after']:.1f} after")
    print(f"{figures['minutes']:.0f} minutes")


def show_embedded(embedded: Figures) -> None:
    """The embedded engine beside the wide table. ``cpu`` is what a question takes on the average."""
    print(f"embedded, {embedded['documents']} posts")
    print(f"{'milliseconds':<24}{'p50':>8}{'p95':>8}{'cpu':>8}{'wide p50':>10}{'p95':>10}{'ratio p50':>11}")
    for kind, one in embedded["kinds"].items():
        ours, wide = one["ours"], one["wide"]
        print(
            f"{kind:<24}{ours['p50']:>8.1f}{ours['p95']:>8.1f}{ours['processor']:>8.1f}"
            f"{wide['p50']:>10.1f}{wide['p95']:>10.1f}{one['ratio_p50']:>11.1f}"
            f"  {one['approximate']} of {ours['questions']} approximate; wide: {wide['questions']} asked"
        )
    for side, one in embedded["filling"].items():
        print(f"{side}: {one['rate']:.0f} documents a second, {one['bytes'] / 1e6:.0f} MB")
    print(f"room: {embedded['ratio_bytes']:.2f} x the wide table (goal 0.65)")


if __name__ == "__main__":
    main()
