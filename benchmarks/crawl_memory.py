"""Whether a long run stays small: the memory of a crawl's process over twenty thousand pages."""

import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.crawl_mix import CRAWL, check, declare, environment
from benchmarks.loopback import served
from benchmarks.threads import thread_pages
from crawlers.journal.account import Account, journals

PAGES = 20_000
LOOK_SECONDS = 0.5


def measure(pages: int = PAGES) -> dict[str, Any]:
    """Resident megabytes of the crawl's process at each quarter of the pages; growth since the first."""
    with served(thread_pages(pages)) as place, tempfile.TemporaryDirectory() as folder:
        declare(Path(folder) / "sources" / "mix", "never", place, pages)
        seen = watch(Path(folder))
        check(Path(folder) / "home", pages)
    quarters = {part: at(seen, pages * part // 4) for part in (1, 2, 3, 4)}
    return {
        "pages": pages,
        "resident_mb_after_quarter": quarters,
        "peak_mb": max(size for _, size in seen),
        "growth_mb": round(quarters[4] - quarters[1], 1),
    }


def watch(folder: Path) -> list[tuple[int, float]]:
    """Run the crawl to its end; pages done and resident megabytes, again and again."""
    process = subprocess.Popen(CRAWL, env=environment(str(folder)))
    seen: list[tuple[int, float]] = []
    while process.poll() is None:
        time.sleep(LOOK_SECONDS)
        if found := journals(folder / "home"):
            seen.append((done(found[-1]), resident(process.pid)))
    if process.returncode:
        raise RuntimeError(f"the crawl ended with {process.returncode}")
    return [(pages, size) for pages, size in seen if size]


def done(journal: Path) -> int:
    """Pages that have ended."""
    account = Account(journal)
    pages = account.count("request", "state='done'")
    account.close()
    return pages


def resident(pid: int) -> float:
    """Resident megabytes of a process; 0 where it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = (line.split() for line in status.splitlines() if line.startswith("VmRSS"))
    return next((int(words[1]) / 1024 for words in lines), 0.0)


def at(seen: list[tuple[int, float]], pages: int) -> float:
    """The size when ``pages`` had been done, or at the last look."""
    return round(next((size for reached, size in seen if reached >= pages), seen[-1][1]), 1)
