"""What pairs of characters are worth, looked up for all characters of a text at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.readings.coarse_archive import Codes

Classes = np.ndarray[tuple[int], np.dtype[np.int32]]
Worths = np.ndarray[tuple[int], np.dtype[np.int16]]


@dataclass(frozen=True, slots=True)
class PairTable:
    """``worths[rows[a] + columns[b]]`` is the worth of the pair of ``a`` and ``b``, by their code points.

    The last entry of ``rows`` and ``columns`` stands for all characters behind it.
    """

    rows: Classes
    columns: Classes
    worths: Worths

    @classmethod
    def of(cls, runs: Mapping[str, int]) -> "PairTable":
        """The table of ``runs`` of two characters, and of one for every pair that it begins; others are 0."""
        rows, columns = _classes(run[0] for run in runs), _classes(run[1] for run in runs if run[1:])
        worths = np.zeros((int(rows.max()) + 1, int(columns.max()) + 1), np.int16)
        for run, worth in runs.items():
            row = worths[rows[ord(run[0])]]
            row[columns[ord(run[1])] if run[1:] else slice(None)] += worth
        return cls(rows * worths.shape[1], columns, worths.ravel())

    def at(self, codes: Codes) -> Worths:
        """What each character but the last is worth with the one behind it."""
        places = self.rows.take(codes[:-1], mode="clip")
        places += self.columns.take(codes[1:], mode="clip")
        worths: Worths = self.worths.take(places)
        return worths


def _classes(characters: Iterable[str]) -> Classes:
    """By code point: a number from 1 on for each of ``characters``, 0 for all others."""
    known = sorted({ord(character) for character in characters})
    classes = np.zeros(max(known, default=0) + 2, np.int32)
    classes[known] = range(1, len(known) + 1)
    return classes
