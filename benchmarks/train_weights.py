"""Rebuild ``analysis/judgement/weights.json`` from labelled posts and print cross-validated figures.

``python -m benchmarks.train_weights [FILE…]`` (default: the development corpus). Plain stochastic gradient
descent with an L2 penalty; fixed seed, so the same posts give the same file.
"""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.judgement.assessor import name_signals
from analysis.judgement.model import BIAS, LABELS, PATH, Weights, probabilities
from analysis.measurement import Score
from records.assessment import Label

CORPUS = Path("testbed/corpus/dev.jsonl")
FOLDS = 10
ROUNDS = 40
PENALTY = 0.03
Example = tuple[frozenset[str], Label]


def load_examples(paths: Sequence[Path]) -> list[Example]:
    """Sign names and label of every labelled post."""
    rows: list[dict[str, Any]] = [
        json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()
    ]
    return [(name_signals(row["text"], row.get("title"), row.get("author")), row["label"]) for row in rows]


def fit(examples: Sequence[Example], rounds: int = ROUNDS, penalty: float = PENALTY) -> Weights:
    """Weights that explain ``examples``."""
    rows: defaultdict[str, dict[Label, float]] = defaultdict(lambda: dict.fromkeys(LABELS, 0.0))
    order, chance = list(examples), random.Random(20150115)
    for turn in range(rounds):
        chance.shuffle(order)
        for names, label in order:
            _step(rows, names, label, 0.03 / (1 + turn * 0.05), penalty)
    kept = {
        name: {label: round(value, 3) for label, value in row.items()} for name, row in sorted(rows.items())
    }
    return Weights(kept)


def _step(
    rows: defaultdict[str, dict[Label, float]],
    names: frozenset[str],
    label: Label,
    rate: float,
    penalty: float,
) -> None:
    active = [*names, BIAS]
    guess = probabilities({one: sum(rows[name][one] for name in active) for one in LABELS})
    for name in active:
        row = rows[name]
        for one in LABELS:
            error = guess[one] - (one == label)
            row[one] -= rate * (error + (penalty * row[one] if name != BIAS else 0.0))


def cross_validate(examples: Sequence[Example]) -> list[dict[Label, float]]:
    """Probabilities of every example by weights that never saw its fold."""
    guesses: list[dict[Label, float]] = [{} for _ in examples]
    for fold in range(FOLDS):
        weights = fit([one for place, one in enumerate(examples) if place % FOLDS != fold])
        for place in range(fold, len(examples), FOLDS):
            guesses[place] = probabilities(weights.logits(examples[place][0]))
    return guesses


def print_figures(examples: Sequence[Example], guesses: Sequence[dict[Label, float]]) -> None:
    """Precision, recall and F1 per label."""
    labels = [label for _, label in examples]
    chosen = [max(LABELS, key=guess.__getitem__) for guess in guesses]
    for label in LABELS:
        hits = sum(one == other == label for one, other in zip(labels, chosen, strict=True))
        score = Score(hits, chosen.count(label), labels.count(label))
        print(f"{label}: precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f}")


if __name__ == "__main__":
    posts = load_examples([Path(name) for name in sys.argv[1:]] or [CORPUS])
    print_figures(posts, cross_validate(posts))
    weights = fit(posts)
    lines = (f"{json.dumps(name)}: {json.dumps(row)}" for name, row in weights.rows.items())
    PATH.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    print(f"{len(weights.rows)} signs -> {PATH}")
