"""Pieces of writing put together as a text: side by side a blank, below a new line, or nothing at all.

A post in a picture is broken where the picture ends, not where a sentence does: a line that reaches the right
edge goes on in the next one.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from analysis.images.seen import Placed, Seen, place
from records.picture import PictureLine

#: Two pieces whose middles are closer than this share of their height stand in one row.
SAME_ROW = 0.5
#: A row goes on below if less than this many characters would have fitted behind it.
ROOM = 2.0


def lay_out(pieces: Sequence[Seen]) -> tuple[str, tuple[PictureLine, ...]]:
    """The text of all ``pieces`` and, in its order, what stands where; what codes say comes last."""
    text, lines = "", list[PictureLine]()
    for gap, piece in _spaced(pieces):
        start = len(text + gap) if text else 0
        text = text + gap + piece.text if text else piece.text
        sureness = round(piece.sureness, 3)
        lines.append(
            PictureLine(start=start, end=len(text), box=piece.box, sureness=sureness, code=piece.code)
        )
    return text, tuple(lines)


def _spaced(pieces: Sequence[Seen]) -> Iterator[tuple[str, Seen]]:
    """Every piece with what stands between it and the one before."""
    rows = _rows([one for one in pieces if not one.code])
    edge = max((row[-1].right for row in rows), default=0.0)
    for before, row in pairwise([[], *rows]):
        for number, placed in enumerate(row):
            yield " " if number else _break(before, placed, edge), placed.piece
    for code in (one for one in pieces if one.code):
        yield "\n", code


def _rows(pieces: Sequence[Seen]) -> list[list[Placed]]:
    """The pieces in rows from top to bottom, each from left to right."""
    slope = median(one.slope for one in pieces) if pieces else 0.0
    rows = list[list[Placed]]()
    for placed in sorted((place(one, slope) for one in pieces), key=lambda one: one.level):
        if not rows or placed.level - rows[-1][0].level > SAME_ROW * placed.piece.height:
            rows.append([])
        rows[-1].append(placed)
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _break(before: list[Placed], placed: Placed, edge: float) -> str:
    """What stands between a row and the piece that begins the next one."""
    if len(before) != 1 or edge - before[0].right > ROOM * before[0].piece.height:
        return "\n"
    return " " if before[0].piece.text[-1].isascii() and placed.piece.text[0].isascii() else ""
