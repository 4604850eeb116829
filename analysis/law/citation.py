"""What stands behind a grade: the articles applied, how sure they are, and whether a lawyer reviewed them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from analysis.law.claim import Claim, Weight
from analysis.law.rows import Outside, Rule
from analysis.law.standing import CERTAINTIES
from analysis.law.statutes import load_statutes
from records.assessment import Certainty

#: The provision that a grade brings with it.
CONSEQUENCES = {"especially_serious": ("tenfold",), "below": ("public_security",)}


@dataclass(frozen=True, slots=True)
class Citation:
    """The articles applied, in both languages; whether a lawyer has reviewed every row behind them."""

    articles: tuple[str, ...]
    articles_zh: tuple[str, ...]
    reviewed: bool


def cite_for(claim: Claim, weight: Weight) -> Citation:
    """What was applied to a claim: the act, the classes, what moved the thresholds, the consequence."""
    counted = {lot.standing.records for lot in claim.lots if lot.records}
    applied = (
        *(("crime.obtain", "buying") if claim.seek else ("crime.sell",)),
        *(("crime.duty",) if claim.halved else ()),
        *(lot.standing.rule.article for lot in claim.lots),
        *(("proportion",) if len(counted) > 1 else ()),
        *(("gain",) if weight.gain > 0 else ()),
        *(("duty",) if claim.halved else ()),
        *CONSEQUENCES.get(weight.grade, ()),
    )
    return cite((*(lot.standing.rule for lot in claim.lots), *claim.outside), applied)


@lru_cache(maxsize=4096)
def cite(rows: tuple[Rule | Outside, ...], applied: tuple[str, ...] = ()) -> Citation:
    """The articles of the keys ``applied`` and those that rows outside art. 253-1 name, each once."""
    outside = (key for row in rows if isinstance(row, Outside) for key in row.articles)
    cited = [load_statutes().articles[key] for key in dict.fromkeys((*applied, *outside))]
    return Citation(
        tuple(row.en for row in cited),
        tuple(row.zh for row in cited),
        all(row.reviewed_by for row in (*rows, *cited)),
    )


def certainty_of(claim: Claim, weight: Weight) -> Certainty:
    """Of the least sure rule among those that made the grade."""
    lines = load_statutes().lines
    if claim.halved and weight.grade == "especially_serious":
        return lines["tenfold_of_duty"].certainty
    if weight.gained > weight.ratio:
        return lines["gain"].certainty
    decided = [lot for lot in claim.lots if lot.records] or claim.lots
    return weakest(lot.standing.rule.certainty for lot in decided)


def weakest(certainties: Iterable[Certainty]) -> Certainty:
    """The least sure of them."""
    return max(certainties, key=CERTAINTIES.index)
