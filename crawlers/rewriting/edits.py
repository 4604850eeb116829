"""Changes of a text, and how a change of what is meant becomes a change of what is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``[start, end)`` of a text becomes ``text``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Decoded:
    """What a stretch of text means; ``origins[i]`` is where character ``i`` of it is written.

    A character that is not written at all (the line break of a ``<br>``) has an empty origin.
    """

    text: str
    origins: tuple[Span, ...]


def plain(text: str, start: int, end: int) -> Decoded:
    """``text[start:end]``, which means what it says."""
    return Decoded(text[start:end], tuple((place, place + 1) for place in range(start, end)))


def joined(pieces: Iterable[Decoded]) -> Decoded:
    """One meaning after the other."""
    parts = tuple(pieces)
    return Decoded(
        "".join(part.text for part in parts), tuple(origin for part in parts for origin in part.origins)
    )


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits`` made; of two that overlap the first counts."""
    pieces, place = [], 0
    for edit in sorted(edits):
        if edit.start >= place:
            pieces += [text[place : edit.start], edit.text]
            place = edit.end
    return "".join([*pieces, text[place:]])


def outward(decoded: Decoded, edits: Iterable[Edit], encode: Callable[[str], str]) -> list[Edit]:
    """``edits`` of what is meant as edits of what is written.

    Character stands for character, so that a word that goes on behind a tag is written around the tag; what
    the new text has more stands behind the last one.
    """
    return [made for edit in edits for made in _spread(decoded, edit, encode)]


def _spread(decoded: Decoded, edit: Edit, encode: Callable[[str], str]) -> Iterator[Edit]:
    """One edit per stretch that is written without a break; none where nothing is to be replaced."""
    if edit.start == edit.end:
        return
    last = edit.end - edit.start - 1
    letters = [edit.text[place : place + 1] for place in range(last)] + [edit.text[last:]]
    run: list[str] = []
    start = end = -1
    for (first, after), letter in zip(decoded.origins[edit.start : edit.end], letters, strict=True):
        if first == after:
            continue
        if first != end and run:
            yield Edit(start, end, encode("".join(run)))
            run = []
        start, end = first if not run else start, after
        run.append(letter)
    if run:
        yield Edit(start, end, encode("".join(run)))
