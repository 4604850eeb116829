"""Build ``crawlers/hanzi.txt``: how common each Chinese character is, for telling encodings apart.

``python -m benchmarks.count_hanzi``. Counted over jieba's dictionary, in simplified and (by OpenCC) in
traditional writing; a character counts as in the writing in which it is the more common.
"""

import math
from collections import Counter, defaultdict
from pathlib import Path

import jieba
import opencc

from crawlers.character_cost import PATH

KEPT = 3500
STEP = 0.5


def count() -> tuple[Counter[str], Counter[str]]:
    """How often each Chinese character stands in simplified and in traditional text."""
    traditional_of = opencc.OpenCC("s2t").convert
    simplified, traditional = Counter[str](), Counter[str]()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, frequency, _ = line.split(" ", 2)
        for counter, written in ((simplified, word), (traditional, traditional_of(word))):
            for sign in written:
                counter[sign] += int(frequency) if "\u4e00" <= sign <= "\u9fff" else 0
    return simplified, traditional


def costs() -> dict[str, float]:
    """Minus the logarithm of the share of each common character, in steps of half a nat."""
    cheapest: dict[str, float] = {}
    for counter in count():
        total = counter.total()
        for sign, number in counter.most_common(KEPT):
            cost = round(-math.log(number / total) / STEP) * STEP
            cheapest[sign] = min(cost, cheapest.get(sign, cost))
    return cheapest


if __name__ == "__main__":
    rows: defaultdict[float, list[str]] = defaultdict(list)
    for sign, cost in sorted(costs().items()):
        rows[cost].append(sign)
    PATH.write_text("".join(f"{cost}\t{''.join(signs)}\n" for cost, signs in sorted(rows.items())), "utf-8")
    print(f"{sum(map(len, rows.values()))} characters -> {PATH}")
