"""What collecting costs: ``make bench-crawl`` prints every ratio and writes ``benchmarks/out/crawl.json``."""

import json
from pathlib import Path

from benchmarks import crawl_memory, crawl_mix, crawl_plain, crawl_render

OUT = Path(__file__).parent / "out" / "crawl.json"


def main() -> None:
    """Measure one part after the other: they would disturb each other."""
    figures = {
        "plain": crawl_plain.measure(),
        "mix": crawl_mix.measure(),
        "rendering": crawl_render.measure(),
        "memory": crawl_memory.measure(),
    }
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(json.dumps(figures, indent=2))
    plain = figures["plain"]
    print(f"fetch, reader and visit: {plain['ratio_read']} x an idiomatic Scrapy spider (goal 1.8)")
    print(f"the whole chain with judgement and journal: {plain['ratio_whole']} x the same spider")
    mix = figures["mix"]
    print(f"CPU per page when our browser renders everything: {mix['ratio']} x where needed (goal 15)")
    print(f"CPU per page when Playwright by itself renders everything: {mix['ratio_playwright']} x ours")
    print(f"rendering: {figures['rendering']['ratio']} x Playwright by itself (goal 0.8)")
    print(f"memory: {figures['memory']['growth_mb']} MB more in the last quarter than in the first")


if __name__ == "__main__":
    main()
