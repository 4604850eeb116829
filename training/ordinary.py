"""Ordinary Chinese, as far as the judgement needs it: which character follows which two.

``ordinary.json.gz`` holds counts, no text: how often a character followed two others in public posts,
reviews, news, questions and adverts that have nothing to do with the trade. ``python -m training.ordinary
FILE…`` counts anew (JSON lines with ``text`` and, to give every collection the same say, ``set``). Training
reads made-up texts drawn from the counts: they mean nothing, but are made of what ordinary texts are made of.
"""

import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

COUNTS = Path(__file__).with_name("ordinary.json.gz")
BEGIN, END = "\x02", "\x03"
#: Rarer sequences may be somebody's words and are not kept.
LEAST = 8
#: Of one collection so many texts are counted, of one text so many characters.
MOST_TEXTS, MOST_CHARACTERS = 12_000, 200
#: Latin letters and digits are counted alike: no name and no number stays.
LATIN = re.compile(r"[a-z@_]+")
NUMBER = re.compile(r"[0-9]+")
SEED = 20150115

Counts = dict[str, dict[str, int]]


def count(texts: Iterable[str]) -> Counts:
    """How often a character follows two others, rare ones left out."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        plain = NUMBER.sub("0", LATIN.sub("a", text.lower()[:MOST_CHARACTERS]))
        shown = BEGIN * 2 + re.sub(r"\s+", " ", plain) + END
        for place in range(len(shown) - 2):
            found[shown[place : place + 2]][shown[place + 2]] += 1
    kept = {
        pair: {sign: number for sign, number in sorted(after.items()) if number >= LEAST}
        for pair, after in sorted(found.items())
    }
    return {pair: after for pair, after in kept.items() if after}


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                seen[row.get("set", "")] += 1
                if seen[row.get("set", "")] <= MOST_TEXTS:
                    yield row["text"]


def make_texts(number: int) -> list[str]:
    """``number`` made-up texts, always the same."""
    counts: Counts = json.loads(gzip.decompress(COUNTS.read_bytes()))
    choices = {pair: (list(after), list(after.values())) for pair, after in counts.items()}
    chance = random.Random(SEED)
    return ["".join(_made(choices, chance)) for _ in range(number)]


def _made(choices: dict[str, tuple[list[str], list[int]]], chance: random.Random) -> Iterator[str]:
    """One text, or several run together: a fifth of the texts are long."""
    for _ in range(chance.choice([1, 1, 1, 1, 5])):
        yield _make(choices, chance)


def _make(choices: dict[str, tuple[list[str], list[int]]], chance: random.Random) -> str:
    shown = BEGIN * 2
    while len(shown) < MOST_CHARACTERS and (after := choices.get(shown[-2:])):
        sign = chance.choices(*after)[0]
        if sign == END:
            break
        shown += sign
    return NUMBER.sub(lambda _: str(chance.randrange(1, 10 ** chance.randint(1, 4))), shown[2:])


if __name__ == "__main__":
    rows = count(_texts([Path(name) for name in sys.argv[1:]]))
    # mtime=0: the same counts give the same file.
    COUNTS.write_bytes(gzip.compress(json.dumps(rows, ensure_ascii=False).encode(), mtime=0))
    print(f"{len(rows)} pairs, {sum(map(len, rows.values()))} sequences -> {COUNTS}")
