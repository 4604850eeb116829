"""What sounds or looks alike, for searches that ask for it: 薇信 is 微信 then, and dian话 is 电话."""

import re
from collections.abc import Iterator
from itertools import chain, islice, pairwise
from operator import add

from analysis.readings.folding import Folded
from analysis.readings.sounds import sound, spellings, syllables_in
from analysis.readings.tables import groups
from records.term import Term

#: Han characters and letters that stand together, and the parts of such a run.
RUN = re.compile(r"[a-z\u3400-\u9fff\U00020000-\U0003134f]{2,}")
LETTERS = re.compile("[a-z]")
PART = re.compile(r"[a-z]+|[^a-z]+")
HAN_ONLY = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
#: Longer texts are no words to be asked for.
LONGEST_ASKED = 8
MOST_WAYS = 64

Sound = tuple[int, int, str]


def alike_bigrams(folded: Folded) -> tuple[Term, ...]:
    """The sounds of two characters side by side, pinyin in letters as the characters it stands for."""
    heard, origins = sound(folded.text), folded.origins
    found: list[Term] = []
    for run in RUN.finditer(folded.text):
        start, end = run.span()
        if LETTERS.search(folded.text, start, end):
            found += _spelled(folded, start, end)
        else:
            found += [
                Term(heard[place : place + 2], origins[place][0], origins[place + 1][1])
                for place in range(start, end - 1)
            ]
    return tuple(found)


def alike_runs(text: str) -> Iterator[tuple[str, ...]]:
    """The texts of :func:`alike_bigrams` of a folded text, by the runs they come from."""
    heard = sound(text)
    for run in RUN.finditer(text):
        start, end = run.span()
        if LETTERS.search(text, start, end):
            rows = ([code for _, _, code in row] for row in _rows(run.group()))
            yield from (tuple(map(add, row, row[1:])) for row in rows if len(row) > 1)
        else:
            yield tuple(map(add, heard[start:end], heard[start + 1 : end]))


def _spelled(folded: Folded, start: int, end: int) -> Iterator[Term]:
    """The bigrams of a run with letters in it; letters that are no pinyin part one row from the next."""
    for row in _rows(folded.text[start:end]):
        for (first, _, one), (_, last, other) in pairwise(row):
            yield Term(one + other, *folded.span(start + first, start + last))


def _rows(run: str) -> Iterator[list[Sound]]:
    row: list[Sound] = []
    for part in PART.finditer(run):
        start, shown = part.start(), part.group()
        if not shown.isascii():
            row += [(start + at, start + at + 1, code) for at, code in enumerate(sound(shown))]
        elif syllables := syllables_in(shown):
            row += [(start + first, start + last, code) for first, last, code in syllables]
        else:
            yield row
            row = []
    yield row


def ways(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of :func:`alike_bigrams` that may stand for ``text``: each way its characters are read,
    and each character in the sound of one that looks like it. None where it is not two to eight Han ones.
    """
    if not (1 < len(text) <= LONGEST_ASKED and HAN_ONLY.fullmatch(text)):
        return ()
    heard = chain(spellings(text), map(sound, _exchanged(text)))
    rows = (tuple(one + other for one, other in pairwise(codes)) for codes in heard)
    return tuple(islice(dict.fromkeys(rows), MOST_WAYS))


def _exchanged(text: str) -> Iterator[str]:
    """``text`` with one character exchanged for each that looks like it."""
    for place, character in enumerate(text):
        for group in groups():
            if character in group:
                yield from (text[:place] + other + text[place + 1 :] for other in sorted(group - {character}))
