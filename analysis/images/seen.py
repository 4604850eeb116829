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
    def left(self) -> float:
        """Its leftmost point."""
        return min(x for x, _ in self.box)

    @property
    def right(self) -> float:
        """Its rightmost point."""
        return max(x for x, _ in self.box)

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return sum(x for x, _ in self.box) / 4, sum(y for _, y in self.box) / 4

    @property
    def height(self) -> float:
        """How tall the writing is: the shorter side, whatever the slope."""
        (x, y), (below_x, below_y) = self.box[0], self.box[3]
        return max(1.0, hypot(below_x - x, below_y - y))

    @property
    def slope(self) -> float:
        """How far it falls per point to the right."""
        (x, y), (right_x, right_y) = self.box[0], self.box[1]
        return (right_y - y) / max(1.0, right_x - x)
