"""Tall pictures cut into bands: the model shrinks whatever is longer than it was made for."""

from collections.abc import Iterator
from typing import Any

from analysis.images.extra import package

#: The longest side, in points, that the model reads without shrinking it.
TALLEST = 1_600
#: The last part of a band in which its lower edge is looked for.
LEEWAY = 400


def cut_into_bands(points: Any) -> Iterator[tuple[int, Any]]:
    """The bands of a picture from top to bottom, each with the row it begins at.

    A band ends at the plainest row near its lower edge, so that no line of writing is cut.
    """
    top, height = 0, points.shape[0]
    while height - top > TALLEST:
        below = _plainest_row(points, top + TALLEST - LEEWAY, top + TALLEST)
        yield top, points[top:below]
        top = below
    yield top, points[top:]


def _plainest_row(points: Any, first: int, last: int) -> int:
    """The row between ``first`` and ``last`` whose points differ least from one another."""
    contrast = points[first:last].astype("float32").mean(axis=2).std(axis=1)
    return first + int(package("numpy").argmin(contrast))
