"""Labelled posts as the training sees them: which signs each shows, known to the weights or not."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from analysis.corpus_lines import SIDE_LABELS, parse_side_labels, side_file
from analysis.grammars.post_reading import read_post
from analysis.judgement.author import read_author
from analysis.judgement.goods import find_goods
from analysis.judgement.model import every_run
from analysis.judgement.signals import find_signals
from analysis.judgement.signs import LONGEST, texts_of
from records.assessment import Label
from training.adverts import make_adverts
from training.ordinary import make_texts

CORPUS = Path("testbed/corpus")
HELD_BACK = "held_back"
#: A sign seen in fewer posts is chance.
LEAST_POSTS = 4
#: A rule says more than a run of characters; this is how much more freely its weight may grow.
RULE, RUN = 0.4, 0.3
#: So many made-up ordinary texts and made-up adverts stand beside the labelled posts.
MADE_UP, ADVERTS = 8_000, 2_500


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled post as the model sees it; ``group`` is what it was written after,
    ``ordinary`` whether it is not of the trade at all, ``file`` where it stands.
    """

    signs: dict[str, float]
    label: Label
    group: str
    ordinary: bool
    file: str = ""


def labelled_files() -> list[Path]:
    """The labelled files of the corpus that training may see."""
    return [
        path
        for path in sorted(CORPUS.glob("*.jsonl"))
        if not path.stem.endswith(SIDE_LABELS) and HELD_BACK not in path.stem
    ]


def side_labels(path: Path) -> dict[str, dict[str, Any]]:
    """The side labels of a labelled file by post id; of a file without any, none."""
    beside = side_file(path)
    return parse_side_labels(beside.read_text("utf-8").splitlines()) if beside.exists() else {}


def signs_of(text: str, title: str | None, author: str | None) -> dict[str, float]:
    """Every sign of a post, known to the weights or not, with its scale."""
    reading, signer = read_post(text, title), read_author(author)
    rules = {rule.name: RULE for rule in find_signals(reading, find_goods(reading), signer)}
    texts = texts_of(reading, signer)
    return rules | {
        kind + run: RUN for kind, shown in texts.items() for run in every_run(shown.text, LONGEST[kind])
    }


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled line and what its side labels say: ``group`` and ``ordinary`` as in :class:`Example`."""

    row: dict[str, Any]
    group: str
    ordinary: bool
    file: str


def read_labelled(paths: Iterable[Path]) -> Iterator[Labelled]:
    """The posts of labelled files; one without side labels is a group of its own."""
    for path in paths:
        side = side_labels(path)
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            more = side.get(row["id"], {})
            group = f"{more['hand']} {more['template']}" if "hand" in more else row["id"]
            yield Labelled(row, group, more.get("lookalike") == "ordinary", path.stem)


def read_examples(paths: Sequence[Path]) -> Iterator[Example]:
    """The posts of labelled files."""
    for one in read_labelled(paths):
        signs = signs_of(one.row["text"], one.row["title"], one.row["author"])
        yield Example(signs, one.row["label"], one.group, one.ordinary, one.file)


def build_matrix(examples: Sequence[Example]) -> tuple[csr_matrix, list[str]]:
    """Posts by signs, those seen often enough, and the signs' names."""
    numbers: dict[str, int] = {}
    values: list[float] = []
    places: list[int] = []
    ends = [0]
    for example in examples:
        for name, value in example.signs.items():
            places.append(numbers.setdefault(name, len(numbers)))
            values.append(value)
        ends.append(len(places))
    matrix = csr_matrix((values, places, ends), shape=(len(examples), len(numbers)))
    often = np.flatnonzero(matrix.getnnz(axis=0) >= LEAST_POSTS)
    names = list(numbers)
    return matrix[:, often], [names[number] for number in often]


def made_up_examples() -> Iterator[Example]:
    """Ordinary talk made up from counts (``training.ordinary``), short adverts made up from the lexicon."""
    for text in make_texts(MADE_UP):
        yield Example(signs_of(text, None, None), "other", "made up", ordinary=True)
    for text, label in make_adverts(ADVERTS):
        yield Example(signs_of(text, None, None), label, "made up", ordinary=False)
