"""Runs found from all places at once are those that a search from character to character finds."""

from itertools import pairwise

import daachorse
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.readings.pair_table import PairTable
from analysis.readings.run_tree import RunTree

SIGNS = "车主名0\U0001f427"
RUNS = st.dictionaries(
    st.text(SIGNS, min_size=2, max_size=6), st.integers(-300, 300).filter(bool), max_size=40
)


def _codes(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


@given(RUNS, st.text(SIGNS + "客", max_size=60))
def test_all_runs_are_found_with_their_worths(runs: dict[str, int], text: str) -> None:
    ending = RunTree.of(runs).ending(_codes(text + "\n"))
    found = [pair for ends, worths in ending for pair in zip(ends.tolist(), worths.tolist(), strict=True)]
    search = daachorse.CharwiseDoubleArrayAhoCorasick(list(runs)) if runs else None
    wanted = search.find_overlapping(text) if search else []
    told = [(end, list(runs.values())[number]) for _, end, number in wanted]
    assert sorted(pair for pair in found if pair[1]) == sorted(told)


@given(st.dictionaries(st.text(SIGNS, min_size=1, max_size=2), st.integers(-300, 300)), st.text(SIGNS + "客"))
def test_a_pair_is_worth_itself_and_what_begins_it(runs: dict[str, int], text: str) -> None:
    told = [runs.get(one, 0) + runs.get(one + two, 0) for one, two in pairwise(text)]
    assert PairTable.of(runs).at(_codes(text)).tolist() == told
