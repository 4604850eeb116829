"""Rebuild what runs of characters are worth at first and at second look (``analysis/judgement/*_look.json``).

``python -m training.looks``: posts that sell or seek, as they are and disguised by chance, and short adverts
made up from the lexicon, against ordinary talk, made up from counts. Posts of one template are never on both
sides of a fold. The weights of reading in full must be there already: what it does not find need not pass.
"""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from analysis.judgement import first_look, second_look
from analysis.judgement.assessor import read_in_full
from analysis.judgement.first_look import FirstLook
from analysis.judgement.second_look import SecondLook
from analysis.readings.coarse import coarse
from analysis.readings.coarse_archive import Said
from testbed.disguises import families
from training.adverts import make_adverts
from training.examples import labelled_files, read_labelled
from training.fitting import weightiest
from training.ordinary import make_texts

SEED = 1
MADE_UP, ADVERTS = 40_000, 5_000
FOLDS = 4
#: A run seen in fewer posts is chance.
LEAST_POSTS = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """How a look is trained: the longest runs, how many are kept, how freely their worths may grow (the
    inverse of the L2 penalty). ``bounds`` are those that the look's file names, each the share of posts which
    reach it of those that reading in full finds; the worths saw nothing of their group.
    """

    path: Path
    longest: int
    most_runs: int
    freedom: float
    bounds: Mapping[str, float]
    make: Callable[[Mapping[str, int]], FirstLook | SecondLook]


PLANS = (
    Plan(first_look.PATH, 2, 8_000, 0.3, {"least": 0.995}, FirstLook.of),
    Plan(second_look.PATH, 4, 12_000, 0.3, {"least": 0.998, "sure": 0.997}, SecondLook),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The coarse text of a post; ``wanted`` where it sells or seeks, ``found`` where reading it in full would
    tell.
    """

    shown: str
    wanted: bool
    group: str
    found: bool = False


def _listing(said: Said, group: str) -> Seen:
    return Seen(coarse(*said), True, group, read_in_full(*said).label != "other")


def _labelled() -> Iterator[Seen]:
    chance, disguises = random.Random(SEED), list(families().values())
    for one in read_labelled(labelled_files()):
        text, title, author = said = (one.row["text"], one.row["title"], one.row["author"])
        if one.row["label"] != "other":
            disguise, seed = chance.choice(disguises), chance.randrange(10**6)
            yield _listing(said, one.group)
            yield _listing((disguise(text, seed), title and disguise(title, seed), author), one.group)
        elif one.ordinary:
            yield Seen(coarse(*said), False, one.group)


def _made_up() -> Iterator[Seen]:
    for number, (text, label) in enumerate(make_adverts(ADVERTS)):
        if label != "other":
            yield _listing((text, None, None), f"advert {number}")
    for text in make_texts(MADE_UP):
        yield Seen(coarse(text), False, "made up")


def _matrix(posts: Sequence[Seen], longest: int) -> tuple[csr_matrix, list[str]]:
    """Posts by runs; those that end in the same character twice (哈哈, 000) grow with the length of a row and
    are left out.
    """
    counter = CountVectorizer(
        analyzer="char", ngram_range=(1, longest), lowercase=False, min_df=LEAST_POSTS, dtype=float
    )
    matrix = counter.fit_transform(post.shown for post in posts)
    names = list(counter.get_feature_names_out())
    kept = [number for number, name in enumerate(names) if name[-1:] != name[-2:-1]]
    return matrix[:, kept], [names[number] for number in kept]


def _fit(plan: Plan, names: Sequence[str], matrix: csr_matrix, wanted: np.ndarray) -> dict[str, int]:
    """The regression over the runs that move most posts furthest, in hundredths."""
    regression = partial(LogisticRegression, C=plan.freedom, max_iter=200)
    kept = weightiest(regression().fit(matrix, wanted).coef_.T, matrix, plan.most_runs)
    worths = regression().fit(matrix[:, kept], wanted).coef_[0]
    runs = {names[number]: round(100 * worth) for number, worth in zip(kept, worths, strict=True)}
    return {run: worth for run, worth in sorted(runs.items()) if worth}


def write(path: Path, runs: Mapping[str, int], bounds: Mapping[str, int]) -> None:
    """The worths as they are shipped, one run a line."""
    head = "".join(f'"{name}": {bound}, ' for name, bound in bounds.items())
    lines = ",\n".join(f"{json.dumps(run, ensure_ascii=False)}: {worth}" for run, worth in runs.items())
    path.write_text(f'{{{head}"runs": {{\n{lines}\n}}}}\n', "utf-8")
    print(f"{len(runs)} runs -> {path}")


def train(plan: Plan, posts: Sequence[Seen]) -> None:
    """Train a look, print what is kept and what is let through, write its worths."""
    matrix, names = _matrix(posts, plan.longest)
    wanted = np.array([post.wanted for post in posts])
    found = np.array([post.found for post in posts])
    worths = np.zeros(len(posts), int)
    for seen, unseen in GroupKFold(FOLDS).split(matrix, groups=[post.group for post in posts]):
        look = plan.make(_fit(plan, names, matrix[seen], wanted[seen]))
        worths[unseen] = [look.worth(posts[number].shown) for number in unseen]
    bounds = {name: int(np.quantile(worths[found], 1 - share)) for name, share in plan.bounds.items()}
    through = worths >= bounds["least"]
    kept, let_through = through[found].mean(), through[~wanted].mean()
    print(f"{kept:.1%} of {found.sum()} listings kept, {let_through:.2%} of ordinary talk let through")
    write(plan.path, _fit(plan, names, matrix, wanted), bounds)


def main() -> None:
    """Train both looks on the same posts."""
    posts = [*_labelled(), *_made_up()]
    for plan in PLANS:
        train(plan, posts)


if __name__ == "__main__":
    main()
