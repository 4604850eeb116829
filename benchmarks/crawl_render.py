"""Pages built by their script: our fetch by browser against Playwright by itself.

Both sides show the same pages from loopback in one context, in the same number of tabs that are used again,
with the same switches (no pictures, no fonts), and take the DOM. Ours goes the whole way of a request:
engine, robots.txt, turns, gate, leash, exchange of the document. Each side is a process; they take turns.
"""

import json
from statistics import median
from typing import Any

from benchmarks.loopback import served
from benchmarks.script_pages import script_pages
from benchmarks.side import run_side

PAGES = 120
ROUNDS = 3
SIDES = ("playwright", "ours")


def measure(pages: int = PAGES, rounds: int = ROUNDS) -> dict[str, Any]:
    """Pages per second of both sides (median of the rounds) and the ratio to Playwright."""
    speeds: dict[str, list[float]] = {side: [] for side in SIDES}
    with served(script_pages(pages)) as place:
        for _ in range(rounds):
            for side in SIDES:
                one = run_side("benchmarks.crawl_render_sides", side, place, pages)
                speeds[side].append(float(one["speed"]))
    middle = {side: median(values) for side, values in speeds.items()}
    return {
        "pages": pages,
        "pages_per_second": {side: round(value, 2) for side, value in middle.items()},
        "rounds": {side: [round(value, 2) for value in values] for side, values in speeds.items()},
        "ratio": round(middle["ours"] / middle["playwright"], 2),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
