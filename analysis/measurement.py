"""Figures of the judgement on labelled posts.

Contacts, quantities and prices are compared post by post as multisets, over posts labelled sale or seek for
the latter two; *exact* is the share of labelled values that were found exactly.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.judgement.assessor import assess
from records.assessment import Assessment

Row = Mapping[str, Any]
Judge = Callable[..., Assessment]


@dataclass(frozen=True, slots=True)
class Score:
    """Hits against what was found and what was labelled."""

    hits: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """Share of found that is right (1 where nothing was found)."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of labelled that was found (1 where nothing was labelled)."""
        return self.hits / self.labelled if self.labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_dict(self) -> dict[str, float | int]:
        """Plain figures."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "labelled": self.labelled,
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures.

    ``sure`` are posts scored 0.9 and more, right where sale or seek; ``alarms`` posts that are neither, hit
    where called so; ``spans`` the reasons, right where they cut their text out of the post. ``obfuscated``
    only where side labels were given.
    """

    posts: int
    labels: dict[str, Score]
    categories: Score
    contacts: Score
    quantity: Score
    price: Score
    sure: Score
    alarms: Score
    spans: Score
    obfuscated: Score | None = None

    @property
    def alarm_share(self) -> float:
        """Share of the posts that are neither sale nor seek and are called so (0 where there are none)."""
        return round(self.alarms.hits / self.alarms.labelled, 6) if self.alarms.labelled else 0.0

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts for JSON."""
        plain: dict[str, Any] = {
            "posts": self.posts,
            "labels": {name: score.to_dict() for name, score in self.labels.items()},
        }
        plain |= {
            name: getattr(self, name).to_dict() for name in ("categories", "contacts", "quantity", "price")
        }
        plain["sure"] = {"precision": round(self.sure.precision, 4), "posts": self.sure.found}
        plain["alarms"] = {"share": self.alarm_share, "posts": self.alarms.labelled}
        plain["spans"] = {"right": round(self.spans.precision, 4), "reasons": self.spans.found}
        if self.obfuscated:
            plain["obfuscated_sale_recall"] = round(self.obfuscated.recall, 4)
        return plain


Pair = tuple[Row, Assessment]


def _compare(pairs: Iterable[tuple[Iterable[Hashable], Iterable[Hashable]]]) -> Score:
    hits = found = labelled = 0
    for got, gold in ((Counter(got), Counter(gold)) for got, gold in pairs):
        hits += (got & gold).total()
        found += got.total()
        labelled += gold.total()
    return Score(hits, found, labelled)


def _label_score(pairs: Sequence[Pair], label: str) -> Score:
    hits = sum(row["label"] == label == got.label for row, got in pairs)
    return Score(
        hits, sum(got.label == label for _, got in pairs), sum(row["label"] == label for row, _ in pairs)
    )


def _price_key(price: float | None, unit: str | None, raw: str | None) -> tuple[Hashable, ...]:
    return (round(price, 4), unit) if price is not None else ("raw", unit, bool(raw))


def _found_prices(got: Assessment) -> list[Hashable]:
    return [
        _price_key(one.price, one.price_unit, one.price_raw)
        for one in got.offers
        if one.price is not None or one.price_raw
    ]


def _labelled_prices(row: Row) -> list[Hashable]:
    offers = [one for one in row["offers"] if one["price"] is not None or one.get("price_raw")]
    return [_price_key(one["price"], one["price_unit"], one.get("price_raw")) for one in offers]


def measure(rows: Sequence[Row], judge: Judge = assess, meta: Mapping[str, Row] | None = None) -> Figures:
    """Judge labelled ``rows`` (corpus shape) and compare.

    ``judge`` defaults to :func:`analysis.judgement.assessor.assess`; ``meta`` maps ids to side labels whose
    ``obfuscation`` list is not empty for disguised posts.
    """
    pairs = [
        (row, judge(row["text"], row.get("title"), row.get("author"), row.get("source"))) for row in rows
    ]
    trade = [(row, got) for row, got in pairs if row["label"] != "other"]
    sure = [row for row, got in pairs if got.score >= 0.9]
    return Figures(
        posts=len(pairs),
        labels={label: _label_score(pairs, label) for label in ("sale", "seek", "other")},
        categories=_compare((got.categories, row["categories"]) for row, got in trade),
        contacts=_compare(
            (
                [(one.kind, one.value) for one in got.contacts],
                [(one["kind"], one["value"]) for one in row["contacts"]],
            )
            for row, got in pairs
        ),
        quantity=_compare(
            (
                [one.quantity for one in got.offers if one.quantity],
                [one["quantity"] for one in row["offers"] if one["quantity"]],
            )
            for row, got in trade
        ),
        price=_compare((_found_prices(got), _labelled_prices(row)) for row, got in trade),
        sure=Score(sum(row["label"] != "other" for row in sure), len(sure), len(sure)),
        alarms=_alarms(pairs),
        spans=_spans(pairs),
        obfuscated=_obfuscated(pairs, meta) if meta else None,
    )


def _alarms(pairs: Sequence[Pair]) -> Score:
    called = [got.label != "other" for row, got in pairs if row["label"] == "other"]
    return Score(sum(called), sum(called), len(called))


def _spans(pairs: Sequence[Pair]) -> Score:
    """Reasons whose offsets, in the original field, hold exactly the characters they show."""
    right = [
        one.text != "" and (row.get(one.field) or "")[one.start : one.end] == one.text
        for row, got in pairs
        for one in got.reasons
    ]
    return Score(sum(right), len(right), len(right))


def _obfuscated(pairs: Sequence[Pair], meta: Mapping[str, Row]) -> Score:
    disguised = [
        (row, got)
        for row, got in pairs
        if row["label"] == "sale" and meta.get(row["id"], {}).get("obfuscation")
    ]
    hits = sum(got.label == "sale" for _, got in disguised)
    return Score(hits, len(disguised), len(disguised))
