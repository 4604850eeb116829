"""The second reading: disguises undone, so that 亻言用卡, 开.房.记.录, 银航 and dian话 read as what is meant.

It is kept beside the first reading (``analysis.readings.folding``), knows the original characters as well and
tells which disguises were undone. Tables are data (``disguise/``); what is a word comes from the lexicon.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import ahocorasick_rs

from analysis.readings.edits import Edit, compatible, edited
from analysis.readings.folding import Folded, places
from analysis.readings.gaps import close_gaps
from analysis.readings.shapes import look_alike, shape
from analysis.readings.sounds import code_of, sound
from analysis.readings.sounds import spellings as sounds_of
from analysis.readings.spellings import EVERYDAY, spellings, trade_words
from analysis.readings.tables import letters, martian, not_sounds, pictures, splits
from analysis.words.overlay import from_lexicon
from analysis.words.tokenizer import load_tokenizer
from analysis.words.vocabulary import load_entries

PINYIN = re.compile(r"(?<![a-z0-9_@./\-])[a-z]{2,36}(?![a-z0-9_@./\-])")
BETWEEN_PINYIN = re.compile(r"(?<=[a-z])[ '](?=[a-z])")
PICTURE_HINT = re.compile("[\U0001f000-\U0001ffff]")


@dataclass(frozen=True, slots=True)
class Searcher:
    """A multi-pattern search; ``meanings[i]`` are the words pattern ``i`` may stand for, with the family."""

    search: ahocorasick_rs.AhoCorasick
    meanings: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, table: dict[str, tuple[str, str]], longest: bool = False) -> "Searcher":
        """Search for the keys of ``table``; only the leftmost longest of overlapping ones if asked for."""
        kind = ahocorasick_rs.MatchKind.LeftmostLongest if longest else ahocorasick_rs.MatchKind.Standard
        return cls(ahocorasick_rs.AhoCorasick(list(table), matchkind=kind), tuple(table.values()))


@dataclass(frozen=True, slots=True)
class Disguises:
    """Everything that is searched for, made once from the tables and the lexicon."""

    known: frozenset[str]
    joined: frozenset[str]
    odd: re.Pattern[str]
    characters: dict[int, str]
    parts: Searcher
    spelled: Searcher
    sounds: Searcher
    shapes: Searcher
    pictures: re.Pattern[str]


@from_lexicon
def _disguises() -> Disguises:
    words, spelled = trade_words(), spellings()
    characters = martian() | letters()
    return Disguises(
        known=frozenset(entry.word for entry in load_entries()) | not_sounds(),
        joined=frozenset((*words, *spelled)),
        odd=_any_of(characters),
        characters={ord(odd): meant for odd, meant in characters.items()},
        parts=Searcher.of({parts: (whole, "split") for parts, whole in splits().items()}, longest=True),
        spelled=Searcher.of(spelled, longest=True),
        sounds=Searcher.of({code: (word, "homophone") for word in words[::-1] for code in sounds_of(word)}),
        shapes=Searcher.of({shape(word): (word, "lookalike") for word in words[::-1]}),
        pictures=_any_of(pictures()),
    )


def _any_of(characters: dict[str, str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, characters))}]")


def _exchanged(folded: Folded, disguises: Disguises) -> Folded:
    """Martian script and letters of other alphabets, character by character."""
    if not disguises.odd.search(folded.text):
        return folded
    table = disguises.characters
    odd = disguises.odd.finditer(folded.text)
    return edited(folded, [Edit(*one.span(), table[ord(one.group())], "martian") for one in odd])


def _found(searcher: Searcher, text: str) -> list[Edit]:
    """What stands in ``text`` as it is searched for."""
    return [
        Edit(start, end, *searcher.meanings[number])
        for number, start, end in searcher.search.find_matches_as_indexes(text)
        if not _inside_word(text, start, end)
    ]


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether an ASCII disguise such as ``sfz`` is only a piece of a longer ASCII word, handle or host."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if text[start].isascii() and before.isascii() and (before.isalnum() or before in ("_", "@", "/")):
        return True
    if not text[end - 1].isascii() or not behind.isascii():
        return False
    return behind.isalnum() or behind in ("_", "@") or (behind == "." and text[end + 1 : end + 2].isalpha())


def _alike(text: str, form: str, searcher: Searcher, known: frozenset[str]) -> Iterator[Edit]:
    """Words whose ``form`` (sound or shape) stands in the text's form, written in another way."""
    for number, start, end in searcher.search.find_matches_as_indexes(form, overlapping=True):
        written = text[start:end]
        if written not in known:
            word, family = searcher.meanings[number]
            if _may_mean(written, word, family) and not _is_ordinary(text, start, end, word):
                yield Edit(start, end, word, family)


