"""Words right before a number that say what it is, found by their lengths: no pattern has to run."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

#: What may stand between a number and the word that says what it is.
FILLERS = frozenset(" :\t约按才就也仅的是")


@dataclass(frozen=True, slots=True)
class Beside:
    """Words of at most ``longest`` characters; fillers may part those of ``apart`` or more from it."""

    words: frozenset[str]
    longest: int
    apart: int

    def before(self, text: str, place: int) -> str:
        """The longest word that ends at ``place``, fillers left out; empty where none does."""
        return self._ending(text, place, 1) or self._ending(text, _skip_back(text, place), self.apart)

    def _ending(self, text: str, end: int, least: int) -> str:
        for size in range(min(self.longest, end), least - 1, -1):
            if (word := text[end - size : end]) in self.words:
                return word
        return ""


def _skip_back(text: str, place: int) -> int:
    """``place`` without the at most three fillers before it."""
    for _ in range(3):
        if place and text[place - 1] in FILLERS:
            place -= 1
    return place


@lru_cache(maxsize=1)
def _groups() -> dict[str, Beside]:
    shape = YAML(typ="safe").load(Path(__file__).with_name("beside.yml"))
    return {
        name: _beside(map(str, group["words"]), group["apart"]) for name, group in shape["groups"].items()
    }


def _beside(words: Iterable[str], apart: int) -> Beside:
    found = frozenset(words)
    return Beside(found, max(map(len, found)), apart)


def load_words(group: str) -> Beside:
    """The words of a group of ``beside.yml``."""
    return _groups()[group]
