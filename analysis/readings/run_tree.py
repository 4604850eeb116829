"""Runs of characters known by heart, found at every place of many texts at once.

A search from character to character hands over each run it finds; here all places take their next step
together, and most are done after the first: a pair that begins no run.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.readings.coarse_archive import Codes, Numbers
from analysis.readings.pair_table import PairTable, Worths

#: Above every code point, and in its lower bits as scattered as can be.
STRIDE = 0x119E37
SIEVE = 1 << 16

Sieve = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Step:
    """From beginnings of runs to those that are a character longer.

    ``keys`` are sorted, ``number * STRIDE + code`` of the shorter one and the character; the longer one's
    number is its place among them, from 1 on. ``sieve`` is true at the lower bits of each key.
    """

    keys: Numbers
    sieve: Sieve

    @classmethod
    def between(cls, shorter: list[str], longer: list[str]) -> "Step":
        """The step from the one sorted list of beginnings to the other."""
        numbers = {beginning: number for number, beginning in enumerate(shorter, 1)}
        keys = np.array([numbers[one[:-1]] * STRIDE + ord(one[-1]) for one in longer], np.int64)
        sieve = np.zeros(SIEVE, np.bool_)
        sieve[keys % SIEVE] = True
        return cls(keys, sieve)

    def take(self, numbers: Numbers, codes: Codes) -> tuple[Numbers, Numbers]:
        """Which of the beginnings ``numbers`` go on with ``codes``, and the numbers of what they become."""
        keys = numbers * STRIDE + codes
        likely = np.flatnonzero(self.sieve.take(keys % SIEVE))
        keys = keys.take(likely)
        places = self.keys.searchsorted(keys)
        known = np.flatnonzero(self.keys.take(places, mode="clip") == keys)
        return likely.take(known), places.take(known) + 1


@dataclass(frozen=True, slots=True)
class RunTree:
    """Runs of two and more characters with a worth each.

    ``pairs`` numbers the pairs that begin one, ``steps`` lead from beginnings of two characters to those of
    three and so on; ``worths`` are those of the beginnings of each length by number, 0 where none ends.
    """

    pairs: PairTable
    steps: tuple[Step, ...]
    worths: tuple[Worths, ...]

    @classmethod
    def of(cls, runs: Mapping[str, int]) -> "RunTree":
        """The tree of ``runs``, of which there must be one."""
        lengths = range(2, max(map(len, runs), default=2) + 1)
        beginnings = [sorted({run[:length] for run in runs if len(run) >= length}) for length in lengths]
        return cls(
            PairTable.of({pair: number for number, pair in enumerate(beginnings[0], 1)}),
            tuple(Step.between(shorter, longer) for shorter, longer in pairwise(beginnings)),
            tuple(np.array([0, *(runs.get(one, 0) for one in same)], np.int16) for same in beginnings),
        )

    def ending(self, codes: Codes) -> Iterator[tuple[Numbers, Worths]]:
        """For each length: behind which characters of ``codes`` runs end, and what they are worth.

        The last character must be one that no run holds.
        """
        pairs = self.pairs.at(codes)
        places = np.flatnonzero(pairs != 0)
        numbers = pairs.take(places).astype(np.int64)
        yield places + 2, self.worths[0].take(numbers)
        for length, (step, worths) in enumerate(zip(self.steps, self.worths[1:], strict=True), 3):
            known, numbers = step.take(numbers, codes.take(places + (length - 1)))
            places = places.take(known)
            if not len(places):
                return
            yield places + length, worths.take(numbers)
