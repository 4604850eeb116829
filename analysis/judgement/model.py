"""The weighing of signs: a softmax regression whose weights are data, small enough to read.

``benchmarks/train_weights.py`` rebuilds the file from labelled posts.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from records.assessment import Label

PATH = Path(__file__).parent / "weights.json"
LABELS: tuple[Label, ...] = ("sale", "seek", "other")
#: The name of the constant term in the weight table.
BIAS = "(bias)"


@dataclass(frozen=True, slots=True)
class Weights:
    """``rows[sign][label]``: what a sign adds to a label's logit."""

    rows: Mapping[str, Mapping[Label, float]]

    def logits(self, names: Iterable[str]) -> dict[Label, float]:
        """Sum of the weights of ``names`` per label, the constant included."""
        rows = [self.rows[name] for name in {*names, BIAS} if name in self.rows]
        return {label: sum(row[label] for row in rows) for label in LABELS}

    def pull(self, name: str, label: Label) -> float:
        """What ``name`` adds to ``label`` over the mean of the other labels."""
        row = self.rows.get(name)
        return row[label] - sum(row[other] for other in LABELS if other != label) / 2 if row else 0.0


def probabilities(logits: Mapping[Label, float]) -> dict[Label, float]:
    """Softmax of ``logits``."""
    top = max(logits.values())
    parts = {label: math.exp(value - top) for label, value in logits.items()}
    return {label: part / sum(parts.values()) for label, part in parts.items()}


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights."""
    return Weights(json.loads(PATH.read_text("utf-8")))
