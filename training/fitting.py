"""Fitting the weights: two regressions over the same signs, of which those that weigh most are kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from analysis.judgement.model import LABELS, probabilities

FOLDS = 5
#: How many signs are kept: enough for the figures, few enough to read.
MOST_TRADE_SIGNS, MOST_DEAL_SIGNS = 4_000, 8_000
#: How freely weights may grow (the inverse of the L2 penalty): trade against ordinary talk, and who deals.
TRADE, DEAL = 3.0, 1.0
#: Added to the logit that a post is of the trade: made-up texts are cruder than real ones, and what is passed
#: over here is lost, while what is let through is still judged.
LENIENCE = 1.4


def _regression(matrix: csr_matrix, labels: np.ndarray, freedom: float) -> LogisticRegression:
    return LogisticRegression(C=freedom, max_iter=400).fit(matrix, labels)


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


def _columns(trade: LogisticRegression, deal: LogisticRegression) -> tuple[np.ndarray, np.ndarray]:
    """Weights (signs by trade, sale, seek) and constants; neither sale nor seek is the measure."""
    order = [list(deal.classes_).index(label) for label in LABELS]
    sale, seek, other = deal.coef_[order]
    bias = deal.intercept_[order]
    rows = np.stack([trade.coef_[0], sale - other, seek - other], axis=1)
    return rows, np.array([trade.intercept_[0] + LENIENCE, bias[0] - bias[2], bias[1] - bias[2]])


def _fit(matrix: csr_matrix, labels: np.ndarray, ordinary: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    clear = ordinary | (labels != "other")
    trade = _regression(matrix[clear], ~ordinary[clear], TRADE)
    return _columns(trade, _regression(matrix[~ordinary], labels[~ordinary], DEAL))


def _weightiest(rows: np.ndarray, matrix: csr_matrix, number: int) -> np.ndarray:
    """Numbers of the signs that move most posts furthest."""
    weight = np.abs(rows).max(axis=1) * np.sqrt(matrix.getnnz(axis=0))
    return np.argsort(-weight)[:number]


def fit(matrix: csr_matrix, labels: np.ndarray, ordinary: np.ndarray) -> Fitted:
    """The regressions over the signs that weigh most in either."""
    rows, _ = _fit(matrix, labels, ordinary)
    trade = _weightiest(rows[:, :1], matrix, MOST_TRADE_SIGNS)
    deal = _weightiest(rows[:, 1:], matrix[~ordinary], MOST_DEAL_SIGNS)
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
