"""Fitting the weights: regressions over the same signs, of which those that weigh most are kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from analysis.judgement.model import LABELS, probabilities

FOLDS = 5
#: How many signs are kept: enough for the figures, few enough to read.
MOST_TRADE_SIGNS, MOST_DEAL_SIGNS = 5_000, 22_000
#: How freely weights may grow (the inverse of the L2 penalty): trade against ordinary talk, and who deals.
TRADE, DEAL = 3.0, 3.0
#: Taken from the logit that a post is of the trade: in the world far fewer are than among labelled posts.
RARITY = 0.8
#: How far a sign may grow where it tells nothing, against one that tells as much as signs do on average.
LEAST_SAY = 0.3
#: Every sign counts as seen so often more on both sides: rare ones tell less than they seem to.
SMOOTHING = 2.0


def _say(matrix: csr_matrix, wanted: np.ndarray) -> np.ndarray:
    """How freely each sign's weight may grow: by how much more often it stands on one side (Wang and Manning
    2012, "Baselines and Bigrams": naive Bayes log-count ratios as scales of a discriminative model).
    """
    seen = matrix.astype(bool)
    counts = [SMOOTHING + np.asarray(seen[side].sum(axis=0)).ravel() for side in (wanted, ~wanted)]
    ratio = np.abs(np.subtract(*(np.log(count / count.sum()) for count in counts)))
    scales: np.ndarray = LEAST_SAY + (1 - LEAST_SAY) * ratio / ratio.mean()
    return scales


def regression(matrix: csr_matrix, wanted: np.ndarray, freedom: float) -> tuple[np.ndarray, float]:
    """Weights and constant of a logistic regression."""
    say = _say(matrix, wanted)
    model = LogisticRegression(C=freedom, solver="liblinear", max_iter=400).fit(matrix @ diags(say), wanted)
    return model.coef_[0] * say, float(model.intercept_[0])


@dataclass(frozen=True, slots=True)
class Fitted:
    """``kept`` numbers of signs; ``rows[sign]`` and ``bias`` of trade, sale and seek."""

    kept: np.ndarray
    rows: np.ndarray
    bias: np.ndarray

    def chances(self, matrix: csr_matrix) -> np.ndarray:
        """Probabilities of posts by ``LABELS``."""
        logits = matrix[:, self.kept] @ self.rows + self.bias
        return np.array([[chance[label] for label in LABELS] for chance in map(probabilities, logits)])


def _fit(matrix: csr_matrix, labels: np.ndarray, ordinary: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights (signs by trade, sale, seek) and constants; neither sale nor seek is the measure."""
    clear = ordinary | (labels != "other")
    trade, about = regression(matrix[clear], ~ordinary[clear], TRADE)
    posts, kinds = matrix[~ordinary], labels[~ordinary]
    (sale, sells), (seek, seeks), (other, neither) = (
        regression(posts, kinds == label, DEAL) for label in LABELS
    )
    rows = np.stack([trade, sale - other, seek - other], axis=1)
    return rows, np.array([about - RARITY, sells - neither, seeks - neither])


def weightiest(rows: np.ndarray, matrix: csr_matrix, number: int) -> np.ndarray:
    """Numbers of the signs that move most posts furthest; ``rows`` are signs by what they are weighed for."""
    weight = np.abs(rows).max(axis=1) * np.sqrt(matrix.getnnz(axis=0))
    return np.argsort(-weight)[:number]


def fit(matrix: csr_matrix, labels: np.ndarray, ordinary: np.ndarray) -> Fitted:
    """The regressions over the signs that weigh most in either."""
    rows, _ = _fit(matrix, labels, ordinary)
    trade = weightiest(rows[:, :1], matrix, MOST_TRADE_SIGNS)
    deal = weightiest(rows[:, 1:], matrix[~ordinary], MOST_DEAL_SIGNS)
    kept = np.union1d(trade, deal)
    return Fitted(kept, *_fit(matrix[:, kept], labels, ordinary))


def cross_validate(
    matrix: csr_matrix, labels: np.ndarray, ordinary: np.ndarray, groups: Sequence[str]
) -> np.ndarray:
    """Probabilities (posts by ``LABELS``) of every post by weights that saw nothing of its group."""
    chances = np.zeros((len(labels), len(LABELS)))
    for seen, unseen in GroupKFold(FOLDS).split(matrix, groups=groups):
        chances[unseen] = fit(matrix[seen], labels[seen], ordinary[seen]).chances(matrix[unseen])
    return chances


def calibrate(chances: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """Scale and shift of the logit of sale or seek (Platt 1999), from cross-validated probabilities."""
    traded = np.clip(1 - chances[:, LABELS.index("other")], 1e-6, 1 - 1e-6)
    logits = np.log(traded / (1 - traded)).reshape(-1, 1)
    platt = LogisticRegression(C=1e6).fit(logits, labels != "other")
    return float(platt.coef_[0][0]), float(platt.intercept_[0])
