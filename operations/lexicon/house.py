"""The files of the house's own words: one per topic, in the form of the shipped lexicon, each word signed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fcntl import LOCK_EX, flock
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from analysis.readings.folding import fold
from analysis.words.entries import WORKING_KNOWLEDGE, Entry
from analysis.words.overlay import read_again
from analysis.words.vocabulary import FOLDER, house_entries, shipped_entries
from records.complaint import Complaint


class WordRefused(Complaint):
    """A word cannot be added or removed; the message says why."""


def make_entry(word: str, topic: str, group: str, meaning: str, **more: str | None) -> Entry:
    """A word as rules see it; ``more`` are ``source``, ``example``, ``author`` and ``date``.

    Raises:
        WordRefused: the lexicon has no such topic or group, or nothing of the word is left when it is folded.
    """
    groups = {one.group for one in shipped_entries() if one.topic == topic}
    if not groups:
        topics = ", ".join(dict.fromkeys(one.topic for one in shipped_entries()))
        raise WordRefused(f"topic {topic!r} is not known; topics are {topics}")
    if group not in groups:
        raise WordRefused(f"topic {topic} has no group {group!r}; its groups are {', '.join(sorted(groups))}")
    folded = fold(word).text.strip()
    if not folded or "\n" in folded:
        raise WordRefused(f"{word!r} is no word")
    given = {key: value for key, value in more.items() if value}
    return Entry(folded, topic, group, meaning, **given)


def refuse_known(entry: Entry) -> None:
    """Raise WordRefused where the group has the word already."""
    for whose, entries in (("the lexicon", shipped_entries()), ("the house's own words", house_entries())):
        for one in entries:
            if (one.word, one.topic, one.group) == (entry.word, entry.topic, entry.group):
                raise WordRefused(f"{entry.word} stands in {entry.topic}.{entry.group} of {whose} already")


def add_entry(folder: Path, entry: Entry) -> None:
    """Write the word behind the others of its group in the house's file of its topic.

    Raises:
        WordRefused: it stands there since it was last looked for.
    """
    with _changing(folder / f"{entry.topic}.yml") as shape:
        groups = shape.setdefault("groups", CommentedMap())
        heading = CommentedMap(means=_meaning_of(entry), words=[])
        words = groups.setdefault(entry.group, heading)["words"]
        if any(fold(row["word"]).text == entry.word for row in words):
            raise WordRefused(f"{entry.word} has just been added by somebody else")
        words.append(row_of(entry))


def remove_entry(folder: Path, entry: Entry) -> None:
    """Take the word out of the house's file of its topic, and its group where that is empty then."""
    with _changing(folder / f"{entry.topic}.yml") as shape:
        words = shape["groups"][entry.group]["words"]
        places = [place for place, row in enumerate(words) if fold(row["word"]).text == entry.word]
        for place in reversed(places):
            del words[place]
        if not words:
            del shape["groups"][entry.group]


def row_of(entry: Entry) -> CommentedMap:
    """The word as a flow mapping on a line of its own; working knowledge is not said."""
    source = None if entry.source == WORKING_KNOWLEDGE else entry.source
    row = CommentedMap(word=entry.word, means=entry.meaning)
    day = date.fromisoformat(entry.date) if entry.date else None
    more = {"source": source, "example": entry.example, "author": entry.author, "date": day}
    row.update({key: value for key, value in more.items() if value})
    row.fa.set_flow_style()
    return row


def writer() -> YAML:
    """YAML in the form of the lexicon's files: comments are kept, a word stays on one line."""
    yaml = YAML()
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _meaning_of(entry: Entry) -> str:
    shipped = YAML(typ="safe").load(FOLDER / f"{entry.topic}.yml")
    return str(shipped["groups"][entry.group]["means"])


@contextmanager
def _changing(path: Path) -> Iterator[Any]:
    """The file's content, written back when the block ends; one process at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / ".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        shape = writer().load(path) if path.exists() else CommentedMap()
        yield shape
        if shape.get("groups"):
            text = StringIO()
            writer().dump(shape, text)
            coming = path.with_suffix(".coming")
            coming.write_text(text.getvalue(), "utf-8")
            coming.replace(path)
        else:
            path.unlink(missing_ok=True)
    read_again()
