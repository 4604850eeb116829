"""Pages built by their script: our fetch by browser against Playwright by itself.

Both sides show the same pages from loopback in one context, in the same number of tabs that are used again,
with the same switches (no pictures, no fonts), and take the DOM. Ours goes the whole way of a request:
engine, robots.txt, turns, gate, leash, exchange of the document. Each side is a process; they take turns.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.loopback import served
from benchmarks.script_pages import script_pages

PAGES = 120
ROUNDS = 3
SIDES = ("playwright", "ours")


def measure(pages: int = PAGES, rounds: int = ROUNDS) -> dict[str, Any]:
    """Pages per second of both sides (median of the rounds) and the ratio to Playwright."""
    speeds: dict[str, list[float]] = {side: [] for side in SIDES}
    with served(script_pages(pages)) as place:
        for _ in range(rounds):
            for side in SIDES:
                speeds[side].append(run_side(side, place, pages))
    middle = {side: median(values) for side, values in speeds.items()}
    return {
        "pages": pages,
        "pages_per_second": {side: round(value, 2) for side, value in middle.items()},
        "rounds": {side: [round(value, 2) for value in values] for side, values in speeds.items()},
        "ratio": round(middle["ours"] / middle["playwright"], 2),
    }


def run_side(side: str, place: str, pages: int) -> float:
    """Pages per second of one round of one side, in a fresh process and a fresh home."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.crawl_render_sides", side, place, str(pages), home],
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parent.parent,
        )
    if done.returncode:
        raise RuntimeError(f"{side} failed: {done.stderr[-2000:]}")
    return float(json.loads(done.stdout.splitlines()[-1])["speed"])


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
