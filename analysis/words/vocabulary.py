"""The lexicon in memory: every word with what it stands for, found in one pass over a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import daachorse

from analysis.words.entries import HOUSE, Entry, LexiconError, read_entries
from analysis.words.overlay import from_lexicon, house_files, tried_entries
from analysis.words.plain_lines import read_plain_lines
from records.assessment import CATEGORIES

FOLDER = Path(__file__).parent / "lexicon"
DICTIONARY_WORD = re.compile("[\u4e00-\u9fff]{2,6}")


class Match(NamedTuple):
    """A lexicon word found at ``[start, end)`` of the reading that was searched."""

    entry: Entry
    start: int
    end: int


@lru_cache(maxsize=1)
def shipped_entries() -> tuple[Entry, ...]:
    """Every entry that comes with the product, files in the order of their names.

    Raises:
        LexiconError: a file does not have the expected shape.
    """
    return tuple(entry for path in sorted(FOLDER.glob("*.yml")) for entry in _shipped_file(path))


def _shipped_file(path: Path) -> list[Entry]:
    entries = read_plain_lines(path.read_text("utf-8"), path.stem)
    return read_entries(path) if entries is None else entries


@from_lexicon
def house_entries() -> tuple[Entry, ...]:
    """The house's own words, as they stand under its home.

    Raises:
        LexiconError: a file does not have the expected shape.
    """
    try:
        return tuple(entry for path in house_files() for entry in read_entries(path, HOUSE))
    except LexiconError as error:  # the product has files of the same names
        raise LexiconError(f"{house_files()[0].parent}: {error}") from error


@from_lexicon
def load_entries() -> tuple[Entry, ...]:
    """Every entry that counts: the shipped ones, and the house's own that no shipped one says already.

    A word in a group that the product has no longer says nothing and is left out.
    """
    shipped = shipped_entries()
    places = {(one.topic, one.group) for one in shipped}
    known = {(one.topic, one.group, one.word) for one in shipped}
    own = (*house_entries(), *tried_entries())
    return shipped + tuple(
        one
        for one in own
        if (one.topic, one.group) in places and (one.topic, one.group, one.word) not in known
    )


def dictionary_words(entries: Iterable[Entry]) -> tuple[str, ...]:
    """The words among ``entries`` that a tokenizer should know, sorted: names of goods, and phrases of trade
    that are words.

    Of two to six Han characters: ASCII runs are cut by rule, longer phrases are no words.
    """
    wanted = {
        entry.word
        for entry in entries
        if entry.topic in CATEGORIES or (entry.topic == "trade" and entry.group in ("settle", "test"))
    }
    return tuple(sorted(filter(DICTIONARY_WORD.fullmatch, wanted)))


@from_lexicon
def word_lists() -> dict[str, tuple[str, ...]]:
    """The lexicon's words by topic (``bank``) and by topic and group (``bank.goods``), as ordered there."""
    lists: dict[str, dict[str, None]] = {}
    for entry in load_entries():
        for name in (entry.topic, f"{entry.topic}.{entry.group}"):
            lists.setdefault(name, {})[entry.word] = None
    return {name: tuple(words) for name, words in sorted(lists.items())}


@dataclass(frozen=True, slots=True)
class Searcher:
    """A search for words; of word ``i`` the entries, and whether it begins or ends with a letter of ASCII."""

    search: daachorse.CharwiseDoubleArrayAhoCorasick
    entries: tuple[tuple[Entry, ...], ...]
    lettered: tuple[bool, ...]


#: Topics that are looked for by others, each in its own way.
APART = ("contact", "pinyin", "hints", "general")


def _search_for(entries: Iterable[Entry]) -> Searcher:
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        grouped.setdefault(entry.word, []).append(entry)
    lettered = (any(one.isascii() and one.isalpha() for one in (word[0], word[-1])) for word in grouped)
    return Searcher(
        daachorse.CharwiseDoubleArrayAhoCorasick(list(grouped)),
        tuple(tuple(same) for same in grouped.values()),
        tuple(lettered),
    )


@from_lexicon
def _words() -> Searcher:
    return _search_for(entry for entry in load_entries() if entry.topic not in APART)


@from_lexicon
def _hints() -> Searcher:
    return _search_for(entry for entry in load_entries() if entry.topic == "hints")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether an ASCII word is no piece of a longer ASCII word (``gm料`` yes, ``gmail`` no)."""
    before = (
        start > 0
        and text[start].isascii()
        and text[start].isalpha()
        and text[start - 1].isascii()
        and text[start - 1].isalnum()
    )
    last = text[end - 1]
    after = (
        end < len(text) and last.isascii() and last.isalpha() and text[end].isascii() and text[end].isalpha()
    )
    return not before and not after


def _matches(text: str, searcher: Searcher) -> list[Match]:
    entries, lettered = searcher.entries, searcher.lettered
    return [
        Match(entry, start, end)
        for start, end, number in sorted(searcher.search.find_overlapping(text))
        if not lettered[number] or _stands_alone(text, start, end)
        for entry in entries[number]
    ]


def find_words(text: str) -> list[Match]:
    """Every lexicon word in folded ``text``, overlaps included, in order of start."""
    return _matches(text, _words())


def find_hints(text: str) -> list[Match]:
    """Words in folded ``text`` that point at a category where it is a listing, and tell little elsewhere."""
    return _matches(text, _hints())
