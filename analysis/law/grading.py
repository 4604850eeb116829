"""Potential severity of a claim, by 法释〔2017〕10号 art. 5 and 6: never a finding of guilt.

Counts are taken at their word, the asked price as the possible gain. Numbers lie in ``analysis/law/*.yml``.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from analysis.law import wording
from analysis.law.alternatives import alternatives_of
from analysis.law.citation import certainty_of, cite, cite_for, weakest
from analysis.law.claim import Claim, weigh
from analysis.law.rows import Outside
from analysis.law.standing import kinds_named
from analysis.law.statutes import load_statutes
from analysis.law.stocks import lots_of
from records.assessment import Label, Offer, Severity


def grade_claim(
    offers: Sequence[Offer],
    categories: Sequence[str],
    insider: bool = False,
    *,
    label: Label = "sale",
    supplied: bool = False,
    goods: Iterable[tuple[str, str]] = (),
) -> Severity:
    """Grade what ``offers`` claim; of a ``seek`` what is sought.

    ``insider``: the author says that his own job or service gave him what he sells (item 8); ``supplied``:
    that somebody inside gives it to him. ``goods`` are (category, word) pairs of what the post names.
    """
    if not categories:
        return Severity()
    fields = frozenset(one for offer in offers for one in offer.fields)
    sensitive = is_sensitive(frozenset(categories), fields)
    outside = outside_of(tuple(categories))
    lots = lots_of(offers or [Offer(category=one) for one in categories], kinds_named(goods))
    if not lots:
        return _outside_only(outside, sensitive)
    return _graded(Claim(tuple(lots), outside, label == "seek", insider, supplied), sensitive)


@lru_cache(maxsize=1024)
def outside_of(categories: tuple[str, ...]) -> tuple[Outside, ...]:
    """The rows of what is offered besides and art. 253-1 does not reach."""
    return tuple(row for row in load_statutes().outside.values() if row.category in categories)


@lru_cache(maxsize=4096)
def is_sensitive(categories: frozenset[str], fields: frozenset[str]) -> bool:
    """Whether something named is sensitive personal information (PIPL art. 28)."""
    return any(
        categories & set(row.categories) or fields & set(row.fields)
        for row in load_statutes().sensitive.values()
    )


def _graded(claim: Claim, sensitive: bool) -> Severity:
    weight = weigh(claim)
    words = wording.basis_of(claim, weight)
    citation = cite_for(claim, weight)
    return Severity(
        grade=weight.grade,
        ladder=claim.ladder,
        basis=words.en,
        sensitive=sensitive,
        basis_zh=words.zh,
        articles=citation.articles,
        articles_zh=citation.articles_zh,
        certainty=certainty_of(claim, weight),
        alternatives=tuple(alternatives_of(claim, weight)),
        reviewed=citation.reviewed,
    )


def _outside_only(outside: tuple[Outside, ...], sensitive: bool) -> Severity:
    """Account kits and nothing else: other articles apply, and no grade."""
    words = wording.outside(outside)
    citation = cite(outside)
    return Severity(
        basis=words.en,
        sensitive=sensitive,
        basis_zh=words.zh,
        articles=citation.articles,
        articles_zh=citation.articles_zh,
        certainty=weakest(row.certainty for row in outside),
        reviewed=citation.reviewed,
    )
