"""Pieces of writing put together as a text: side by side a blank, below a new line, or nothing at all.

A post in a picture is broken where the picture ends, not where a sentence does: a line that reaches the right
edge goes on in the next one.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.images.seen import Seen
from records.picture import PictureLine

#: Two pieces whose middles are closer than this share of their height stand in one row.
SAME_ROW = 0.5
#: A row goes on below if less than this many characters would have fitted behind it.
ROOM = 2.0


def lay_out(pieces: Sequence[Seen]) -> tuple[str, tuple[PictureLine, ...]]:
    """The text of all ``pieces`` and, in its order, what stands where."""
    rows = _rows([one for one in pieces if not one.code])
    codes = [[one] for one in pieces if one.code]
    text, lines = "", list[PictureLine]()
    for gap, piece in _spaced(rows, codes):
        text += gap if text else ""
        lines.append(
            PictureLine(
                start=len(text),
                end=len(text) + len(piece.text),
                box=piece.box,
                sureness=round(piece.sureness, 3),
                code=piece.code,
            )
        )
        text += piece.text
    return text, tuple(lines)


def _rows(pieces: Sequence[Seen]) -> list[list[Seen]]:
    """The pieces in rows from top to bottom, each from left to right, the slope of the lines undone."""
    slope = sorted(one.slope for one in pieces)[len(pieces) // 2] if pieces else 0.0
    rows = list[list[Seen]]()
    last = 0.0
    for piece in sorted(pieces, key=lambda one: _level(one, slope)):
        level = _level(piece, slope)
        if not rows or level - last > SAME_ROW * piece.height:
            rows.append([])
            last = level
        rows[-1].append(piece)
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _level(piece: Seen, slope: float) -> float:
    x, y = piece.middle
    return y - slope * x


def _spaced(rows: list[list[Seen]], codes: list[list[Seen]]) -> Iterator[tuple[str, Seen]]:
    """Every piece with what stands between it and the one before."""
    edge = max((row[-1].right for row in rows), default=0.0)
    for before, row in pairwise([[], *rows]):
        for number, piece in enumerate(row):
            yield " " if number else _break(before, piece, edge), piece
    for row in codes:
        yield "\n", row[0]


def _break(before: list[Seen], piece: Seen, edge: float) -> str:
    """What stands between a row and the ``piece`` that begins the next one."""
    if len(before) != 1 or edge - before[0].right > ROOM * before[0].height:
        return "\n"
    broken = before[0].text[-1].isascii() and piece.text[0].isascii()
    return " " if broken else ""
