"""Plain pages: our chain against an idiomatic Scrapy spider that reads the same fields of the same pages.

The spider is what the Scrapy tutorial teaches: CSS selectors, one item per post, everything else as it comes.
Each side is a process of its own; sides take turns.
"""

from statistics import median
from typing import Any

from benchmarks.loopback import served
from benchmarks.side import run_side
from benchmarks.threads import thread_pages

PAGES = 3_000
ROUNDS = 3
SIDES = ("idiomatic", "read", "whole")


def measure(pages: int = PAGES, rounds: int = ROUNDS) -> dict[str, Any]:
    """Pages per second of each side (median of the rounds) and the ratios to the idiomatic spider."""
    speeds: dict[str, list[float]] = {side: [] for side in SIDES}
    found: dict[str, Any] = {}
    with served(thread_pages(pages)) as place:
        for _ in range(rounds):
            for side in SIDES:
                one = run_side("benchmarks.crawl_sides", side, place, pages)
                speeds[side].append(one["pages"] / one["seconds"])
                found[side] = one
    _same(found)
    middle = {side: median(values) for side, values in speeds.items()}
    return {
        "pages": pages,
        "posts": found["idiomatic"]["posts"],
        "pages_per_second": {side: round(value, 1) for side, value in middle.items()},
        "rounds": {side: [round(value, 1) for value in values] for side, values in speeds.items()},
        "ratio_read": round(middle["read"] / middle["idiomatic"], 2),
        "ratio_whole": round(middle["whole"] / middle["idiomatic"], 2),
    }


def _same(found: dict[str, Any]) -> None:
    """Both sides must have read the same posts with the same fields."""
    one, other = found["idiomatic"], found["read"]
    if one["fields"] != other["fields"]:
        raise RuntimeError(f"the sides read different posts: {one['posts']} and {other['posts']}")
