"""Whether an export grows with its hits: peak memory and time of 10,000 and of 100,000 listings in each form.

Each export is a process of its own, its peak is VmHWM of proc(5): all it ever had in memory, mapped files
included. With HAWKWATCH_ELASTICSEARCH_URL set the same is measured on that server, too.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis.words.terms import terms
from benchmarks.search_posts import make_posts
from evidence.ledger import open_ledger
from operations.hit_exports.about import Asked
from operations.hit_exports.export import export_hits
from operations.hit_exports.files import WRITERS
from records.coverage import Coverage
from search.index import open_index

OUT = Path(__file__).with_name("out") / "hit_export.json"
SERVER = "HAWKWATCH_ELASTICSEARCH_URL"
FEW, MANY = 10_000, 100_000
PUT = 1_000


def measure(few: int = FEW, many: int = MANY) -> Iterator[dict[str, Any]]:
    """A row for each engine and form: seconds, megabytes at the peak of both, and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        for engine in ("sqlite", *(["elasticsearch"] if os.environ.get(SERVER) else [])):
            with filled(engine, few, Path(folder)) as small, filled(engine, many, Path(folder)) as large:
                for form in WRITERS:
                    yield row(engine, form, small, large)


def row(engine: str, form: str, small: str, large: str) -> dict[str, Any]:
    """One form from both indices."""
    few, many = exported(form, small), exported(form, large)
    return {
        "engine": engine,
        "form": form,
        "few": few,
        "many": many,
        "peak_ratio": round(many["peak_mb"] / few["peak_mb"], 2),
        "listings_per_second": round(many["hits"] / many["seconds"]),
    }


@contextmanager
def filled(engine: str, number: int, folder: Path) -> Iterator[str]:
    """The address of an index of so many listings; it is gone afterwards."""
    url = f"sqlite:///{folder / f'{number}.sqlite'}"
    if engine == "elasticsearch":
        url = f"{os.environ[SERVER]}?prefix=bench-export-{uuid.uuid4().hex[:10]}"
    index = open_index(url, terms)
    index.init()
    for documents in _batches(number):
        index.put(documents)
    index.close()
    try:
        yield url
    finally:
        _remove(url)


def _batches(number: int) -> Iterator[list[Any]]:
    posts = make_posts(number)
    while batch := [post for _, post in zip(range(PUT), posts, strict=False)]:
        yield batch


def _remove(url: str) -> None:
    if url.startswith("http"):
        index: Any = open_index(url, terms)
        for name in index.client.indices.get(index=f"{index.alias}*"):
            index.client.indices.delete(index=name)
        index.close()


def exported(form: str, url: str) -> dict[str, Any]:
    """What the export of everything took, in a process of its own."""
    words = [sys.executable, "-m", "benchmarks.hit_export", form, url]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1])
    if done.returncode:
        raise RuntimeError(f"the export failed: {done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def export(form: str, url: str) -> dict[str, Any]:
    """One export, in this process."""
    now = datetime.now(UTC)
    asked = Asked(query="*", by="benchmark", purpose="to be measured", at=now, coverage=Coverage(at=now))
    index = open_index(url, terms)
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "ledger.jsonl")
        begun = time.perf_counter()
        made = export_hits(index, asked, Path(folder) / f"hits.{form}", form, ledger)  # type: ignore[arg-type]
        seconds, size = time.perf_counter() - begun, made.path.stat().st_size
    index.close()
    return {"hits": made.hits, "seconds": round(seconds, 1), "peak_mb": peak_mb(), "bytes": size}


def peak_mb() -> float:
    """The most megabytes that this process had in memory (``ru_maxrss`` begins with what its parent had)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmHWM"))


def main() -> None:
    """Print the table and write it down."""
    rows = []
    for one in measure():
        rows.append(one)
        few, many = one["few"], one["many"]
        print(
            f"{one['engine']:14}{one['form']:6}"
            f" {few['hits']:>7,}: {few['peak_mb']:6.1f} MB {few['seconds']:5.1f} s"
            f"  {many['hits']:>7,}: {many['peak_mb']:6.1f} MB {many['seconds']:5.1f} s"
            f"  peak × {one['peak_ratio']}, {one['listings_per_second']:,} listings/s",
            flush=True,
        )
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps({"load": os.getloadavg(), "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(export(sys.argv[1], sys.argv[2])))
    else:
        main()
