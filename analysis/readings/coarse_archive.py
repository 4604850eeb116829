"""The coarse texts of many posts one behind another: one array, folded in a few passes over all of them.

They are the very texts of :func:`analysis.readings.coarse.coarse`, character by character.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import daachorse
import numpy as np

from analysis.readings.coarse import COARSE, EDGE, LENGTH_CAP, search_for

#: Text, title and author of a post.
Said = tuple[str, str | None, str | None]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Codes = np.ndarray[tuple[int], np.dtype[np.uint32]]
CODES = 0x110000
#: In the table: the character was not met yet; it is dropped; it folds to several.
UNMET, DROPPED, SEVERAL = CODES + 1, CODES + 2, CODES + 3

_TABLE = np.full(CODES, UNMET, np.uint32)


@dataclass(frozen=True, slots=True)
class Shown:
    """Coarse texts of posts one behind another; post ``i`` is ``text[starts[i]:starts[i + 1]]``.

    About as long as the posts themselves, and all that is needed to look at them again: by other worths, or
    for a new word.
    """

    text: str
    starts: Numbers

    def __getitem__(self, number: int) -> str:
        """The coarse text of one post."""
        return self.text[self.starts[number] : self.starts[number + 1]]

    @property
    def codes(self) -> Codes:
        """The code points of ``text``."""
        return np.frombuffer(self.text.encode("utf-32-le"), np.uint32)

    def saying(self, words: Iterable[str]) -> list[int]:
        """Numbers of the posts in whose coarse text one of the ``words`` stands, whatever stood between."""
        return self.holding(search_for(words))

    def holding(self, search: daachorse.CharwiseDoubleArrayAhoCorasick) -> list[int]:
        """Numbers of the posts in which ``search`` finds something."""
        return self.at([start for start, _, _ in search.find(self.text)])

    def at(self, places: Sequence[int] | Numbers) -> list[int]:
        """Numbers of the posts to which the characters at ``places`` belong."""
        return sorted(set((np.searchsorted(self.starts, places, side="right") - 1).tolist()))


def _look_up(codes: Codes) -> Codes:
    """What the characters fold to, by a table that is filled as characters are met."""
    folded: Codes = _TABLE[codes]
    if folded.max(initial=0) >= UNMET and (folded == UNMET).any():
        for code in np.unique(codes[folded == UNMET]).tolist():
            sign = COARSE[code]
            _TABLE[code] = ord(sign) if len(sign) == 1 else SEVERAL if sign else DROPPED
        folded = _TABLE[codes]
    return folded


def _encoded(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _raw(said: Said) -> tuple[str, int]:
    """What is folded of a post, an edge around each part, and where the edge behind its text stands."""
    text, title, author = said
    whole = (f"{title}\n{text}" if title else text)[:LENGTH_CAP]
    raw = f"{EDGE}{whole}{EDGE}{author}{EDGE}" if author else f"{EDGE}{whole}{EDGE}"
    return raw, len(whole) + 1


def show(posts: Iterable[Said]) -> Shown:
    """The coarse texts of ``posts``."""
    raws = [_raw(said) for said in posts]
    starts = np.cumsum([0, *(len(raw) for raw, _ in raws)], dtype=np.int64)
    codes = _encoded("".join(raw for raw, _ in raws))
    folded = _look_up(codes)
    inner = starts[:-1] + np.fromiter((edge for _, edge in raws), np.int64, len(raws))
    folded[np.concatenate((starts[:-1], inner, starts[1:] - 1))] = ord(EDGE)
    return _expanded(codes, folded, starts)


def _expanded(codes: Codes, folded: Codes, starts: Numbers) -> Shown:
    """What is dropped dropped, and every character that folds to several written as those."""
    widths = (folded < UNMET).astype(np.int64)
    several = np.flatnonzero(folded == SEVERAL).tolist()
    widths[several] = [len(COARSE[code]) for code in codes[several].tolist()]
    places = np.concatenate(([0], np.cumsum(widths)))
    whole = np.repeat(folded, widths)
    for place in several:
        whole[places[place] : places[place + 1]] = _encoded(COARSE[int(codes[place])])
    return Shown(whole.tobytes().decode("utf-32-le"), places[starts])
