"""The coarse text of a post: what is left when everything that stands between characters is gone.

Letters, digits (all alike) and Han characters stay, Martian script and letters of other alphabets as what
they stand for. Nobody reads it; it is quick to make and disguises of the cheap kind leave no trace in it.
"""

from collections.abc import Iterable
from functools import lru_cache

import daachorse

from analysis.readings.folding import fold_character, is_invisible
from analysis.readings.tables import letters, martian

#: Begin and end of title and text, and of the author's name.
EDGE = "\n"
#: Stands for everything that nobody sees.
UNSEEN = "\u200b"
#: Longer posts are looked at by their first characters, as they are judged by them.
LENGTH_CAP = 20_000


@lru_cache(maxsize=1)
def _exchanged() -> dict[str, str]:
    return martian() | letters()


class _Coarse(dict[int, str]):
    """The table of the coarse folding, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        signs = (_exchanged().get(sign, sign) for sign in fold_character(character))
        folded = "".join("0" if sign.isdecimal() else sign for sign in signs if sign.isalnum())
        self[code] = UNSEEN if is_invisible(character) else folded
        return self[code]


COARSE = _Coarse()


def coarse(text: str, title: str | None = None, author: str | None = None) -> str:
    """The coarse text of a post's title and text and of its author's name, an edge around each."""
    head = f"{title}\n" if title else ""
    shown = ((head + text)[:LENGTH_CAP]).translate(COARSE)
    return f"{EDGE}{shown}{EDGE}{author.translate(COARSE)}{EDGE}" if author else f"{EDGE}{shown}{EDGE}"


def search_for(words: Iterable[str]) -> daachorse.CharwiseDoubleArrayAhoCorasick:
    """A search for ``words`` in coarse texts, whatever stands between their characters there.

    Of words that overlap it tells one, which is the quickest.
    """
    folded = {word.translate(COARSE) for word in words}
    kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST
    return daachorse.CharwiseDoubleArrayAhoCorasick(sorted(folded - {""}), kind)
