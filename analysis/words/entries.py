"""Lexicon files: one per topic, its words in groups, every word with what it means and where it is seen.

::

    groups:
      goods:
        means: customers and accounts of banks
        words:
          - {word: 银行客户, means: customers of a bank, source: S1, example: dev-0203}

``source`` is a mark of the list in ``docs/judgement.md``; a word without one is working knowledge.
``example`` is the id of a labelled post that holds the word. A word of the house names its ``author`` and
``date`` and needs no example.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Never

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from analysis.readings.folding import fold
from records.complaint import Complaint

WORKING_KNOWLEDGE = "working knowledge"
#: Keys that a word of the shipped lexicon needs, those that a word of the house needs, and all there are.
SHIPPED = ("word", "means", "example")
HOUSE = ("word", "means", "author", "date")
KEYS = (*SHIPPED, "source", "author", "date")


@dataclass(frozen=True, slots=True)
class Entry:
    """A folded lexicon word: ``topic`` is its file (``bank``, ``trade``…), ``group`` its heading there."""

    word: str
    topic: str
    group: str
    meaning: str
    source: str = WORKING_KNOWLEDGE
    example: str | None = None
    author: str | None = None
    date: str | None = None


class LexiconError(Complaint):
    """A lexicon file does not have the expected shape; the message names file, line, word and key."""


def read_entries(path: Path, required: tuple[str, ...] = SHIPPED) -> list[Entry]:
    """The entries of one file, in its order; ``required`` are the keys each word needs (SHIPPED or HOUSE).

    Raises:
        LexiconError: the file is no YAML, or a group or a word does not have the expected shape.
    """
    groups = _groups_of(path)
    return [
        entry for name, group in groups.items() for entry in _entries_of(path, str(name), group, required)
    ]


def _groups_of(path: Path) -> Mapping[str, Any]:
    try:
        shape = YAML(typ="safe").load(path)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = f" line {mark.line + 1}:" if mark else ""
        raise LexiconError(f"{path.name}:{line} {error.problem}") from error
    if not isinstance(shape, dict) or list(shape) != ["groups"] or not isinstance(shape["groups"], dict):
        raise LexiconError(f"{path.name}: line 1: expected the one key 'groups' with the groups of words")
    return shape["groups"]


def _entries_of(path: Path, name: str, group: Any, required: tuple[str, ...]) -> Iterator[Entry]:
    if not isinstance(group, dict) or not isinstance(group.get("words"), list) or "means" not in group:
        _complain(path, name, None, f"group {name}: expected 'means' and a list of 'words'")
    seen: set[str] = set()
    for number, row in enumerate(group["words"]):
        if fault := _fault(row, required):
            _complain(path, name, number, fault)
        entry = _entry(path.stem, name, row)
        if entry.word in seen:
            _complain(path, name, number, f"word {entry.word}: stands twice in group {name}")
        seen.add(entry.word)
        yield entry


def _fault(row: Any, required: tuple[str, ...]) -> str | None:
    """What is wrong with a word, in words; None for nothing."""
    if not isinstance(row, dict) or not row.get("word"):
        return f"expected {{word: …, means: …}}, got {row!r}"
    word = row["word"]
    if missing := [key for key in required if not row.get(key)]:
        return f"word {word}: key {missing[0]} is missing"
    if unknown := [key for key in row if key not in KEYS]:
        return f"word {word}: key {unknown[0]} is not known; known are {', '.join(KEYS)}"
    wrong = [key for key, value in row.items() if key != "date" and not isinstance(value, str)]
    return f"word {word}: key {wrong[0]}: expected text, put it in quotes" if wrong else None


def _entry(topic: str, group: str, row: Mapping[str, Any]) -> Entry:
    return Entry(
        word=fold(row["word"]).text,
        topic=topic,
        group=group,
        meaning=row["means"],
        source=row.get("source", WORKING_KNOWLEDGE),
        example=row.get("example"),
        author=row.get("author"),
        date=str(row["date"]) if "date" in row else None,
    )


def _complain(path: Path, group: str, number: int | None, fault: str) -> Never:
    """Raise what is wrong with the group, or with its word of that number, naming the line."""
    node = _below(_below(YAML(typ="safe").compose(path), "groups"), group)
    words = _below(node, "words")
    if number is not None and isinstance(words, SequenceNode):
        node = words.value[number]
    raise LexiconError(f"{path.name}: line {node.start_mark.line + 1}: {fault}")


def _below(node: Node, key: str) -> Node:
    """What stands under ``key``; the node itself where nothing does."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), node)
