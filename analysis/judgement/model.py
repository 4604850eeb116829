"""The weighing of signs: a softmax regression whose weights are data, small enough to read.

A sign is a rule that fired (``trade.sell``) or a run of characters: ``"名单`` in the wording of the post,
``~出P`` in its outline, ``@料`` in the author's name. ``make weights`` rebuilds the file from labelled posts.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from analysis.judgement.sign_table import SignTable
from records.assessment import Label

PATH = Path(__file__).parent / "weights.json"
LABELS: tuple[Label, ...] = ("sale", "seek", "other")
WORDING, OUTLINE, AUTHOR = KINDS = '"', "~", "@"

#: What a sign adds to the three logits: trade, sale, seek.
Row = tuple[float, float, float]
NOTHING: Row = (0.0, 0.0, 0.0)


def pull_of(row: Row, label: Label) -> float:
    """What a sign of this row does for ``label`` against the other labels."""
    trade, sale, seek = row
    if label == "other":
        return -trade / 2 - (sale + seek) / 2
    return trade / 2 + (sale - seek / 2 if label == "sale" else seek - sale / 2)


@dataclass(frozen=True)
class Weights:
    """``rows[sign]``: what a sign adds to three logits.

    The first: that the post speaks of such trade at all (against ordinary talk). The other two: if so, that
    it offers, that it seeks (against what else is said of the trade: news, warnings, lawful business, jokes).
    ``scale`` and ``shift`` calibrate the score.
    """

    rows: Mapping[str, Row]
    scale: float = 1.0
    shift: float = 0.0

    @cached_property
    def table(self) -> SignTable:
        """The rows as they are added up."""
        return SignTable(self.rows, KINDS)

    @cached_property
    def pulls(self) -> dict[Label, dict[str, float]]:
        """``pulls[label][rule]``: what a rule does for a label as a reason."""
        rules = {name: row for name, row in self.rows.items() if name[0] not in KINDS}
        return {label: {name: pull_of(row, label) for name, row in rules.items()} for label in LABELS}

    @cached_property
    def run_pulls(self) -> dict[Label, dict[str, list[float]]]:
        """``run_pulls[label][kind][number]``: what a run does for a label as a reason.

        0 for blanks, signs and single characters, which weigh but tell a reader nothing.
        """
        rows = {kind: list(map(self._telling, names)) for kind, names in self.table.runs.items()}
        return {
            label: {kind: [pull_of(row, label) for row in same] for kind, same in rows.items()}
            for label in LABELS
        }

    def _telling(self, name: str) -> Row:
        return self.rows[name] if sum(map(str.isalnum, name)) > 1 else NOTHING

    def score(self, chances: Mapping[Label, float]) -> float:
        """The calibrated probability that the post offers or seeks."""
        traded = min(max(chances["sale"] + chances["seek"], 1e-9), 1 - 1e-9)
        return 1 / (1 + math.exp(-self.scale * math.log(traded / (1 - traded)) - self.shift))


def probabilities(logits: Iterable[float]) -> dict[Label, float]:
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


def every_run(text: str, longest: int) -> Iterator[str]:
    """Every run of at most ``longest`` characters: what training chooses from."""
    for size in range(1, longest + 1):
        for start in range(len(text) - size + 1):
            yield text[start : start + size]
