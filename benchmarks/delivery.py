"""Whether a crawl waits for its index: ``make bench-delivery``.

The same pages are crawled without any delivery, by ``hawkwatch crawl`` with an index that takes what is found
while the crawl goes on, and by it with one whose port refuses; the sides take turns. What was kept meanwhile
is delivered afterwards, and compared. The index is the Elasticsearch of HAWKWATCH_ELASTICSEARCH_URL, else an
embedded one; where it shares the crawl's processors, a crawl that delivers pays for it.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import closing
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from benchmarks.loopback import Answer, served
from benchmarks.threads import path_of, thread_pages
from casework.open import open_casework
from cli.options import settings_for
from operations.crawl import crawl as supervised
from operations.declared import declared_sources
from operations.kept import kept_listings
from search.index import open_index

OUT = Path(__file__).parent / "out" / "delivery.json"
ROOT = Path(__file__).parents[1]
PAGES = 800
ROUNDS = 3
AWAY = "http://127.0.0.1:9"
NUMBERED = re.compile(rb"(pid|post_|postmessage_)(\d+)")
COMMAND = (sys.executable, "-c", "from cli.main import run; run()")


def pages_of(count: int) -> dict[str, Answer]:
    """Pages of which each has posts of its own."""
    return {
        path: (kind, NUMBERED.sub(rb"\g<1>%d\g<2>" % (10_000 + number), body))
        for number, (path, (kind, body)) in enumerate(thread_pages(count).items())
    }


def declare(folder: Path, place: str, count: int) -> None:
    """The source of these pages; JSON is YAML."""
    source = {
        "title": "bench",
        "family": "discuz",
        "start": [f"http://{place}{path_of(number)}" for number in range(count)],
        "hosts": [place],
        "zone": "Asia/Shanghai",
        "private_hosts": True,
        "follow": [],
        "purpose": "a benchmark",
        "pace": {"delay": 0, "concurrency": 8, "pages": count},
    }
    (folder / "bench").mkdir(parents=True)
    (folder / "bench" / "source.yml").write_text(json.dumps(source), "utf-8")


def surroundings(home: Path) -> dict[str, str]:
    """What commands are told of the house at ``home``: where its sources lie, and to mind no full disk."""
    return {"HAWKWATCH_SOURCES": str(home.parent / "sources"), "HAWKWATCH_DISK_BYTES": "0"}


def hawkwatch(home: Path, index: str, *words: str) -> Any:
    """What a command printed as JSON."""
    done = subprocess.run(
        [*COMMAND, *words, "--home", str(home), "--index", index, "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | surroundings(home),
    )
    if done.returncode not in (0, 10, 13):
        raise RuntimeError(f"{' '.join(words)} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def crawl(home: Path, index: str) -> float:
    """Pages a second of one crawl, from the beginning of the run to its end."""
    (report,) = hawkwatch(home, index, "crawl", "bench")
    begun, ended = (datetime.fromisoformat(report[name]) for name in ("started_at", "ended_at"))
    return float(sum(report["pages"].values()) / (ended - begun).total_seconds())


def crawl_alone(home: Path) -> float:
    """The same of a crawl that nobody delivers anything of."""
    os.environ |= surroundings(home)
    settings = settings_for(home)
    open_casework(home)
    report = supervised(declared_sources(settings).load("bench"), settings)
    return sum(report.pages.values()) / (report.ended_at - report.started_at).total_seconds()


def ids_in(index: str) -> list[str]:
    """The ids of everything an index holds."""
    with closing(open_index(index, terms)) as opened:
        return sorted(document.id for document in opened.scan())


def round_of(folder: Path, speeds: dict[str, list[float]]) -> dict[str, Any]:
    """Every side once, and what was delivered late."""
    up, late = (place_of(folder / f"{name}.sqlite") for name in ("up", "late"))
    speeds["alone"].append(crawl_alone(folder / "home-alone"))
    speeds["up"].append(crawl(folder / "home-up", up))
    speeds["down"].append(crawl(folder / "home-down", AWAY))
    hawkwatch(folder / "home-up", up, "deliver")
    begun = time.perf_counter()
    done = hawkwatch(folder / "home-down", late, "deliver")
    seconds = time.perf_counter() - begun
    there, came = ids_in(up), ids_in(late)
    for index in (up, late):
        drop(index)
    kept = sorted(listing.id for listing in kept_listings(folder / "home-alone"))
    if not there == came == kept or len(came) != done["delivered"]:
        raise RuntimeError(f"{len(there)} listings in time, {len(came)} late, {len(kept)} kept: not the same")
    return {"listings": len(came), "late_per_second": round(len(came) / seconds, 1)}


def place_of(file: Path) -> str:
    """The address of an index that is empty."""
    server = os.environ.get("HAWKWATCH_ELASTICSEARCH_URL")
    return f"{server}?prefix=bench-{uuid.uuid4().hex[:12]}" if server else f"sqlite:///{file}"


def drop(index: str) -> None:
    """Take away what a server holds of an index."""
    place, _, prefix = index.partition("?prefix=")
    if prefix:
        with Elasticsearch(place) as client:
            for name in client.indices.get(index=f"{prefix}*"):
                client.indices.delete(index=name)


def main(pages: int = PAGES, rounds: int = ROUNDS) -> None:
    """Measure, print the ratio, write the figures."""
    speeds: dict[str, list[float]] = {"alone": [], "up": [], "down": []}
    drained: list[dict[str, Any]] = []
    with served(pages_of(pages)) as place:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                declare(Path(folder) / "sources", place, pages)
                drained.append(round_of(Path(folder), speeds))
    middle = {side: round(median(values), 1) for side, values in speeds.items()}
    figures = {
        "pages": pages,
        "pages_per_second": middle,
        "rounds": {side: [round(value, 1) for value in values] for side, values in speeds.items()},
        "ratios": {
            "down to alone": round(middle["down"] / middle["alone"], 3),
            "up to alone": round(middle["up"] / middle["alone"], 3),
            "down to up": round(middle["down"] / middle["up"], 3),
        },
        "drained": drained,
        "load": os.getloadavg(),
    }
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(json.dumps(figures, indent=2))
    print("goal: a crawl whose index is away keeps 0.95 of the speed of one without any delivery")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
