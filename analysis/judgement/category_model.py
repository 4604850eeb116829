"""The weighing of categories: one logistic regression per category, its weights data that can be read.

``python -m training.categories`` rebuilds the file from labelled posts.
"""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import daachorse

from analysis.judgement.category_signs import AUTHOR, WORDING
from analysis.judgement.sums import Packing
from records.assessment import CATEGORIES

PATH = Path(__file__).parent / "category_weights.json"
#: The name of the constant term in the weight table.
BIAS = "(bias)"
PACKING = Packing(len(CATEGORIES))

_number = itemgetter(2)


@dataclass(frozen=True, slots=True)
class Runs:
    """The packed rows of the runs of one kind, and the searcher that finds the runs."""

    packed: tuple[int, ...]
    search: daachorse.CharwiseDoubleArrayAhoCorasick

    @classmethod
    def of(cls, kind: str, packed: Mapping[str, int]) -> "Runs":
        """The runs among the signs ``packed``, whose name begins with ``kind``."""
        runs = [name for name in packed if name.startswith(kind)]
        searcher = daachorse.CharwiseDoubleArrayAhoCorasick([name.removeprefix(kind) for name in runs])
        return cls(tuple(packed[name] for name in runs), searcher)

    def total(self, text: str) -> int:
        """The sum of the rows of the different runs in ``text``."""
        found = self.search.find_overlapping(text)
        return sum(map(self.packed.__getitem__, set(map(_number, found))))


@dataclass(frozen=True, slots=True)
class CategoryWeights:
    """``packed[sign]``: what a sign adds to the logits, a packed row (:mod:`analysis.judgement.sums`) of one
    weight for each of ``CATEGORIES`` in their order; ``wording`` and ``author`` are the runs among them.
    """

    packed: Mapping[str, int]
    wording: Runs
    author: Runs

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]]) -> "CategoryWeights":
        """From ``weights[sign][category]``, as the file holds them."""
        packed = {
            name: PACKING.pack([row.get(category, 0.0) for category in CATEGORIES])
            for name, row in weights.items()
        }
        return cls(packed, Runs.of(WORDING, packed), Runs.of(AUTHOR, packed))

    def logits(self, text: str, signs: Set[str], author: str = "") -> dict[str, float]:
        """The logit of each category, by ``signs``, the runs in ``text`` and in the author's name."""
        known = self.packed.keys() & {BIAS, *signs}
        total = (
            sum(map(self.packed.__getitem__, known)) + self.wording.total(text) + self.author.total(author)
        )
        return dict(zip(CATEGORIES, PACKING.unpack(total), strict=True))


@lru_cache(maxsize=1)
def load_category_weights() -> CategoryWeights:
    """The shipped weights."""
    return CategoryWeights.of(json.loads(PATH.read_text("utf-8")))
