"""The views that some courts take and a grade did not, each with the grade it would lead to."""

from collections.abc import Iterator
from dataclasses import replace

from analysis.law import wording
from analysis.law.claim import Claim, Weight, grade_of, ratio_of, weigh
from analysis.law.stocks import Lot
from records.assessment import Alternative, Grade


def alternatives_of(claim: Claim, weight: Weight) -> Iterator[Alternative]:
    """Other classes of the lots, a share in the insider's act, and purchase for a lawful business."""
    for lot in claim.lots:
        yield from _other_class(claim, weight, lot)
    if claim.supplied and not claim.halved and not claim.seek:
        grade = weigh(replace(claim, insider=True)).grade
        yield _alternative(grade, claim.ladder, wording.ON_DUTY)
    if claim.seek and all(lot.standing.rule.treated_as == "ordinary" for lot in claim.lots):
        yield _alternative("none", None, wording.LAWFUL_BUSINESS)


def _other_class(claim: Claim, weight: Weight, lot: Lot) -> Iterator[Alternative]:
    if lot.standing.other:
        grade = grade_of(max(ratio_of(claim, other=lot), weight.gained))
        yield _alternative(grade, lot.standing.other, wording.other_class(lot.standing.rule))


def _alternative(grade: Grade, ladder: int | None, words: wording.Words) -> Alternative:
    return Alternative(grade=grade, ladder=ladder, because=words.en, because_zh=words.zh)
