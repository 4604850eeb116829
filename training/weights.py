"""Rebuild ``analysis/judgement/weights.json`` from labelled posts and print cross-validated figures.

``python -m training.weights [FILE…]`` (default: every labelled file of ``testbed/corpus`` but the held-back
ones). Posts of one template are never on both sides of a fold. The same posts give the same file.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.judgement.model import KINDS, LABELS, PATH
from analysis.judgement.sign_table import BIAS
from analysis.measurement import Score
from training.examples import RULE, RUN, build_matrix, labelled_files, made_up_examples, read_examples
from training.fitting import Fitted, calibrate, cross_validate, fit

#: The labelled file whose figures are shown apart: it alone is by another hand than the rest.
DEVELOPMENT = "dev"


def print_figures(chances: np.ndarray, labels: np.ndarray) -> None:
    """Precision, recall and F1 per label."""
    chosen = np.array(LABELS)[chances.argmax(axis=1)]
    for label in LABELS:
        hits = int(((chosen == label) & (labels == label)).sum())
        score = Score(hits, int((chosen == label).sum()), int((labels == label).sum()))
        print(f"{label}: precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f}")


def write_weights(names: Sequence[str], fitted: Fitted, scale: float, shift: float) -> int:
    """The weights as they are shipped, one sign a line. Returns how many."""
    rows = {BIAS: fitted.bias}
    for number, row in zip(fitted.kept, fitted.rows, strict=True):
        rows[names[number]] = row * (RUN if names[number][0] in KINDS else RULE)
    shown = (
        f"{json.dumps(name, ensure_ascii=False)}: [{', '.join(f'{value:.3f}' for value in row)}]"
        for name, row in sorted(rows.items())
    )
    head = f'{{"scale": {scale:.3f}, "shift": {shift:.3f}, "rows": {{\n'
    PATH.write_text(head + ",\n".join(shown) + "\n}}\n", "utf-8")
    return len(rows)


def main() -> None:
    """Train, print cross-validated figures, write the weights."""
    labelled = list(read_examples([Path(name) for name in sys.argv[1:]] or labelled_files()))
    examples = [*labelled, *made_up_examples()]
    labels = np.array([example.label for example in examples])
    ordinary = np.array([example.ordinary for example in examples])
    matrix, names = build_matrix(examples)
    chances = cross_validate(matrix, labels, ordinary, [example.group for example in examples])
    print(f"{len(labelled)} posts, {len(names)} signs seen often enough; cross-validated by template:")
    known = slice(len(labelled))
    print_figures(chances[known], labels[known])
    dev = np.array([example.file == DEVELOPMENT for example in examples])
    if dev.any():
        print(f"{dev.sum()} of them in {DEVELOPMENT}.jsonl:")
        print_figures(chances[dev], labels[dev])
    count = write_weights(names, fit(matrix, labels, ordinary), *calibrate(chances[known], labels[known]))
    print(f"{count} signs -> {PATH}")


if __name__ == "__main__":
    main()
