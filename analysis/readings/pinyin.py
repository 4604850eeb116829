"""Words in pinyin, whole or in part: yinhang, yin hang, 银hang, chuyinhangkehuziliao."""

import re
from collections.abc import Iterator

from analysis.readings.edits import Edit, edited
from analysis.readings.folding import Folded, Span, places
from analysis.readings.searcher import Searcher
from analysis.readings.sounds import sound, syllables_in, voices

RUN = re.compile(r"[a-z](?<![a-z0-9_@./\-].)[a-z]{1,59}(?![a-z0-9_@./\-])")
GAP = re.compile(r"(?<=[a-z])[ '](?=[a-z])")
#: A run of so many syllables is a sentence, in which words are looked for; a shorter one is a word or none.
SENTENCE = 4


def _runs(text: str) -> Iterator[list[Edit]]:
    """The syllables of each run of pinyin, each to be read as its code."""
    for run in RUN.finditer(text):
        if found := syllables_in(run.group()):
            yield [Edit(run.start() + start, run.start() + end, code, "pinyin") for start, end, code in found]


def find_pinyin(text: str, sounds: Searcher) -> Iterator[Edit]:
    """Words of the lexicon of which at least one character is written in pinyin."""
    runs = list(_runs(text))
    if not runs:
        return
    gaps = [Edit(*gap.span(), "", "noise") for gap in GAP.finditer(text)]
    spoken = [syllable for run in runs for syllable in run]
    heard = edited(Folded(text, places(0, len(text))), sorted([*spoken, *gaps]))
    starts = {one.start for run in runs for one in (run if len(run) >= SENTENCE else run[:1])}
    ends = {one.end for run in runs for one in (run if len(run) >= SENTENCE else run[-1:])}
    shown = {(one.start, one.end) for one in spoken}
    for start, end, number in sounds.everywhere(sound(heard.text)):
        first, last = heard.span(start, end)
        opens = first in starts or not text[first].isascii()
        closes = last in ends or not text[last - 1].isascii()
        word = sounds.meanings[number][0]
        written = [(heard.origins[place], one) for place, one in zip(range(start, end), word, strict=True)]
        if opens and closes and _spells(text, [pair for pair in written if pair[0] in shown]):
            yield Edit(first, last, word, "pinyin")


def _spells(text: str, written: list[tuple[Span, str]]) -> bool:
    """Whether every syllable is the very one of its character: what is spelled out is not near in sound."""
    return bool(written) and all(text[start:end] in voices().get(one, ()) for (start, end), one in written)
