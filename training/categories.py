"""Fit the weights of the categories to labelled posts and write ``analysis/judgement/category_weights.json``.

``python -m training.categories [FILE …]`` (default: every labelled file of ``testbed/corpus`` but the
held-back ones). One logistic regression per category over the posts that offer or seek; weights too small to
matter are left out, and so are signs that hardly matter. Prints the figure of five folds, posts of one
template never on both sides. The same posts give the same file.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold

from analysis.grammars.post_reading import read_post
from analysis.judgement.author import read_author
from analysis.judgement.categories import likely
from analysis.judgement.category_model import PATH, CategoryWeights
from analysis.judgement.category_signs import AUTHOR, WORDING, find_category_signs, runs_of
from analysis.judgement.goods import find_goods
from analysis.judgement.sign_table import BIAS
from analysis.measurement import Score
from records.assessment import CATEGORIES
from training.examples import labelled_files, read_labelled
from training.fitting import regression, weightiest

#: A run is looked at when so many posts hold it; it counts less than a word that
#: somebody wrote down, one in the author's name less still.
LEAST_POSTS = 3
SCALES = {WORDING: 0.8, AUTHOR: 0.5}
#: Strength of the fit (scikit-learn's C), and the smallest weight that is kept.
STRENGTH, SMALLEST = 1.0, 0.1
#: How many signs are kept.
MOST_SIGNS = 10_000
FOLDS = 5
#: So many listings are made of two that are shorter than this.
PAIRS, SHORT = 3_000, 80
SEED = 1

Weights = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A labelled post that offers or seeks; ``group`` is what it was written after."""

    text: str
    author: str
    signs: frozenset[str]
    runs: frozenset[str]
    categories: frozenset[str]
    group: str


def read_listings(paths: Iterable[Path]) -> Iterator[Listing]:
    """The posts of ``paths`` that offer or seek."""
    for one in read_labelled(paths):
        row = one.row
        if row["label"] != "other":
            reading, author = read_post(row["text"], row["title"]), read_author(row["author"]).plain.text
            yield Listing(
                reading.text,
                author,
                find_category_signs(reading, find_goods(reading)),
                frozenset(
                    kind + run
                    for kind, text in ((WORDING, reading.text), (AUTHOR, author))
                    for run in runs_of(text)
                ),
                frozenset(row["categories"]),
                one.group,
            )


def side_by_side(listings: Sequence[Listing]) -> list[Listing]:
    """Listings made of two short ones each: that a post names bank customers is no sign against investors.

    Lists of many goods are rare among labelled posts, and so other goods would come to speak against each.
    """
    short = [listing for listing in listings if len(listing.text) < SHORT]
    chance = random.Random(SEED)
    return [_joined(*chance.sample(short, 2)) for _ in range(PAIRS)]


def _joined(one: Listing, other: Listing) -> Listing:
    return replace(
        one,
        signs=one.signs | other.signs,
        runs=one.runs | other.runs,
        categories=one.categories | other.categories,
    )


def _features(listings: Sequence[Listing]) -> list[dict[str, float]]:
    posts = Counter(run for listing in listings for run in listing.runs)
    return [
        dict.fromkeys(listing.signs, 1.0)
        | {run: SCALES[run[0]] for run in listing.runs if posts[run] >= LEAST_POSTS}
        for listing in listings
    ]


def fit(listings: Sequence[Listing]) -> Weights:
    """``weights[sign][category]``, ready for :class:`analysis.judgement.category_model.CategoryWeights`."""
    listings = [*listings, *side_by_side(listings)]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(_features(listings))
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    fitted = [
        regression(table, np.array([category in listing.categories for listing in listings]), STRENGTH)
        for category in CATEGORIES
    ]
    names = vectorizer.get_feature_names_out()
    scales = np.array([SCALES.get(name[0], 1.0) for name in names])
    rows = np.stack([row for row, _ in fitted], axis=1) * scales[:, None]
    weights = {BIAS: {name: round(bias, 3) for name, (_, bias) in zip(CATEGORIES, fitted, strict=True)}}
    return weights | {
        names[number]: _told(rows[number]) for number in weightiest(rows, table, MOST_SIGNS).tolist()
    }


def _told(row: np.ndarray) -> dict[str, float]:
    """The weights of a sign that matter, by category."""
    return {
        category: round(weight, 2)
        for category, weight in zip(CATEGORIES, row.tolist(), strict=True)
        if abs(weight) >= SMALLEST
    }


def cross_validate(listings: Sequence[Listing]) -> Score:
    """Categories found against those labelled, by weights that saw nothing of the post's group."""
    hits = found = 0
    groups = [listing.group for listing in listings]
    for seen, unseen in GroupKFold(FOLDS).split(listings, groups=groups):
        weights = CategoryWeights(fit([listings[number] for number in seen]))
        for listing in (listings[number] for number in unseen):
            chosen = likely(weights.logits(listing.text, listing.signs, listing.author))
            hits += len(listing.categories.intersection(chosen))
            found += len(chosen)
    return Score(hits, found, sum(len(listing.categories) for listing in listings))


def to_text(weights: Mapping[str, Mapping[str, float]]) -> str:
    """One line per sign, in order."""
    rows = (
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in sorted(weights.items())
    )
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> None:
    """Cross-validate, fit, write the weights, say how many signs they have."""
    listings = list(read_listings([Path(name) for name in sys.argv[1:]] or labelled_files()))
    score = cross_validate(listings)
    print(f"{len(listings)} posts; categories, cross-validated by template:")
    print(f"precision {score.precision:.3f} recall {score.recall:.3f} F1 {score.f1:.3f}")
    fitted = fit(listings)
    PATH.write_text(to_text(fitted), "utf-8")
    print(f"{len(fitted)} signs -> {PATH}")


if __name__ == "__main__":
    main()
