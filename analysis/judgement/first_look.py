"""The first look at a post's coarse text: whether it could be of the trade at all.

Most posts of the world end here. Every character and pair of characters is worth something; the stretch that
is worth most decides. ``make weights`` rebuilds what they are worth from labelled posts, disguised ones among
them. What names goods of the trade (业主名单, or persons with a word for lists) is never passed over here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

import daachorse
import numpy as np

from analysis.readings.coarse import COARSE, search_for
from analysis.readings.coarse_archive import Numbers, Shown
from analysis.readings.pair_table import PairTable, Worths
from analysis.readings.run_tree import RunTree
from analysis.words.overlay import from_lexicon, tried_entries
from analysis.words.vocabulary import house_entries, word_lists
from records.assessment import CATEGORIES

PATH = Path(__file__).parent / "first_look.json"
#: So many characters in a row decide: an advert inside a long story counts as much as alone.
STRETCH = 120
GOODS = tuple(f"{category}.goods" for category in CATEGORIES)
PERSONS = tuple(f"{category}.people" for category in CATEGORIES)

Sums = np.ndarray[tuple[int], np.dtype[np.int32]]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a character and the pair it begins are worth, in hundredths; from ``least`` on a post is looked at
    again.
    """

    pairs: PairTable
    least: int

    @classmethod
    def of(cls, runs: Mapping[str, int], least: int = 0) -> "FirstLook":
        """The look by what ``runs`` of one or two characters are worth."""
        return cls(PairTable.of(runs), least)

    def worth(self, shown: str) -> int:
        """What the weightiest stretch of a coarse text is worth."""
        worths = self.pairs.at(np.frombuffer(shown.encode("utf-32-le"), np.uint32))
        if len(worths) <= STRETCH:
            return int(worths.sum())
        sums = running(worths)
        return int((sums[STRETCH:] - sums[:-STRETCH]).max())

    def worths(self, shown: Shown) -> Sums:
        """What the weightiest stretch of each of many coarse texts is worth."""
        sums = running(self.pairs.at(shown.codes))
        return weightiest(sums, shown.starts[:-1], shown.starts[1:] - 1, STRETCH)


def running(worths: Worths | Sums) -> Sums:
    """The running sums, from 0 on."""
    sums = np.zeros(len(worths) + 1, np.int32)
    np.cumsum(worths, out=sums[1:])
    return sums


def weightiest(sums: Sums, first: Numbers, last: Numbers, stretch: int) -> Sums:
    """What the weightiest ``stretch`` of each text, ``[first, last]`` in the running ``sums``, is worth.

    A text that is no longer counts whole.
    """
    worths: Sums = sums[last] - sums[first]
    long = np.flatnonzero(last - first > stretch)
    if len(long):
        gains = np.full(len(sums), np.iinfo(sums.dtype).min, sums.dtype)
        gains[:-stretch] = sums[stretch:] - sums[:-stretch]
        # Every second bound ends the stretches of one text; what lies between two texts is left out.
        bounds = np.stack((first[long], last[long] - stretch + 1), axis=1).ravel()
        worths[long] = np.maximum.reduceat(gains, bounds)[::2]
    return worths


@lru_cache(maxsize=1)
def load_first_look() -> FirstLook:
    """The shipped worths."""
    shape = json.loads(PATH.read_text("utf-8"))
    return FirstLook.of(shape["runs"], shape["least"])


@from_lexicon
def _telling() -> set[str]:
    """Names of goods, persons with a word for lists."""
    lists = word_lists()
    named = {word for name in GOODS for word in lists.get(name, ()) if len(word) > 1}
    persons = (word for name in PERSONS for word in lists.get(name, ()) if len(word) > 1)
    return named | {person + noun for person, noun in product(persons, lists["trade.listnoun"])}


@from_lexicon
def telling_words() -> daachorse.CharwiseDoubleArrayAhoCorasick:
    """A search in a coarse text: names of goods, persons with a word for lists."""
    return search_for(_telling())


@from_lexicon
def telling_runs() -> RunTree:
    """The same words for a search in many coarse texts."""
    return RunTree.of(dict.fromkeys((word.translate(COARSE) for word in _telling()), 1))


@from_lexicon
def house_words() -> daachorse.CharwiseDoubleArrayAhoCorasick | None:
    """A search in coarse texts: words the house has or tries, if there are any."""
    own = [entry.word for entry in (*house_entries(), *tried_entries())]
    return search_for(own) if own else None
