"""Many posts at once: which are to be read in full, and which of those kept say a new word.

The first look of ``assess`` for a batch: all coarse texts one behind another, one look-up in an array for
each pair of characters, one running sum. It gives the very numbers of :mod:`analysis.judgement.first_look`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs
import numpy as np

from analysis.judgement.assessor import read_in_full
from analysis.judgement.first_look import (
    STRETCH,
    UNSEEN,
    FirstLook,
    coarse,
    load_first_look,
    telling_words,
)
from records.assessment import Assessment

#: Text, title and author of a post.
Said = tuple[str, str | None, str | None]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
CODES = 0x110000


@dataclass(frozen=True, slots=True)
class Shown:
    """Coarse texts of posts one behind another; post ``i`` is ``text[starts[i]:starts[i + 1]]``.

    About as long as the posts themselves, and all that is needed to look at them again: by other worths, or
    for a new word.
    """

    text: str
    starts: Numbers

    def saying(self, words: Iterable[str]) -> list[int]:
        """Numbers of the posts in whose coarse text one of the ``words`` stands, whatever stood between."""
        search = ahocorasick_rs.AhoCorasick([coarse(word)[1:-1] for word in words])
        return self.holding(search)

    def holding(self, search: ahocorasick_rs.AhoCorasick) -> list[int]:
        """Numbers of the posts in which ``search`` finds something."""
        places = [place for _, place, _ in search.find_matches_as_indexes(self.text)]
        return sorted(set((np.searchsorted(self.starts, places, side="right") - 1).tolist()))


@dataclass(frozen=True, slots=True)
class Worths:
    """A first look as arrays: ``pairs[first * size + second]`` with the classes of two characters."""

    classes: np.ndarray[tuple[int], np.dtype[np.uint16]]
    pairs: np.ndarray[tuple[int], np.dtype[np.int16]]
    size: int
    least: int

    @classmethod
    def of(cls, look: FirstLook) -> "Worths":
        """The arrays of ``look``; class 0 is every character it does not know."""
        known = sorted({sign for run in (*look.single, *look.pairs) for sign in run})
        numbers = {sign: number for number, sign in enumerate(known, 1)}
        size = len(known) + 1
        classes = np.zeros(CODES, np.uint16)
        classes[[ord(sign) for sign in known]] = range(1, size)
        pairs = np.zeros((size, size), np.int16)
        for sign, worth in look.single.items():
            pairs[numbers[sign]] += worth
        for run, worth in look.pairs.items():
            pairs[numbers[run[0]], numbers[run[1]]] += worth
        return cls(classes, pairs.ravel(), size, look.least)

    def weigh(self, shown: Shown) -> Numbers:
        """What the weightiest stretch of each post is worth."""
        codes = np.frombuffer(shown.text.encode("utf-32-le"), np.uint32)
        classes = self.classes[codes].astype(np.int32)
        sums = np.zeros(len(codes), np.int64)
        np.cumsum(self.pairs[classes[:-1] * self.size + classes[1:]], out=sums[1:])
        first, last = shown.starts[:-1], shown.starts[1:] - 1
        worths: Numbers = sums[last] - sums[first]
        for number in np.flatnonzero(last - first > STRETCH):
            start, end = first[number], last[number] + 1
            worths[number] = (sums[start + STRETCH : end] - sums[start : end - STRETCH]).max()
        return worths


@lru_cache(maxsize=1)
def _worths() -> Worths:
    return Worths.of(load_first_look())


def show(posts: Iterable[Said]) -> Shown:
    """The coarse texts of ``posts``."""
    texts = [coarse(*said) for said in posts]
    return Shown("".join(texts), np.cumsum([0, *map(len, texts)], dtype=np.int64))


def find_suspicious(shown: Shown, worths: Worths | None = None) -> list[int]:
    """Numbers of the posts that are to be read in full, by the shipped first look or by other ``worths``."""
    weights = worths or _worths()
    found = set(np.flatnonzero(weights.weigh(shown) >= weights.least).tolist()) if shown.text else set()
    if UNSEEN in shown.text:
        found.update(shown.holding(ahocorasick_rs.AhoCorasick([UNSEEN])))
    return sorted(found.union(shown.holding(telling_words())))


def screen(posts: Sequence[Said]) -> dict[int, Assessment]:
    """The assessments of the posts that are read in full, by their numbers; all others are ``other``.

    Label, score and reasons are those that ``assess`` gives to each post alone.
    """
    return {number: read_in_full(*posts[number]) for number in find_suspicious(show(posts))}
