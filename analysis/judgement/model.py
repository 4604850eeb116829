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

#: What a sign adds to the three logits: trade, sale, seek.
Row = tuple[float, float, float]
NOTHING: Row = (0.0, 0.0, 0.0)
#: A run's number and where it stands in the text that was searched.
Run = tuple[int, int, int]


def pull_of(row: Row, label: Label) -> float:
    """What a sign of this row does for ``label`` against the other labels."""
    trade, sale, seek = row
    if label == "other":
        return -trade / 2 - (sale + seek) / 2
    return trade / 2 + (sale - seek / 2 if label == "sale" else seek - sale / 2)


@dataclass(frozen=True, slots=True)
class Weights:
    """``rows[sign]``: what a sign adds to three logits.

    The first: that the post speaks of such trade at all (against ordinary talk). The other two: if so, that
    it offers, that it seeks (against what else is said of the trade: news, warnings, lawful business, jokes).
    ``scale`` and ``shift`` calibrate the score.
    """

    rows: Mapping[str, Row]
    scale: float = 1.0
    shift: float = 0.0

    def logits(self, names: Iterable[str], rows: Iterable[Row] = ()) -> Row:
        """Sums of the weights of distinct ``names`` and of ``rows``, the constant included."""
        known = [self.rows[name] for name in names if name in self.rows]
        trade, sale, seek = map(sum, zip(self.rows[BIAS], *known, *rows, strict=True))
        return trade, sale, seek

    def pull(self, name: str, label: Label) -> float:
        """What ``name`` does for ``label`` against the other labels; 0 where the weights do not know it."""
        return pull_of(self.rows.get(name, NOTHING), label)

    def score(self, chances: Mapping[Label, float]) -> float:
        """The calibrated probability that the post offers or seeks."""
        traded = min(max(chances["sale"] + chances["seek"], 1e-9), 1 - 1e-9)
        return 1 / (1 + math.exp(-self.scale * math.log(traded / (1 - traded)) - self.shift))


def probabilities(logits: Row) -> dict[Label, float]:
    """Chances of the labels: that it is of the trade, times the softmax of sale, seek and neither."""
    trade, sale, seek = logits
    top = max(sale, seek, 0.0)
    parts = [math.exp(value - top) for value in (sale, seek, 0.0)]
    share = 1 / (1 + math.exp(-max(-60.0, min(60.0, trade)))) / sum(parts)
    return {"sale": parts[0] * share, "seek": parts[1] * share, "other": 1 - (parts[0] + parts[1]) * share}


class Runs:
    """The runs of characters of one kind that the weights know; each has a number.

    ``pulls[label][number]`` is what a run does for a label as a reason: 0 for blanks and single characters,
    which weigh but tell a reader nothing.
    """

    def __init__(self, kind: str, weights: Weights) -> None:
        self.names = [name for name in weights.rows if name.startswith(kind)]
        self.rows = [weights.rows[name] for name in self.names]
        self.pulls = {
            label: [
                pull_of(row, label) if len(name.strip()) > 2 else 0.0
                for name, row in zip(self.names, self.rows, strict=True)
            ]
            for label in LABELS
        }
        self._searcher = ahocorasick_rs.AhoCorasick([name[1:] for name in self.names])

    def find(self, text: str) -> list[Run]:
        """Every known run in ``text``."""
        found: list[Run] = self._searcher.find_matches_as_indexes(text, overlapping=True)
        return found


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
    return {kind: Runs(kind, load_weights()) for kind in KINDS}


def every_run(text: str, longest: int) -> Iterator[str]:
    """Every run of at most ``longest`` characters: what training chooses from."""
    for size in range(1, longest + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]
