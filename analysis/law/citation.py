"""What stands behind a grade: the articles applied, how sure they are, and whether a lawyer reviewed them."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from analysis.law.claim import Claim, Weight
from analysis.law.rows import Row
from analysis.law.standing import CERTAINTIES
from analysis.law.statutes import load_statutes
from records.assessment import Certainty


def articles_of(claim: Claim, weight: Weight) -> tuple[str, ...]:
    """Keys of the provisions applied: the act, the classes, what moved the thresholds, the consequence."""
    classes = dict.fromkeys(lot.standing.rule.article for lot in claim.lots)
    counted = {lot.standing.records for lot in claim.lots if lot.records}
    named = (
        ("crime.obtain", claim.seek),
        ("buying", claim.seek),
        ("crime.sell", not claim.seek),
        ("crime.duty", claim.halved),
        *((article, True) for article in classes),
        ("proportion", len(counted) > 1),
        ("gain", weight.gain > 0),
        ("duty", claim.halved),
        ("tenfold", weight.grade == "especially_serious"),
        ("public_security", weight.grade == "below"),
    )
    applied = [key for key, so in named if so]
    return (*applied, *(key for row in claim.outside for key in row.articles))


@lru_cache(maxsize=1024)
def cite(keys: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The articles of ``keys``, each once, in English and in Chinese."""
    rows = [load_statutes().articles[key] for key in dict.fromkeys(keys)]
    return tuple(row.en for row in rows), tuple(row.zh for row in rows)


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


def is_reviewed(rows: Collection[Row], articles: Iterable[str]) -> bool:
    """Whether a lawyer has reviewed every row applied, the articles included."""
    cited = [load_statutes().articles[key] for key in articles]
    return all(row.reviewed_by for row in (*rows, *cited))
