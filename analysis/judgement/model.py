"""The weighing of signs: a softmax regression whose weights are data, small enough to read.

A sign is a rule that fired (``trade.sell``) or a run of characters: ``"名单`` in the wording of the post,
``~出P`` in its outline, ``@料`` in the author's name. ``make weights`` rebuilds the file from labelled posts.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import ahocorasick_rs

from records.assessment import Label

PATH = Path(__file__).parent / "weights.json"
LABELS: tuple[Label, ...] = ("sale", "seek", "other")
#: The name of the constant term in the weight table.
BIAS = "(bias)"
WORDING, OUTLINE, AUTHOR = KINDS = '"', "~", "@"

#: A run's name in the weights and where it stands in the text that was searched.
Run = tuple[str, int, int]


class Runs:
    """The runs of characters of one kind that the weights know."""

    def __init__(self, kind: str, names: Iterable[str]) -> None:
        self.names = [name for name in names if name.startswith(kind)]
        self._searcher = ahocorasick_rs.AhoCorasick([name[1:] for name in self.names])

    def find(self, text: str) -> list[Run]:
        """Every known run in ``text``."""
        names = self.names
        found = self._searcher.find_matches_as_indexes(text, overlapping=True)
        return [(names[number], start, end) for number, start, end in found]


@dataclass(frozen=True, slots=True)
class Weights:
    """``rows[sign]``: what a sign adds to three logits.

    The first: that the post speaks of such trade at all (against ordinary talk). The other two: if so, that
    it offers, that it seeks (against what else is said of the trade: news, warnings, lawful business, jokes).
    ``scale`` and ``shift`` calibrate the score.
    """

    rows: Mapping[str, tuple[float, float, float]]
    scale: float = 1.0
    shift: float = 0.0

    def logits(self, names: Iterable[str]) -> tuple[float, float, float]:
        """Sums of the weights of distinct ``names``, the constant included: trade, sale, seek."""
        trade, sale, seek = self.rows[BIAS]
        for name in names:
            row = self.rows.get(name)
            if row:
                trade += row[0]
                sale += row[1]
                seek += row[2]
        return trade, sale, seek

    def pull(self, name: str, label: Label) -> float:
        """What ``name`` does for ``label`` against the other labels; 0 where the weights do not know it."""
        trade, sale, seek = self.rows.get(name, (0.0, 0.0, 0.0))
        if label == "other":
            return -trade / 2 - (sale + seek) / 2
        return trade / 2 + (sale - seek / 2 if label == "sale" else seek - sale / 2)

    def score(self, chances: Mapping[Label, float]) -> float:
        """The calibrated probability that the post offers or seeks."""
        traded = min(max(chances["sale"] + chances["seek"], 1e-9), 1 - 1e-9)
        return 1 / (1 + math.exp(-self.scale * math.log(traded / (1 - traded)) - self.shift))


def probabilities(logits: tuple[float, float, float]) -> dict[Label, float]:
    """Chances of the labels: that it is of the trade, times the softmax of sale, seek and neither."""
    trade, sale, seek = logits
    top = max(sale, seek, 0.0)
    parts = [math.exp(value - top) for value in (sale, seek, 0.0)]
    share = 1 / (1 + math.exp(-max(-60.0, min(60.0, trade)))) / sum(parts)
    return {"sale": parts[0] * share, "seek": parts[1] * share, "other": 1 - (parts[0] + parts[1]) * share}


def read_weights(path: Path) -> Weights:
    """Weights from a file that ``training.weights`` wrote."""
    shape = json.loads(path.read_text("utf-8"))
    return Weights({name: tuple(row) for name, row in shape["rows"].items()}, shape["scale"], shape["shift"])


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights."""
    return read_weights(PATH)


@lru_cache(maxsize=1)
def load_runs() -> dict[str, Runs]:
    """The runs of characters that the shipped weights know, by their kind."""
    return {kind: Runs(kind, load_weights().rows) for kind in (WORDING, OUTLINE, AUTHOR)}


def every_run(text: str, longest: int) -> Iterator[str]:
    """Every run of at most ``longest`` characters: what training chooses from."""
    for size in range(1, longest + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]
