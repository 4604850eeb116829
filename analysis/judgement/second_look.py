"""The second look, at what the first one does not pass over: longer runs of characters, still coarse.

A post that names goods or is made of words of the trade is mostly somebody's everyday talk of phones, loans
and flats. Runs of up to four characters tell that at a fraction of what reading in full costs. Worths come
from the same posts as those of the first look (``training.looks``).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from operator import itemgetter, sub
from pathlib import Path

import daachorse

from analysis.judgement.first_look import STRETCH

PATH = Path(__file__).parent / "second_look.json"
#: About as long as an advert is that says what it has to in a line.
SHORT_STRETCH = 30


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
