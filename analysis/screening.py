"""Many posts at once: which are to be read in full, and which of those kept say a new word.

The looks of ``assess`` for a batch: all coarse texts one behind another, one look-up in an array for each
pair of characters, one running sum. It gives the very numbers of :mod:`analysis.judgement.first_look`; the
few posts that the first look does not pass over are looked at again one by one.
"""

from collections.abc import Sequence

import daachorse
import numpy as np

from analysis.judgement.assessor import read_in_full
from analysis.judgement.first_look import FirstLook, house_words, load_first_look, telling_words
from analysis.judgement.second_look import SecondLook, load_second_look
from analysis.readings.coarse import UNSEEN
from analysis.readings.coarse_archive import Said, Shown, show
from records.assessment import Assessment

_UNSEEN = daachorse.CharwiseDoubleArrayAhoCorasick([UNSEEN])


def find_suspicious(
    shown: Shown, first: FirstLook | None = None, second: SecondLook | None = None
) -> list[int]:
    """Numbers of the posts that are to be read in full, by the shipped looks or by others."""
    if not shown.text:
        return []
    first, second = first or load_first_look(), second or load_second_look()
    likely = {*np.flatnonzero(first.worths(shown) >= first.least).tolist(), *shown.holding(telling_words())}
    found = {number for number in likely if second.lets_through(shown[number])}
    always = (search for search in (house_words(), _UNSEEN) if search)
    return sorted(found.union(*map(shown.holding, always)))


def screen(posts: Sequence[Said]) -> dict[int, Assessment]:
    """The assessments of the posts that are read in full, by their numbers; all others are ``other``.

    Label, score and reasons are those that ``assess`` gives to each post alone.
    """
    return {number: read_in_full(*posts[number]) for number in find_suspicious(show(posts))}
