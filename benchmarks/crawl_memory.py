"""Whether a long run stays small: the memory of a crawl and its reading processes over 20,000 pages."""

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
    """Resident megabytes of the crawl's processes, the most in each quarter of the pages; their growth."""
    with served(thread_pages(pages)) as place, tempfile.TemporaryDirectory() as folder:
        declare(Path(folder) / "sources" / "mix", "never", place, pages)
        seen = watch(Path(folder))
        check(Path(folder) / "home", pages)
    quarters = {part: most(seen, pages * (part - 1) // 4, pages * part // 4) for part in (1, 2, 3, 4)}
    return {
        "pages": pages,
        "resident_mb_by_quarter": quarters,
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
            seen.append((done(found[-1]), sum(map(resident, [process.pid, *children(process.pid)]))))
    if process.returncode:
        raise RuntimeError(f"the crawl ended with {process.returncode}")
    return [(pages, size) for pages, size in seen if size]


def done(journal: Path) -> int:
    """Pages that have ended."""
    account = Account(journal)
    pages = account.count("request", "state='done'")
    account.close()
    return pages


def children(pid: int) -> list[int]:
    """The processes that a process has started and that run still (proc(5), of its main thread)."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def resident(pid: int) -> float:
    """Resident megabytes of a process; 0 where it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = (line.split() for line in status.splitlines() if line.startswith("VmRSS"))
    return next((int(words[1]) / 1024 for words in lines), 0.0)


def most(seen: list[tuple[int, float]], first: int, last: int) -> float:
    """The largest size while the pages from ``first`` to ``last`` were done."""
    return round(max(size for reached, size in seen if first <= reached <= last), 1)
