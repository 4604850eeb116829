"""The house's own words as a patch to the shipped lexicon, to be handed on to who keeps the product."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from io import StringIO
from itertools import chain, groupby
from operator import attrgetter

from ruamel.yaml.comments import CommentedMap

from analysis.words.entries import Entry
from analysis.words.vocabulary import FOLDER
from operations.lexicon.house import row_of, writer

#: Where the lexicon's files lie in the product's source.
PLACE = "analysis/words/lexicon"


def write_patch(entries: Sequence[Entry]) -> str:
    """A unified diff (``git apply``, ``patch -p1``) that puts each word behind the others of its group. Above
    it stands, a word a line, by whom and when it was added to the house; nothing where there is no word.
    """
    ordered = sorted(entries, key=attrgetter("topic"))
    told = (f"{one.topic}.{one.group} {one.word}: {one.author}, {one.date}\n" for one in ordered)
    topics = groupby(ordered, attrgetter("topic"))
    return "".join((*told, *chain.from_iterable(_diff(topic, list(words)) for topic, words in topics)))


def _diff(topic: str, entries: list[Entry]) -> Iterator[str]:
    name = f"{PLACE}/{topic}.yml"
    old = (FOLDER / f"{topic}.yml").read_text("utf-8").splitlines(keepends=True)
    return unified_diff(old, _with_words(old, entries), f"a/{name}", f"b/{name}")


def _with_words(lines: list[str], entries: list[Entry]) -> list[str]:
    shape = writer().load("".join(lines))
    new = list(lines)
    for group, end in sorted(_ends(shape).items(), key=lambda pair: -pair[1]):
        new[end:end] = [_line(one) for one in entries if one.group == group]
    return new


def _ends(shape: CommentedMap) -> dict[str, int]:
    """The number of the line behind the last word of each group."""
    words = {str(name): group["words"] for name, group in shape["groups"].items()}
    return {name: rows.lc.item(len(rows) - 1)[0] + 1 for name, rows in words.items()}


def _line(entry: Entry) -> str:
    row = row_of(Entry(entry.word, entry.topic, entry.group, entry.meaning, entry.source, entry.example))
    text = StringIO()
    writer().dump([row], text)
    return f"      {text.getvalue().strip()}\n"