def _may_mean(written: str, word: str, family: str) -> bool:
    """Whether at least one character of the word is left as it is, and the others are alike themselves."""
    changed = [one for one, other in zip(written, word, strict=True) if one != other]
    if len(changed) == len(word) or not EVERYDAY.isdisjoint(changed):
        return False
    return family != "lookalike" or look_alike(written, word)


def _is_ordinary(text: str, start: int, end: int, word: str) -> bool:
    """Whether a character that would be exchanged belongs to a word of the dictionary, as it is written."""
    has_word = load_tokenizer().engine.has_word
    for first in range(max(0, start - 3), end):
        for last in range(max(first + 2, start + 1), min(first + 4, len(text)) + 1):
            inside = first >= start and last <= end
            if inside and text[first:last] == word[first - start : last - start]:
                continue
            if has_word(text[first:last]):
                return True
    return False


def _spoken(text: str, disguises: Disguises) -> Iterator[Edit]:
    """Words in pinyin, whole or in part: yinhang, 银hang, yin hang."""
    runs = [
        Edit(*run.span(), codes, "pinyin") for run in PINYIN.finditer(text) if (codes := code_of(run.group()))
    ]
    if not runs:
        return
    gaps = [Edit(*gap.span(), "", "noise") for gap in BETWEEN_PINYIN.finditer(text)]
    heard = edited(Folded(text, places(0, len(text))), sorted([*runs, *gaps]))
    form, origins = sound(heard.text), heard.origins
    for number, start, end in disguises.sounds.search.find_matches_as_indexes(form, overlapping=True):
        parted = (start and origins[start - 1] == origins[start]) or origins[end - 1] == (*origins, None)[end]
        first, last = heard.span(start, end)
        if not parted and any(one.isascii() for one in text[first:last]):
            yield Edit(first, last, disguises.sounds.meanings[number][0], "pinyin")


def _words(text: str, disguises: Disguises) -> list[Edit]:
    """Disguised words, of overlapping ones those of the surer rule and the longer."""
    found = _found(disguises.spelled, text)
    heard = [
        *_alike(text, shape(text), disguises.shapes, disguises.known),
        *_alike(text, sound(text), disguises.sounds, disguises.known),
        *_spoken(text, disguises),
    ]
    if heard:
        found += sorted(heard, key=lambda edit: (edit.start - edit.end, edit.start))
        return compatible(found)
    return found


def _shown(text: str, disguises: Disguises) -> list[Edit]:
    if not PICTURE_HINT.search(text):
        return []
    pictured = pictures()
    return [Edit(*one.span(), pictured[one.group()], "picture") for one in disguises.pictures.finditer(text)]


def unmask(folded: Folded) -> Folded:
    """The second reading of ``folded``; the same object where nothing was disguised."""
    disguises = _disguises()
    plain = _joined_parts(_exchanged(folded, disguises), disguises)
    if edits := close_gaps(plain.text, disguises.joined):
        plain = _joined_parts(edited(plain, edits), disguises)
    if edits := _words(plain.text, disguises):
        plain = edited(plain, edits)
    edits = _shown(plain.text, disguises)
    return edited(plain, edits) if edits else plain


def _joined_parts(folded: Folded, disguises: Disguises) -> Folded:
    """Characters for their parts; once before gaps are closed and once behind, as parts have gaps as well."""
    edits = _found(disguises.parts, folded.text)
    return edited(folded, edits) if edits else folded
