"""Rows of weights in one integer each, so that one addition adds two whole rows.

A post shows hundreds of signs, each with a row of three or of nineteen weights: to add them up number by
number was a sixth of what judging it costs, and arrays, short as they are here, cost twice as much as this.
A weight is a whole number of thousandths in bits of its own, so sums are exact.
"""

from collections.abc import Sequence

#: Weights have at most three decimals.
PARTS = 1000
#: A sum of weights is below a thousand: all positive ones of a column, or all negative ones, add up to half
#: of that. Three weights fit a machine word.
BITS = 21
MASK = (1 << BITS) - 1
#: Added to a sum of weights, it keeps one below nought from its neighbour's bits.
HALF = 1 << (BITS - 1)


class Packing:
    """Rows of ``width`` weights, packed."""

    def __init__(self, width: int) -> None:
        self._shifts = tuple(range(0, BITS * width, BITS))
        self._halves = sum(HALF << shift for shift in self._shifts)

    def pack(self, row: Sequence[float]) -> int:
        """The row in one integer."""
        return sum(round(weight * PARTS) << shift for weight, shift in zip(row, self._shifts, strict=True))

    def unpack(self, total: int) -> list[float]:
        """The row that a sum of packed rows comes to."""
        raised = total + self._halves
        return [((raised >> shift & MASK) - HALF) / PARTS for shift in self._shifts]
