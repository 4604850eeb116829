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

from analysis.judgement.category_signs import AUTHOR, WORDING
from records.assessment import CATEGORIES

PATH = Path(__file__).parent / "category_weights.json"
#: The name of the constant term in the weight table.
BIAS = "(bias)"
#: A sign's weights, the categories as places in ``CATEGORIES``.
Row = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Runs:
    """The rows of the runs of one kind, and the searcher that finds the runs."""

    rows: tuple[Row, ...]
    search: ahocorasick_rs.AhoCorasick

    @classmethod
    def of(cls, kind: str, rows: Mapping[str, Row]) -> "Runs":
        """The runs among ``rows`` whose name begins with ``kind``."""
        runs = [name for name in rows if name.startswith(kind)]
        searcher = ahocorasick_rs.AhoCorasick([name.removeprefix(kind) for name in runs])
        return cls(tuple(rows[name] for name in runs), searcher)

    def rows_in(self, text: str) -> list[Row]:
        """The rows of the different runs in ``text``."""
        found = {number for number, _, _ in self.search.find_matches_as_indexes(text, overlapping=True)}
        return [self.rows[number] for number in found]


@dataclass(frozen=True, slots=True)
class CategoryWeights:
    """``rows[sign]``: what a sign adds to the logits; ``wording`` and ``author`` are the runs among them."""

    bias: tuple[float, ...]
    rows: Mapping[str, Row]
    wording: Runs
    author: Runs

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]]) -> "CategoryWeights":
        """From ``weights[sign][category]``, as the file holds them."""
        places = {category: place for place, category in enumerate(CATEGORIES)}
        rows = {
            name: tuple((places[category], weight) for category, weight in row.items())
            for name, row in weights.items()
        }
        bias = tuple(weights[BIAS].get(category, 0.0) for category in CATEGORIES)
        return cls(bias, rows, Runs.of(WORDING, rows), Runs.of(AUTHOR, rows))

    def chances(self, text: str, signs: Iterable[str], author: str = "") -> dict[str, float]:
        """The probability of each category, by ``signs``, the runs in ``text`` and in the author's name."""
        logits = list(self.bias)
        rows = [self.rows.get(name, ()) for name in signs]
        rows += self.wording.rows_in(text) + self.author.rows_in(author)
        for place, weight in chain.from_iterable(rows):
            logits[place] += weight
        return {name: 1 / (1 + math.exp(-logit)) for name, logit in zip(CATEGORIES, logits, strict=True)}


@lru_cache(maxsize=1)
def load_category_weights() -> CategoryWeights:
    """The shipped weights."""
    return CategoryWeights.of(json.loads(PATH.read_text("utf-8")))
