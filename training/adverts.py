"""Short adverts made up from the lexicon: whoever writes only 出业主名单 3毛 is to be found as well.

Labelled posts tell how people dress an advert up; these tell its bones, for every name of goods in the
lexicon: a verb, the goods, perhaps a count, a price, a handle. The same bones around everyday wares are
nobody's data.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from analysis.words.vocabulary import load_entries
from records.assessment import CATEGORIES, Label

SEED = 20150115
PARTS: dict[str, list[str]] = YAML(typ="safe").load(Path(__file__).with_suffix(".yml"))
GAPS = (" ", "，", "", " ", "，", "\n")


def _filled(chance: random.Random, parts: Sequence[str]) -> str:
    letters = "".join(chance.choices("abcdefghjkmnpqrstuvwxyz", k=chance.randint(3, 6)))
    return chance.choice(parts).format(
        n=chance.randint(1, 9),
        h=letters + str(chance.randint(0, 999)),
        q=chance.randint(4_300_000_000, 9_999_999_999),
        p=f"{chance.randint(0, 999):03d}",
    )


def _tail(chance: random.Random, prices: str, counts: str | None = None) -> str:
    """Some of count, price, praise and handle, in this order, now and then with talk behind."""
    kinds = [kind for kind in (counts, prices, "besides", "handles") if kind and chance.random() < 0.6]
    kinds += ["talk"] if chance.random() < 0.1 else []
    shown = [_filled(chance, PARTS[kind]) for kind in kinds]
    return "".join(chance.choice(GAPS) + part for part in shown if part)


def _goods(chance: random.Random) -> str:
    """A name of goods, or persons and a word for lists."""
    entry = chance.choice(GOODS)
    return entry.word + (chance.choice(PARTS["lists"]) if entry.group == "people" else "")


GOODS = [
    entry
    for entry in load_entries()
    if entry.topic in CATEGORIES and entry.group in ("goods", "people") and len(entry.word) > 1
]


def make_adverts(number: int) -> Iterator[tuple[str, Label]]:
    """``number`` adverts with their labels, always the same."""
    chance = random.Random(SEED)
    for _ in range(number):
        kind = chance.random()
        if kind < 0.4:
            yield chance.choice(PARTS["sell"]) + _goods(chance) + _tail(chance, "prices", "counts"), "sale"
        elif kind < 0.5:
            yield chance.choice(PARTS["ask"]) + _goods(chance) + _tail(chance, "each"), "sale"
        elif kind < 0.65:
            yield chance.choice(PARTS["seek"]) + _goods(chance) + _tail(chance, "prices", "counts"), "seek"
        else:
            verb = chance.choice(PARTS["sell"] if chance.random() < 0.7 else PARTS["seek"])
            yield verb + chance.choice(PARTS["wares"]) + _tail(chance, "units"), "other"
