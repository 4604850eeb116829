"""Words right before a number that say what it is, found by their lengths: no pattern has to run."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

#: What may stand between a number and the word that says what it is.
FILLERS = frozenset(" :\t约按才就也仅的是")
#: No words.
NOTHING: Mapping[str, str] = {}


def words_before(text: str, place: int) -> Mapping[str, str]:
    """The longest word of each group of ``beside.yml`` that ends at ``place`` or before its fillers."""
    sizes, groups = _words()
    last = text[place - 1 : place]
    filled = last in FILLERS
    if not filled and last not in sizes:
        return NOTHING
    found: dict[str, str] = {}
    for stop in (place, _skip_back(text, place)) if filled else (place,):
        for size in sizes.get(text[stop - 1 : stop], ()):
            word = text[max(0, stop - size) : stop]
            for group, apart in groups.get(word, ()):
                if group not in found and (stop == place or size >= apart):
                    found[group] = word
    return found


def _skip_back(text: str, place: int) -> int:
    """``place`` without the at most three fillers before it."""
    for _ in range(3):
        if place and text[place - 1] in FILLERS:
            place -= 1
    return place


@lru_cache(maxsize=1)
def _groups() -> dict[str, Any]:
    groups: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("beside.yml"))["groups"]
    return groups


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, list[int]], dict[str, list[tuple[str, int]]]]:
    """For each last character the lengths of its words, the longest first; for each word its groups."""
    words: dict[str, list[tuple[str, int]]] = {}
    for name, group in _groups().items():
        for word in group["words"]:
            words.setdefault(str(word), []).append((name, group["apart"]))
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[-1], set()).add(len(word))
    return {last: sorted(lengths, reverse=True) for last, lengths in sizes.items()}, words


def load_words(group: str) -> tuple[str, ...]:
    """The words of a group of ``beside.yml``."""
    return tuple(map(str, _groups()[group]["words"]))
