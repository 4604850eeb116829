"""Fit the weights of the categories to labelled posts and write ``analysis/judgement/category_weights.json``.

``python -m training.categories [FILE …]`` (default: every labelled file of ``testbed/corpus`` but the
held-back ones). One logistic regression per category over the posts that offer or seek; weights too small to
matter are left out. The same posts give the same file.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from analysis.grammars.post_reading import read_post
from analysis.judgement.category_model import BIAS, PATH
from analysis.judgement.category_signs import RUN, find_category_signs, runs_of
from analysis.judgement.goods import find_goods
from records.assessment import CATEGORIES
from training.examples import labelled_files

#: A run is looked at when so many posts hold it; it counts less than a word that somebody wrote down.
LEAST_POSTS, RUN_SCALE = 3, 0.8
#: Strength of the fit (scikit-learn's C), and the smallest weight that is kept.
STRENGTH, SMALLEST = 2.0, 0.1

Features = dict[str, float]


def labelled(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The posts of ``paths`` that offer or seek."""
    lines = (line for path in paths for line in path.read_text("utf-8").splitlines())
    return [row for row in map(json.loads, lines) if row["label"] != "other"]


def features(rows: Sequence[Mapping[str, Any]]) -> list[Features]:
    """Signs and runs of each post."""
    readings = [read_post(row["text"], row["title"]) for row in rows]
    runs = [set(runs_of(reading.text)) for reading in readings]
    posts = Counter(run for found in runs for run in found)
    return [
        dict.fromkeys(find_category_signs(reading, find_goods(reading)), 1.0)
        | {RUN + run: RUN_SCALE for run in found if posts[run] >= LEAST_POSTS}
        for reading, found in zip(readings, runs, strict=True)
    ]


def fit(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """``weights[sign][category]``, ready for :class:`analysis.judgement.category_model.CategoryWeights`."""
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(features(rows))
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    names = list(vectorizer.get_feature_names_out())
    weights: dict[str, dict[str, float]] = {BIAS: {}}
    for category in CATEGORIES:
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=0)
        model.fit(table, [category in row["categories"] for row in rows])
        weights[BIAS][category] = round(float(model.intercept_[0]), 3)
        for name, weight in zip(names, model.coef_[0], strict=True):
            value = weight * (RUN_SCALE if name.startswith(RUN) else 1)
            if abs(value) >= SMALLEST:
                weights.setdefault(name, {})[category] = round(float(value), 2)
    return weights


def to_text(weights: Mapping[str, Mapping[str, float]]) -> str:
    """One line per sign, in order."""
    rows = (
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in sorted(weights.items())
    )
    return "{\n" + ",\n".join(rows) + "\n}\n"


def main() -> None:
    """Fit, write the weights, say how many signs they have."""
    fitted = fit(labelled([Path(name) for name in sys.argv[1:]] or labelled_files()))
    PATH.write_text(to_text(fitted), "utf-8")
    print(f"{len(fitted)} signs -> {PATH}")


if __name__ == "__main__":
    main()
