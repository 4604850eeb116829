"""Rebuild ``analysis/judgement/first_look.json``: what characters and pairs of them are worth at first look.

``python -m training.first_look``: posts that sell or seek, as they are and disguised by chance, against
ordinary talk, made up from counts. Posts of one template are never on both sides of a fold.
"""

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from analysis.judgement.first_look import PATH, FirstLook, coarse
from testbed.disguises import families
from training.examples import group_of, labelled_files, side_labels
from training.ordinary import make_texts

SEED = 1
MADE_UP = 40_000
FOLDS = 4
#: So many runs are kept, each seen in so many posts.
MOST_RUNS, LEAST_POSTS = 8_000, 4
#: Of the posts that sell or seek so many are to be read in full, whose weights saw nothing of their group.
KEPT = 0.99
FREEDOM = 0.3


@dataclass(frozen=True, slots=True)
class Seen:
    """The coarse text of a post; ``wanted`` where it has to be read in full."""

    shown: str
    wanted: bool
    group: str


def _labelled() -> Iterator[Seen]:
    chance, disguises = random.Random(SEED), list(families().values())
    for path in labelled_files():
        side = side_labels(path)
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            more = side.get(row["id"], {})
            group = group_of(row, side)
            said = (row["text"], row["title"], row["author"])
            if row["label"] != "other":
                disguise, seed = chance.choice(disguises), chance.randrange(10**6)
                hidden = disguise(row["text"], seed), row["title"] and disguise(row["title"], seed)
                yield Seen(coarse(*said), True, group)
                yield Seen(coarse(*hidden, row["author"]), True, group)
            elif more.get("lookalike") == "ordinary":
                yield Seen(coarse(*said), False, group)


def _runs(shown: str) -> Counter[str]:
    return Counter([*shown[:-1], *map("".join, pairwise(shown))])


def _matrix(posts: Sequence[Seen]) -> tuple[csr_matrix, list[str]]:
    numbers: dict[str, int] = {}
    values: list[int] = []
    places: list[int] = []
    ends = [0]
    for post in posts:
        for run, times in _runs(post.shown).items():
            values.append(min(times, 3))
            places.append(numbers.setdefault(run, len(numbers)))
        ends.append(len(places))
    matrix = csr_matrix((np.array(values, float), places, ends), shape=(len(posts), len(numbers)))
    often = np.flatnonzero(matrix.getnnz(axis=0) >= LEAST_POSTS)
    names = list(numbers)
    return matrix[:, often], [names[number] for number in often]


def _fit(matrix: csr_matrix, wanted: np.ndarray, names: Sequence[str]) -> FirstLook:
    """The regression over the runs that move most posts furthest; ``least`` is still open."""
    first = LogisticRegression(C=FREEDOM, max_iter=200).fit(matrix, wanted).coef_[0]
    kept = np.argsort(-np.abs(first) * np.sqrt(matrix.getnnz(axis=0)))[:MOST_RUNS]
    second = LogisticRegression(C=FREEDOM, max_iter=200).fit(matrix[:, kept], wanted).coef_[0]
    runs = {names[number]: round(100 * worth) for number, worth in zip(kept, second, strict=True)}
    return FirstLook(
        {run: worth for run, worth in sorted(runs.items()) if len(run) == 1 and worth},
        {run: worth for run, worth in sorted(runs.items()) if len(run) == 2 and worth},
        0,
    )


def write(look: FirstLook, least: int) -> None:
    """The worths as they are shipped, one run a line."""
    runs = sorted({**look.single, **look.pairs}.items())
    lines = ",\n".join(f"{json.dumps(run, ensure_ascii=False)}: {worth}" for run, worth in runs)
    PATH.write_text(f'{{"least": {least}, "runs": {{\n{lines}\n}}}}\n', "utf-8")
    print(f"{len(runs)} runs -> {PATH}")


def main() -> None:
    """Train, print what is kept and what is let through, write the worths."""
    posts = [*_labelled(), *(Seen(coarse(text), False, "made up") for text in make_texts(MADE_UP))]
    matrix, names = _matrix(posts)
    wanted = np.array([post.wanted for post in posts])
    worths = np.zeros(len(posts), int)
    for seen, unseen in GroupKFold(FOLDS).split(matrix, groups=[post.group for post in posts]):
        look = _fit(matrix[seen], wanted[seen], names)
        worths[unseen] = [look.worth(posts[number].shown) for number in unseen]
    least = int(np.quantile(worths[wanted], 1 - KEPT))
    let_through = (worths[~wanted] >= least).mean()
    print(f"{wanted.sum()} posts are to be read in full, {KEPT:.1%} are; of ordinary talk {let_through:.2%}")
    write(_fit(matrix, wanted, names), least)


if __name__ == "__main__":
    main()
