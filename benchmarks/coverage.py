"""What it costs to say which sources an answer covers, in a house of 1,000 sources and 10,000 runs.

``first`` reads every declaration and every run, ``unchanged`` is what a question costs afterwards, ``one run
more`` what it costs when a run has ended since. Beside them the straightforward way: every journal opened.
"""

import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from config.settings import Settings, load_settings
from crawlers.journal.account import Account, journals
from crawlers.journal.journal import Journal
from crawlers.run import make_order
from operations.coverage import account
from operations.declared import declared_sources
from records.order import RunReport
from records.wire import encode

OUT = Path(__file__).with_name("out") / "coverage.json"
SOURCES, RUNS = 1_000, 10_000
ASKED = 200
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DECLARED = (
    "title: A board\nfamily: discuz\nstart: [http://board.example.com/{name}]\nhosts: [board.example.com]\n"
)


def measure(sources: int = SOURCES, runs: int = RUNS) -> dict[str, Any]:
    """Milliseconds of each."""
    with tempfile.TemporaryDirectory() as folder:
        settings = make_house(Path(folder), sources, runs)
        first = timed(lambda: account(settings))
        time.sleep(0.2)  # a file that was written just now is not trusted to be as it was read
        account(settings)
        unchanged = sorted(timed(lambda: account(settings)) for _ in range(ASKED))
        end_run(settings.home, f"source_{0:04}", runs, next(iter(journals(settings.home))))
        more = timed(lambda: account(settings))
        plain = timed(lambda: count_all(settings.home))
    return {
        "sources": sources,
        "runs": runs,
        "first_ms": round(first, 1),
        "unchanged_p50_ms": round(statistics.median(unchanged), 2),
        "unchanged_p95_ms": round(unchanged[int(len(unchanged) * 0.95)], 2),
        "one_run_more_ms": round(more, 1),
        "every_journal_ms": round(plain, 1),
        "times_quicker": round(plain / statistics.median(unchanged)),
    }


def timed(work: Callable[[], object]) -> float:
    """How many milliseconds it took."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def make_house(folder: Path, sources: int, runs: int) -> Settings:
    """A home with so many sources and runs of them, all ended and delivered."""
    for number in range(sources):
        place = folder / "sources" / f"source_{number:04}"
        place.mkdir(parents=True)
        place.joinpath("source.yml").write_text(DECLARED.format(name=number) + "purpose: to be measured\n")
    settings = load_settings(home=folder / "home", sources=str(folder / "sources"))
    journal = ended_journal(settings, folder / "journal.sqlite")
    for number in range(runs):
        end_run(settings.home, f"source_{number % sources:04}", number, journal)
    return settings


def ended_journal(settings: Settings, path: Path) -> Path:
    """A journal of a run that has ended; each run gets the same one."""
    source = declared_sources(settings).load("source_0000")
    journal = Journal(path)
    journal.begin(make_order(source, settings, "20260101T000000Z-source_0000-0000"))
    journal.note("ended_at", BEGIN.isoformat())
    journal.close()
    return path


def end_run(home: Path, source: str, number: int, journal: Path) -> None:
    """One run more, with its report."""
    at = BEGIN + timedelta(minutes=number)
    run = f"{at:%Y%m%dT%H%M%SZ}-{source}-{number % 65_536:04x}"
    place = home / "runs" / run
    place.mkdir(parents=True)
    shutil.copy(journal, place / "journal.sqlite")
    report = RunReport(
        run=run, source=source, started_at=at, ended_at=at, outcome="full", exit_code=0, posts=200,
        pages={"items": 20}, listings=10, sightings=0, captures=10, expected_posts=100,
    )  # fmt: skip
    place.joinpath("report.json").write_bytes(encode(report))
    os.utime(place / "report.json", (at.timestamp(), at.timestamp()))


def count_all(home: Path) -> int:
    """What waits for the index, asked of every journal."""
    waiting = 0
    for path in journals(home):
        opened = Account(path)
        waiting += opened.count("outbox", "delivered_at IS NULL AND dead=0")
        opened.close()
    return waiting


def main() -> None:
    """Print the figures and write them down."""
    figures = measure() | {"load": os.getloadavg()}
    for name, value in figures.items():
        print(f"{name}: {value}")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
