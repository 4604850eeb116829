"""A piece of writing seen in a picture, before it is put into a text."""

from dataclasses import dataclass
from math import hypot

from records.picture import Box


@dataclass(frozen=True, slots=True)
class Seen:
    """``text`` in ``box``; ``sureness`` from 0 to 1, ``code`` as in PictureLine."""

    text: str
    box: Box
    sureness: float = 1.0
    code: str = ""

    @property
    def height(self) -> float:
        """How tall the writing is, in points."""
        (x, y), (below_x, below_y) = self.box[0], self.box[3]
        return max(1.0, hypot(below_x - x, below_y - y))

    @property
    def slope(self) -> float:
        """How far it falls per point to the right."""
        (x, y), (right_x, right_y) = self.box[0], self.box[1]
        return (right_y - y) / max(1.0, right_x - x)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, and where it stands once the ``slope`` of the picture is undone."""

    piece: Seen
    left: float
    right: float
    level: float


def place(piece: Seen, slope: float) -> Placed:
    """``left`` and ``right`` along the lines of writing, ``level`` of its middle across them."""
    along = [x + slope * y for x, y in piece.box]
    return Placed(piece, min(along), max(along), sum(y - slope * x for x, y in piece.box) / 4)
