"""Edits of a reading: what is written, what is read instead, and which kind of disguise that was."""

from collections.abc import Iterable, Sequence
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
    kept: list[Edit] = []
    taken: set[int] = set()
    for edit in edits:
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
    texts: list[str] = []
    origins: list[Span] = []
    place = 0
    for start, end, text, _ in edits:
        texts += (folded.text[place:start], text)
        origins += folded.origins[place:start]
        even = len(text) == end - start
        origins += folded.origins[start:end] if even else [folded.span(start, end)] * len(text)
        place = end
    texts.append(folded.text[place:])
    origins += folded.origins[place:]
    undone = (Undone(edit.family, *folded.span(edit.start, edit.end)) for edit in edits)
    return Folded("".join(texts), tuple(origins), folded.invisible, (*folded.undone, *undone))
