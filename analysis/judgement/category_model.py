"""The weighing of categories: one logistic regression per category, its weights data that can be read.

``python -m training.categories`` rebuilds the file from labelled posts.
"""

import json
from collections.abc import Mapping, Set
from functools import lru_cache
from pathlib import Path

from analysis.judgement.category_signs import AUTHOR, WORDING
from analysis.judgement.sign_table import SignTable
from records.assessment import CATEGORIES

PATH = Path(__file__).parent / "category_weights.json"
NOTHING = (0.0,) * len(CATEGORIES)


class CategoryWeights:
    """What each sign adds to the logits of the categories; made of ``weights[sign][category]``."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        rows = {name: list(map(row.get, CATEGORIES, NOTHING)) for name, row in weights.items()}
        self.table = SignTable(rows, (WORDING, AUTHOR))

    def logits(self, text: str, signs: Set[str], author: str = "") -> dict[str, float]:
        """The logit of each category, by ``signs``, the runs in ``text`` and in the author's name."""
        runs = {WORDING: self.table.find(WORDING, text), AUTHOR: self.table.find(AUTHOR, author)}
        return dict(zip(CATEGORIES, self.table.total(signs, runs), strict=True))


@lru_cache(maxsize=1)
def load_category_weights() -> CategoryWeights:
    """The shipped weights."""
    return CategoryWeights(json.loads(PATH.read_text("utf-8")))
