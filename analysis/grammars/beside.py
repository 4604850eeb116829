"""Words right before a number that say what it is, read backwards from it: no pattern has to run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

#: What may stand between a number and the word that says what it is.
FILLERS = frozenset(" :\t约按才就也仅的是")
#: No words.
NOTHING: Mapping[str, str] = {}


@dataclass(slots=True)
class Node:
    """A place in the tree of words read backwards: the ``groups`` of the word that begins here, each with the
    length from which on fillers may stand behind it, and the characters that may stand ``before``.
    """

    groups: list[tuple[str, int]] = field(default_factory=list)
    before: "dict[str, Node]" = field(default_factory=dict)


def words_before(text: str, place: int) -> Mapping[str, str]:
    """The longest word of each group of ``beside.yml`` that ends at ``place`` or before its fillers."""
    found = _ending(text, place, 0)
    if text[place - 1 : place] in FILLERS:
        stop = _skip_back(text, place)
        return {**_ending(text, stop, place - stop), **found}
    return found


def _ending(text: str, stop: int, fillers: int) -> Mapping[str, str]:
    """The longest word of each group that ends at ``stop``, so many ``fillers`` before the number."""
    found: dict[str, str] = {}
    node, place = _tree(), stop
    while place and (longer := node.before.get(text[place - 1])):
        node, place = longer, place - 1
        for group, apart in node.groups:
            if not fillers or stop - place >= apart:
                found[group] = text[place:stop]
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
def _tree() -> Node:
    """All words, from their last characters to their first."""
    root = Node()
    for name, group in _groups().items():
        for word in group["words"]:
            node = root
            for sign in reversed(str(word)):
                node = node.before.setdefault(sign, Node())
            node.groups.append((name, group["apart"]))
    return root


def load_words(group: str) -> tuple[str, ...]:
    """The words of a group of ``beside.yml``."""
    return tuple(map(str, _groups()[group]["words"]))
