"""Signs and their rows of weights, as a model adds them up: rules by name, runs of characters by kind."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate, chain
from operator import itemgetter

import daachorse
import numpy as np

#: The name of the constant term.
BIAS = "(bias)"
#: Where a run stands in the text that was searched, and its number among those of its kind.
Run = tuple[int, int, int]
#: Weights have at most three decimals: in whole thousandths their sums are exact, in whatever order (float32
#: holds whole numbers up to 16 million).
PARTS = 1000


class SignTable:
    """Rows of weights, side by side in one array: a post asks for hundreds of them."""

    def __init__(self, rows: Mapping[str, Sequence[float]], kinds: Iterable[str]) -> None:
        """``rows[name]`` are the weights of a sign; where a name begins with one of ``kinds`` it is a run."""
        self.runs = {kind: [name for name in rows if name[0] == kind] for kind in kinds}
        rules = [name for name in rows if name[0] not in self.runs]
        self._rules = {name: number for number, name in enumerate(rules)}
        sizes = (len(names) for names in self.runs.values())
        self._firsts = dict(zip(self.runs, accumulate(sizes, initial=len(rules)), strict=False))
        ordered = [rows[name] for name in chain(rules, *self.runs.values())]
        self._thousandths = (np.array(ordered) * PARTS).round().astype(np.float32)
        self._searchers = {
            kind: daachorse.CharwiseDoubleArrayAhoCorasick([name[1:] for name in names])
            for kind, names in self.runs.items()
        }

    def find(self, kind: str, text: str) -> list[Run]:
        """Every run of that kind in ``text``."""
        found: list[Run] = self._searchers[kind].find_overlapping(text)
        return found

    def total(self, rules: Set[str], runs: Mapping[str, Iterable[Run]]) -> list[float]:
        """The rows of the constant term, of ``rules`` and of the runs found added up, each counted once.

        What is not known adds nothing.
        """
        numbers = [self._rules[name] for name in self._rules.keys() & {BIAS, *rules}]
        for kind, found in runs.items():
            first = self._firsts[kind]
            numbers += [first + number for number in set(map(_number, found))]
        total: list[float] = (self._thousandths.take(numbers, axis=0).sum(axis=0) / PARTS).tolist()
        return total


_number = itemgetter(2)
