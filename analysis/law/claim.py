"""A claim as the law weighs it: its lots, who makes it, and how often it reaches the thresholds."""

from dataclasses import dataclass

from analysis.law.rows import Outside
from analysis.law.statutes import load_statutes
from analysis.law.stocks import Lot, gain_of
from records.assessment import Grade


@dataclass(frozen=True, slots=True)
class Claim:
    """``seek``: it is wanted, not offered. ``insider``: the author says that his own job or service gave it
    to him; ``supplied``: that somebody inside does. ``outside`` are the rows of what else is offered.
    """

    lots: tuple[Lot, ...]
    outside: tuple[Outside, ...]
    seek: bool
    insider: bool
    supplied: bool

    @property
    def halved(self) -> bool:
        """Item 8 halves the thresholds for who *sells or provides* what his duty or service gave him, so not
        for a buyer, whatever his own job, and not for one who recruits insiders.
        """
        return self.insider and not self.seek

    @property
    def ladder(self) -> int:
        """The lowest record threshold among the lots."""
        return min(lot.standing.records for lot in self.lots)


@dataclass(frozen=True, slots=True)
class Weight:
    """How many times the thresholds of numbers and of gain are reached; ``gain`` in yuan."""

    ratio: float
    gain: float
    gained: float
    grade: Grade


def weigh(claim: Claim) -> Weight:
    """Numbers and the sum asked for against their thresholds; a buyer's bid is no gain of his."""
    gain = 0.0 if claim.seek else gain_of(claim.lots)
    ratio = ratio_of(claim)
    gained = round(gain / (load_statutes().lines["gain"].value * _factor(claim)), 9) if gain else 0.0
    return Weight(ratio, gain, gained, grade_of(max(ratio, gained)))


def grade_of(level: float) -> Grade:
    """Serious from a threshold, especially serious from ten times it (art. 5(2)(3))."""
    if not level:
        return "none"
    if level < 1:
        return "below"
    return "especially_serious" if level >= load_statutes().lines["tenfold"].value else "serious"


def ratio_of(claim: Claim, other: Lot | None = None) -> float:
    """Sum of number / threshold (item 6); ``other``: of this lot by the other view of its class."""
    ratio = sum(
        lot.records / ((lot.standing.other if lot is other else None) or lot.standing.records)
        for lot in claim.lots
    )
    return round(ratio / _factor(claim), 9)


def _factor(claim: Claim) -> float:
    return load_statutes().lines["duty"].value if claim.halved else 1.0
