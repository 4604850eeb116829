"""The second reading: disguises undone, so that 亻言用卡, 开.房.记.录, 银航 and dian话 read as what is meant.

It is kept beside the first reading (``analysis.readings.folding``), knows the original characters as well and
tells which disguises were undone. Tables are data (``disguise/``); what is a word comes from the lexicon.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from analysis.readings.edits import Edit, compatible, edited
from analysis.readings.folding import Folded, Undone
from analysis.readings.gaps import close_gaps
from analysis.readings.likeness import STANDING, likenesses
from analysis.readings.numerals import plain_numerals
from analysis.readings.pinyin import find_pinyin
from analysis.readings.searcher import Searcher
from analysis.readings.shapes import lookalikes
from analysis.readings.sounds import spellings as sounds_of
from analysis.readings.spellings import spellings, trade_words
from analysis.readings.tables import letters, martian, not_sounds, pictures, splits, together
from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import load_entries

INITIALS = re.compile(r"[a-z](?<![a-z0-9_@.\-/].)[a-z](?![a-z0-9_@.\-])")
COMPANY = 2
#: Characters that few texts hold, as one range: a class that names some of them one by one is slow.
RARE = "\U00010000-\U0010ffff"
PICTURE_HINT = re.compile("[\U0001f000-\U0001ffff]")


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
    known = frozenset(entry.word for entry in load_entries()) | not_sounds()
    return Disguises(
        known=known,
        joined=frozenset((*words, *spelled)),
        odd=re.compile(f"[{''.join(map(re.escape, filter(_is_basic, characters)))}{RARE}]"),
        characters={ord(odd): meant for odd, meant in characters.items()},
        parts=Searcher.of({parts: (whole, "split") for parts, whole in splits().items()}, longest=True),
        spelled=Searcher.of(spelled, longest=True),
        sounds=Searcher.of({code: (word, "homophone") for word in words[::-1] for code in sounds_of(word)}),
        shapes=Searcher.of(
            {
                written: (word, "lookalike")
                for written, word in lookalikes(words, STANDING)
                if written not in known
            }
        ),
        pictures=re.compile(f"[{''.join(map(re.escape, pictures()))}]"),
    )


def _is_basic(character: str) -> bool:
    return character < RARE[0]


def _exchanged(folded: Folded, disguises: Disguises) -> Folded:
    """Martian script and letters of other alphabets, character by character."""
    if not disguises.odd.search(folded.text):
        return folded
    table = disguises.characters
    odd = (one.start() for one in disguises.odd.finditer(folded.text) if ord(one.group()) in table)
    undone = [Undone("martian", *folded.origins[place]) for place in odd]
    text = folded.text.translate(table)
    return Folded(text, folded.origins, folded.invisible, (*folded.undone, *undone)) if undone else folded


def _words(text: str, disguises: Disguises) -> list[Edit]:
    """Disguised words, of overlapping ones those of the surer rule and the longer."""
    found = disguises.spelled.apart(text)
    heard = likenesses(text, disguises.shapes, disguises.sounds, disguises.known)
    heard += find_pinyin(text, disguises.sounds)
    if heard:
        return compatible([*found, *sorted(heard, key=lambda edit: (edit.start - edit.end, edit.start))])
    return found


def _initials(text: str, known: Container[str]) -> list[Edit]:
    """Initials of two letters, where at least two different ones stand together: xm+sj+dz."""
    words = together()
    if len(words.keys() & INITIALS.findall(text)) < COMPANY:
        return []
    found = (one for one in INITIALS.finditer(text) if one.group() in words)
    return [Edit(*one.span(), words[one.group()], "initials") for one in found if one.group() not in known]


def _shown(text: str, disguises: Disguises) -> list[Edit]:
    if not PICTURE_HINT.search(text):
        return []
    pictured = pictures()
    return [Edit(*one.span(), pictured[one.group()], "picture") for one in disguises.pictures.finditer(text)]


def unmask(folded: Folded) -> Folded:
    """The second reading of ``folded``; the same object where nothing was disguised."""
    disguises = _disguises()
    plain = _closed(_exchanged(folded, disguises), disguises)
    plain = edited(plain, _words(plain.text, disguises))
    plain = edited(plain, plain_numerals(plain.text))
    plain = edited(plain, _initials(plain.text, disguises.known))
    return edited(plain, _shown(plain.text, disguises))


def _closed(apart: Folded, disguises: Disguises) -> Folded:
    """Parts joined and gaps closed; then parts once more, as they have gaps as well."""
    joined = edited(apart, disguises.parts.apart(apart.text))
    closed = edited(joined, close_gaps(joined.text, disguises.joined))
    return closed if closed is apart else edited(closed, disguises.parts.apart(closed.text))
