"""The first look at a post's coarse text: whether it could be of the trade at all.

Most posts of the world end here. Every character and pair of characters is worth something; the stretch that
is worth most decides. ``make weights`` rebuilds what they are worth from labelled posts, disguised ones among
them. What names goods of the trade (业主名单, or persons with a word for lists) is never passed over here.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

import daachorse
import numpy as np

from analysis.readings.coarse import search_for
from analysis.readings.coarse_archive import CODES, Codes, Numbers, Shown
from analysis.words.overlay import from_lexicon, tried_entries
from analysis.words.vocabulary import house_entries, word_lists
from records.assessment import CATEGORIES

PATH = Path(__file__).parent / "first_look.json"
#: So many characters in a row decide: an advert inside a long story counts as much as alone.
STRETCH = 120
GOODS = tuple(f"{category}.goods" for category in CATEGORIES)
PERSONS = tuple(f"{category}.people" for category in CATEGORIES)

Classes = np.ndarray[tuple[int], np.dtype[np.int32]]
Worths = np.ndarray[tuple[int], np.dtype[np.int16]]
Sums = np.ndarray[tuple[int], np.dtype[np.int32]]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a character and the pair it begins are worth, in hundredths; from ``least`` on a post is looked at
    again.

    ``pairs[firsts[a] * columns + seconds[b]]`` is the worth of ``a`` before ``b``, by their code points.
    """

    firsts: Classes
    seconds: Classes
    pairs: Worths
    columns: int
    least: int

    @classmethod
    def of(cls, runs: Mapping[str, int], least: int = 0) -> "FirstLook":
        """The table of what ``runs`` of one or two characters are worth; class 0 is every other character."""
        firsts, seconds = _classes(run[0] for run in runs), _classes(run[1] for run in runs if run[1:])
        columns = int(seconds.max()) + 1
        pairs = np.zeros((int(firsts.max()) + 1, columns), np.int16)
        for run, worth in runs.items():
            row = pairs[firsts[ord(run[0])]]
            row[seconds[ord(run[1])] if run[1:] else slice(None)] += worth
        return cls(firsts, seconds, pairs.ravel(), columns, least)

    def steps(self, codes: Codes) -> Worths:
        """What each character is worth with the one behind it."""
        steps: Worths = self.pairs[self.firsts[codes[:-1]] * self.columns + self.seconds[codes[1:]]]
        return steps

    def worth(self, shown: str) -> int:
        """What the weightiest stretch of a coarse text is worth."""
        steps = self.steps(np.frombuffer(shown.encode("utf-32-le"), np.uint32))
        if len(steps) <= STRETCH:
            return int(steps.sum())
        sums = np.concatenate(([0], np.cumsum(steps, dtype=np.int32)))
        return int((sums[STRETCH:] - sums[:-STRETCH]).max())

    def worths(self, shown: Shown) -> Sums:
        """What the weightiest stretch of each of many coarse texts is worth."""
        sums = np.zeros(len(shown.text), np.int32)
        np.cumsum(self.steps(shown.codes), out=sums[1:])
        first, last = shown.starts[:-1], shown.starts[1:] - 1
        worths: Sums = sums[last] - sums[first]
        long = np.flatnonzero(last - first > STRETCH)
        if len(long):
            worths[long] = _weightiest(sums, first[long], last[long])
        return worths


def _classes(characters: Iterable[str]) -> Classes:
    """By code point: a number from 1 on for each of ``characters``, 0 for all others."""
    known = sorted({ord(character) for character in characters})
    classes = np.zeros(CODES, np.int32)
    classes[known] = range(1, len(known) + 1)
    return classes


def _weightiest(sums: Sums, first: Numbers, last: Numbers) -> Sums:
    """The weightiest stretch of texts longer than ``STRETCH``: ``[first, last]`` in the running ``sums``."""
    gains = np.full(len(sums), np.iinfo(sums.dtype).min, sums.dtype)
    gains[:-STRETCH] = sums[STRETCH:] - sums[:-STRETCH]
    # Every second bound ends the stretches of one text; what lies between two texts is left out.
    bounds = np.stack((first, last - STRETCH + 1), axis=1).ravel()
    weightiest: Sums = np.maximum.reduceat(gains, bounds)[::2]
    return weightiest


@lru_cache(maxsize=1)
def load_first_look() -> FirstLook:
    """The shipped worths."""
    shape = json.loads(PATH.read_text("utf-8"))
    return FirstLook.of(shape["runs"], shape["least"])


@from_lexicon
def telling_words() -> daachorse.CharwiseDoubleArrayAhoCorasick:
    """A search in coarse texts: names of goods, persons with a word for lists."""
    lists = word_lists()
    named = {word for name in GOODS for word in lists.get(name, ()) if len(word) > 1}
    persons = (word for name in PERSONS for word in lists.get(name, ()) if len(word) > 1)
    listed = {person + noun for person, noun in product(persons, lists["trade.listnoun"])}
    return search_for(named | listed)


@from_lexicon
def house_words() -> daachorse.CharwiseDoubleArrayAhoCorasick | None:
    """A search in coarse texts: words the house has or tries, if there are any."""
    own = [entry.word for entry in (*house_entries(), *tried_entries())]
    return search_for(own) if own else None
