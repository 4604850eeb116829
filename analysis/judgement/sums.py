"""Rows of weights in one integer each, so that one addition adds two whole rows.

A post shows hundreds of signs, each with a row of three or of nineteen weights: to add them up number by
number was a sixth of what judging it costs, and arrays, short as they are here, cost twice as much as this.
A weight is a whole number of thousandths in 32 bits of its own: sums are exact.
"""

import struct
from collections.abc import Sequence

#: Weights have at most three decimals.
PARTS = 1000
BITS = 32
#: Half of what 32 bits hold: added to each weight, it keeps a sum below nought from its neighbour's bits.
HALF = 1 << (BITS - 1)


class Packing:
    """Rows of ``width`` weights, packed."""

    def __init__(self, width: int) -> None:
        self._parts = struct.Struct(f"<{width}I")
        self._halves = sum(HALF << BITS * place for place in range(width))

    def pack(self, row: Sequence[float]) -> int:
        """The row in one integer."""
        return sum(round(weight * PARTS) << BITS * place for place, weight in enumerate(row))

    def unpack(self, total: int) -> list[float]:
        """The row that a sum of packed rows comes to."""
        shown = (total + self._halves).to_bytes(self._parts.size, "little")
        return [(part - HALF) / PARTS for part in self._parts.unpack(shown)]
