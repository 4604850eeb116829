"""Edits of a reading: what is written, what is read instead, and which kind of disguise that was."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.readings.folding import Folded, Span, Undone


class Edit(NamedTuple):
    """``[start, end)`` of a reading is read as ``text``."""

    start: int
    end: int
    text: str
    family: str


def compatible(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, of overlapping ones the first named."""
    named = list(edits)
    ordered = sorted(named)
    if all(one.end <= other.start for one, other in pairwise(ordered)):
        return ordered
    kept: list[Edit] = []
    taken: set[int] = set()
    for edit in named:
        if taken.isdisjoint(range(edit.start, edit.end)):
            taken.update(range(edit.start, edit.end))
            kept.append(edit)
    return sorted(kept)


def edited(folded: Folded, edits: Sequence[Edit]) -> Folded:
    """``folded`` with the edits made, which are in order and do not overlap; itself where there are none.

    A character of a replacement as long as what it replaces stems from the one it stands for, else from all.
    """
    if not edits:
        return folded
    before, spans = folded.text, folded.origins
    texts: list[str] = []
    origins: list[Span] = []
    undone = list(folded.undone)
    place = 0
    for start, end, text, family in edits:
        texts += (before[place:start], text)
        origins += spans[place:start]
        whole = (spans[start][0], spans[end - 1][1])
        origins += spans[start:end] if len(text) == end - start else [whole] * len(text)
        undone.append(Undone(family, *whole))
        place = end
    texts.append(before[place:])
    origins += spans[place:]
    return Folded("".join(texts), tuple(origins), folded.invisible, tuple(undone))
