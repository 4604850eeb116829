"""The weighing of categories: one logistic regression per category, its weights data that can be read.

``python -m training.categories`` rebuilds the file from labelled posts.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import ahocorasick_rs

from analysis.judgement.category_signs import AUTHOR, WORDING
from records.assessment import CATEGORIES

PATH = Path(__file__).parent / "category_weights.json"
#: The name of the constant term in the weight table.
BIAS = "(bias)"
#: A sign's weights, one for each of ``CATEGORIES`` in their order.
Row = tuple[float, ...]


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
        found = self.search.find_matches_as_indexes(text, overlapping=True)
        return [self.rows[number] for number in set(map(itemgetter(0), found))]


@dataclass(frozen=True, slots=True)
class CategoryWeights:
    """``rows[sign]``: what a sign adds to the logits; ``wording`` and ``author`` are the runs among them."""

    bias: Row
    rows: Mapping[str, Row]
    wording: Runs
    author: Runs

    @classmethod
    def of(cls, weights: Mapping[str, Mapping[str, float]]) -> "CategoryWeights":
        """From ``weights[sign][category]``, as the file holds them."""
        rows = {
            name: tuple(row.get(category, 0.0) for category in CATEGORIES) for name, row in weights.items()
        }
        return cls(rows[BIAS], rows, Runs.of(WORDING, rows), Runs.of(AUTHOR, rows))

    def chances(self, text: str, signs: Iterable[str], author: str = "") -> dict[str, float]:
        """The probability of each category, by ``signs``, the runs in ``text`` and in the author's name."""
        rows = [self.rows[name] for name in signs if name in self.rows]
        rows += self.wording.rows_in(text) + self.author.rows_in(author)
        logits: Iterable[float] = map(sum, zip(self.bias, *rows, strict=True))
        return {name: 1 / (1 + math.exp(-logit)) for name, logit in zip(CATEGORIES, logits, strict=True)}


@lru_cache(maxsize=1)
def load_category_weights() -> CategoryWeights:
    """The shipped weights."""
    return CategoryWeights.of(json.loads(PATH.read_text("utf-8")))
