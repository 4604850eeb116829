"""Rows of weights in one integer each, so that one addition adds two whole rows.

A post shows hundreds of signs, each with a row of three or of nineteen weights: to add them up number by
number was a sixth of what judging it costs, and arrays, short as they are here, cost twice as much as this.
A weight is a whole number of thousandths in 32 bits of its own: sums are exact.
"""

import struct
from collections.abc import Sequence
from functools import lru_cache

#: Weights have at most three decimals.
PARTS = 1000
BITS = 32
#: Half of what 32 bits hold: added to each weight, it keeps a sum below nought from its neighbour's bits.
HALF = 1 << (BITS - 1)


def pack(row: Sequence[float]) -> int:
    """The row in one integer."""
    return sum(round(weight * PARTS) << BITS * place for place, weight in enumerate(row))


def unpack(total: int, width: int) -> list[float]:
    """The row of ``width`` weights that a sum of packed rows comes to."""
    parts = struct.unpack(f"<{width}I", (total + _halves(width)).to_bytes(BITS // 8 * width, "little"))
    return [(part - HALF) / PARTS for part in parts]


@lru_cache
def _halves(width: int) -> int:
    return sum(HALF << BITS * place for place in range(width))
