"""The weighing of categories: one logistic regression per category, its weights data that can be read.

``python -m training.categories`` rebuilds the file from labelled posts.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import ahocorasick_rs

from analysis.judgement.category_signs import RUN
from records.assessment import CATEGORIES

PATH = Path(__file__).parent / "category_weights.json"
#: The name of the constant term in the weight table.
BIAS = "(bias)"
#: A sign's weights, the categories as places in ``CATEGORIES``.
Row = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class CategoryWeights:
    """``rows[sign]``: what a sign adds to the logits; ``search`` finds the runs whose rows are ``runs``."""

    bias: tuple[float, ...]
    rows: Mapping[str, Row]
    runs: tuple[Row, ...]
    search: ahocorasick_rs.AhoCorasick

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]]) -> "CategoryWeights":
        """From ``weights[sign][category]``, as the file holds them."""
        places = {category: place for place, category in enumerate(CATEGORIES)}
        rows = {
            name: tuple((places[category], weight) for category, weight in row.items())
            for name, row in weights.items()
        }
        bias = tuple(weights[BIAS].get(category, 0.0) for category in CATEGORIES)
        runs = [name for name in rows if name.startswith(RUN)]
        search = ahocorasick_rs.AhoCorasick([name[len(RUN) :] for name in runs])
        return cls(bias, rows, tuple(rows[name] for name in runs), search)

    def chances(self, text: str, signs: Iterable[str]) -> dict[str, float]:
        """The probability of each category, by ``signs`` and by the runs in ``text``."""
        logits = list(self.bias)
        found = {number for number, _, _ in self.search.find_matches_as_indexes(text, overlapping=True)}
        rows = (*(self.rows.get(name, ()) for name in signs), *(self.runs[number] for number in found))
        for place, weight in chain.from_iterable(rows):
            logits[place] += weight
        return {name: 1 / (1 + math.exp(-logit)) for name, logit in zip(CATEGORIES, logits, strict=True)}


@lru_cache(maxsize=1)
def load_category_weights() -> CategoryWeights:
    """The shipped weights."""
    return CategoryWeights.of(json.loads(PATH.read_text("utf-8")))
