"""Many posts at once: judged together, which are to be read in full, and which of those kept say a new word.

The looks of ``assess`` for a batch: all coarse texts one behind another, one look-up in an array for each
pair of characters, one running sum. They come to the very numbers of a post looked at alone.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from analysis.judgement.assessor import pass_over, read_in_full
from analysis.judgement.first_look import FirstLook, house_words, load_first_look, telling_runs
from analysis.judgement.second_look import SecondLook, load_second_look
from analysis.readings.coarse import UNSEEN
from analysis.readings.coarse_archive import Said, Shown, show
from analysis.words.overlay import from_lexicon
from records.assessment import Assessment

#: So many posts are remembered with what was read in them, none of more characters than this.
MOST_POSTS, LONGEST = 2048, 2000


def find_suspicious(
    shown: Shown, first: FirstLook | None = None, second: SecondLook | None = None
) -> list[int]:
    """Numbers of the posts that are to be read in full, by the shipped looks or by others."""
    if not shown.text:
        return []
    first, second = first or load_first_look(), second or load_second_look()
    likely = {*np.flatnonzero(first.worths(shown) >= first.least).tolist(), *_telling(shown)}
    found = set(second.let_through(shown, sorted(likely)))
    if own := house_words():
        found.update(shown.holding(own))
    if UNSEEN in shown.text:
        found.update(shown.at(np.flatnonzero(shown.codes == ord(UNSEEN))))
    return sorted(found)


def _telling(shown: Shown) -> list[int]:
    """Numbers of the posts that hold a telling word."""
    ends = [ends[worths != 0] for ends, worths in telling_runs().ending(shown.codes)]
    return shown.at(np.concatenate(ends) - 1)


def screen(posts: Sequence[Said]) -> dict[int, Assessment]:
    """The assessments of the posts that are read in full, by their numbers; all others are ``other``.

    Label, score and reasons are those that ``assess`` gives to each post alone.
    """
    return {number: read_in_full(*posts[number]) for number in find_suspicious(show(posts))}


def assess_all(posts: Sequence[Said]) -> list[Assessment]:
    """The assessments of ``posts``, each the one that ``assess`` gives it alone."""
    shown = show(posts)
    suspicious = set(find_suspicious(shown))
    return [
        _read(*said) if number in suspicious else pass_over(shown[number], *said)
        for number, said in enumerate(posts)
    ]


def _read(text: str, title: str | None, author: str | None) -> Assessment:
    """Adverts are posted again and again, and threads kept as often as they grow: a reading is remembered."""
    return (_remembered() if len(text) <= LONGEST else read_in_full)(text, title, author)


@from_lexicon
def _remembered() -> Callable[[str, str | None, str | None], Assessment]:
    return lru_cache(MOST_POSTS)(read_in_full)
