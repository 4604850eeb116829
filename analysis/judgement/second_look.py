"""The second look, at what the first one does not pass over: longer runs of characters, still coarse.

A post that names goods or is made of words of the trade is mostly somebody's everyday talk of phones, loans
and flats. Runs of up to four characters tell that at a fraction of what reading in full costs. Worths come
from the same posts as those of the first look (``training.looks``).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter, sub
from pathlib import Path

import daachorse
import numpy as np

from analysis.judgement.first_look import STRETCH, Sums, running, weightiest
from analysis.readings.coarse_archive import Shown
from analysis.readings.run_tree import RunTree

PATH = Path(__file__).parent / "second_look.json"
#: About as long as an advert is that says what it has to in a line.
SHORT_STRETCH = 30
#: No run holds it: keeps the posts of a batch apart.
BETWEEN = "\0"


@dataclass(frozen=True)
class SecondLook:
    """What ``runs`` of characters are worth, in hundredths.

    A post is read in full from ``least`` on, or where a short stretch of it is worth ``sure``: an advert
    inside a long story.
    """

    runs: Mapping[str, int]
    least: int = 0
    sure: int = 0

    @cached_property
    def _search(self) -> daachorse.CharwiseDoubleArrayAhoCorasick:
        return daachorse.CharwiseDoubleArrayAhoCorasick(list(self.runs))

    @cached_property
    def _worths(self) -> list[int]:
        return list(self.runs.values())

    def worth(self, shown: str) -> int:
        """What the weightiest stretch of a coarse text is worth."""
        if len(shown) <= STRETCH:
            found = self._search.find_overlapping(shown)
            return sum(map(self._worths.__getitem__, map(itemgetter(2), found)))
        return _weightiest(self._sums(shown), STRETCH)

    def lets_through(self, shown: str) -> bool:
        """Whether a post of that coarse text is to be read in full."""
        if len(shown) <= STRETCH:
            return self.worth(shown) >= self.least
        sums = self._sums(shown)
        return _weightiest(sums, STRETCH) >= self.least or _weightiest(sums, SHORT_STRETCH) >= self.sure

    def let_through(self, shown: Shown, numbers: Sequence[int]) -> list[int]:
        """Which of the posts ``numbers`` are to be read in full: those that it lets through alone."""
        if not numbers:
            return []
        texts = [shown[number] for number in numbers]
        last = np.cumsum([len(text) + 1 for text in texts], dtype=np.int64) - 1
        first = np.concatenate(([0], last[:-1] + 1))
        sums = running(self._ending("".join(text + BETWEEN for text in texts)))
        wanted = weightiest(sums, first, last, STRETCH) >= self.least
        sure = weightiest(sums, first, last, SHORT_STRETCH) >= self.sure
        through = wanted | (sure & (last - first > STRETCH))
        return [numbers[place] for place in np.flatnonzero(through).tolist()]

    def _ending(self, shown: str) -> Sums:
        """What the runs that end with each character are worth."""
        codes = np.frombuffer(shown.encode("utf-32-le"), np.uint32)
        ending = self._signs.take(codes, mode="clip")
        for ends, worths in self._tree.ending(codes):
            ending[ends - 1] += worths
        return ending

    @cached_property
    def _tree(self) -> RunTree:
        return RunTree.of({run: worth for run, worth in self.runs.items() if len(run) > 1})

    @cached_property
    def _signs(self) -> Sums:
        """What single characters are worth by their code points; the last entry stands for all behind it."""
        signs = {ord(run): worth for run, worth in self.runs.items() if len(run) == 1}
        worths = np.zeros(max(signs, default=0) + 2, np.int32)
        worths[list(signs)] = list(signs.values())
        return worths

    def _sums(self, shown: str) -> list[int]:
        """Running sums of what the runs that end at each character are worth."""
        ending = [0] * (len(shown) + 1)
        for _, end, number in self._search.find_overlapping(shown):
            ending[end] += self._worths[number]
        return list(accumulate(ending))


def _weightiest(sums: list[int], stretch: int) -> int:
    gains: Iterator[int] = map(sub, sums[stretch:], sums)
    return max(gains)


@lru_cache(maxsize=1)
def load_second_look() -> SecondLook:
    """The shipped worths."""
    shape = json.loads(PATH.read_text("utf-8"))
    return SecondLook(shape["runs"], shape["least"], shape["sure"])
