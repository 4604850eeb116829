"""Words written by other characters that sound or look like theirs, where those make no word themselves."""

from collections.abc import Container
from functools import lru_cache

from analysis.readings.edits import Edit
from analysis.readings.searcher import Searcher
from analysis.readings.sounds import sound
from analysis.readings.spellings import EVERYDAY

#: So many words with one character exchanged show that a text hides its words; then all may be exchanged.
SHOWN = 2
#: Words as long as this are too rare to be written by chance in other characters only.
LONG = 3
REACH = 3
#: Words of the dictionary that hardly anybody uses (电花: 3 of sixty million) do not count as ordinary.
RARE = 6
#: Numerals are never written for anything else: 满十单 is no 满试单.
NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟")
#: Characters that are written for no other one.
STANDING = EVERYDAY | NUMERALS | frozenset("只会查")


def likenesses(text: str, shapes: Searcher, sounds: Searcher, known: Container[str]) -> list[Edit]:
    """Words in ``text`` that are written with characters that look (``shapes``) or sound like theirs.

    ``known`` words are written as they are meant. Short words of which no character is left count only in
    texts that exchange single characters of others.
    """
    found = [Edit(start, end, *shapes.meanings[number]) for start, end, number in shapes.everywhere(text)]
    found += [
        Edit(start, end, *sounds.meanings[number])
        for start, end, number in sounds.everywhere(sound(text))
        if text[start:end] not in known and _may_mean(text[start:end], sounds.meanings[number][0])
    ]
    if not found:
        return found
    sure = [edit for edit in found if _keeps_one(text, edit) or len(edit.text) >= LONG]
    real = [edit for edit in sure if not _is_ordinary(text, edit)]
    if len(real) < SHOWN or len(sure) == len(found):
        return real
    return real + [edit for edit in found if edit not in sure and not _is_ordinary(text, edit)]


def _may_mean(written: str, meant: str) -> bool:
    """Whether what is exchanged may stand for something else."""
    return STANDING.isdisjoint([one for one, other in zip(written, meant, strict=True) if one != other])


def _keeps_one(text: str, edit: Edit) -> bool:
    return any(one == other for one, other in zip(text[edit.start : edit.end], edit.text, strict=True))


def _is_ordinary(text: str, edit: Edit) -> bool:
    first = max(0, edit.start - REACH)
    return _holds_word(text[first : edit.end + REACH], edit.start - first, edit.text)


@lru_cache(maxsize=4096)
def _holds_word(stretch: str, start: int, meant: str) -> bool:
    """Whether a character that would be exchanged belongs to a word of the dictionary, as it is written."""
    from analysis.words.tokenizer import load_tokenizer  # a tenth of a second, and many a process never asks

    engine = load_tokenizer().engine
    end = start + len(meant)
    for first in range(end):
        for last in range(max(first + 2, start + 1), min(first + 4, len(stretch)) + 1):
            inside = first >= start and last <= end
            piece = stretch[first:last]
            if inside and piece == meant[first - start : last - start]:
                continue
            if engine.has_word(piece) and engine.suggest_freq(piece) > RARE:
                return True
    return False
