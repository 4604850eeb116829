"""The first look at a post: whether it could be of the trade at all. Most posts of the world end here.

Every post is looked at like this before it is read in full, alone (``assess``) or among many
(``analysis.screening``), so that both judge alike. The text is folded coarsely: letters, digits (all alike)
and Han characters stay, whatever stands between them goes. Every character and pair of characters is worth
something; the stretch that is worth most decides. ``make weights`` rebuilds what they are worth from labelled
posts, disguised ones among them. What names goods of the trade (业主名单, or persons with a word for lists)
is read in full however short it is, and so is what holds a word of the house's own lexicon.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, product
from operator import add, sub
from pathlib import Path

import ahocorasick_rs

from analysis.readings.digits import CHINESE
from analysis.readings.folding import fold_character, is_invisible
from analysis.readings.tables import letters, martian
from analysis.words.overlay import from_lexicon, tried_entries
from analysis.words.vocabulary import house_entries, word_lists
from records.assessment import CATEGORIES

PATH = Path(__file__).parent / "first_look.json"
#: Begin and end of title, text and author's name in the coarse text.
EDGE = "\n"
#: What nobody sees is told in the reasons, and so asks for a reading in full.
UNSEEN = "\u200b"
#: So many characters in a row decide: an advert inside a long story counts as much as alone.
STRETCH = 60
#: So many pairs of characters are kept in memory.
MOST_STEPS = 50_000
#: Longer posts are looked at by their first characters, as they are judged by them.
LENGTH_CAP = 20_000
GOODS = tuple(f"{category}.goods" for category in CATEGORIES)
PERSONS = tuple(f"{category}.people" for category in CATEGORIES)
#: What a contact needs: five letters or digits, whatever stood between them.
HANDLE = re.compile(rf"[a-z0{''.join(CHINESE)}]{{5}}")


@lru_cache(maxsize=1)
def exchanged() -> dict[str, str]:
    """Martian script and letters of other alphabets, and what they stand for."""
    return martian() | letters()


class _Coarse(dict[int, str]):
    """The table of the coarse folding, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        signs = (exchanged().get(sign, sign) for sign in fold_character(character))
        folded = "".join("0" if sign.isdecimal() else sign for sign in signs if sign.isalnum())
        self[code] = UNSEEN if is_invisible(character) else folded
        return self[code]


_COARSE = _Coarse()


def coarse(text: str, title: str | None = None, author: str | None = None) -> str:
    """What the first look sees of a post: title, text and author's name, an edge around each."""
    head = f"{title}\n" if title else ""
    shown = ((head + text)[:LENGTH_CAP]).translate(_COARSE)
    return f"{EDGE}{shown}{EDGE}{author.translate(_COARSE)}{EDGE}" if author else f"{EDGE}{shown}{EDGE}"


class Steps(dict[str, int]):
    """What each step of a text is worth: a character, and the pair it begins. Common pairs are learned."""

    def __init__(self, single: Mapping[str, int], pairs: Mapping[str, int]) -> None:
        super().__init__({pair: worth + single.get(pair[0], 0) for pair, worth in pairs.items()})
        self._single = single

    def __missing__(self, pair: str) -> int:
        worth = self._single.get(pair[0], 0)
        if len(self) < MOST_STEPS:
            self[pair] = worth
        return worth


@dataclass(frozen=True)
class FirstLook:
    """What characters (``single``) and pairs of them are worth, in hundredths; from ``least`` on a post is
    read in full.
    """

    single: Mapping[str, int]
    pairs: Mapping[str, int]
    least: int

    @cached_property
    def steps(self) -> Steps:
        """The worths of single characters and of pairs in one table."""
        return Steps(self.single, self.pairs)

    def worth(self, shown: str) -> int:
        """What the weightiest stretch of a coarse text is worth."""
        steps = map(self.steps.__getitem__, map(add, shown, shown[1:]))
        if len(shown) <= STRETCH + 1:
            return sum(steps)
        sums: list[int] = list(accumulate(steps, initial=0))
        stretches: Iterable[int] = map(sub, sums[STRETCH:], sums)
        return max(stretches)


@lru_cache(maxsize=1)
def load_first_look() -> FirstLook:
    """The shipped worths."""
    shape = json.loads(PATH.read_text("utf-8"))
    runs: dict[str, int] = shape["runs"]
    single = {run: worth for run, worth in runs.items() if len(run) == 1}
    return FirstLook(single, {run: worth for run, worth in runs.items() if len(run) == 2}, shape["least"])


@from_lexicon
def telling_words() -> ahocorasick_rs.AhoCorasick:
    """A search in coarse texts: names of goods, persons with a word for lists, the house's own words."""
    lists = word_lists()
    named = {word for name in GOODS for word in lists.get(name, ()) if len(word) > 1}
    persons = (word for name in PERSONS for word in lists.get(name, ()) if len(word) > 1)
    listed = {person + noun for person, noun in product(persons, lists["trade.listnoun"])}
    own = {entry.word for entry in (*house_entries(), *tried_entries())}
    words = {word.translate(_COARSE) for word in named | listed | own}
    return ahocorasick_rs.AhoCorasick(sorted(words - {""}))


def is_suspicious(shown: str) -> bool:
    """Whether a post of that coarse text is read in full; all others are ``other``."""
    look = load_first_look()
    if UNSEEN in shown or look.worth(shown) >= look.least:
        return True
    return bool(telling_words().find_matches_as_indexes(shown))


def may_name_contact(shown: str) -> bool:
    """Whether a post of that coarse text could say where its author is reached."""
    return HANDLE.search(shown) is not None
