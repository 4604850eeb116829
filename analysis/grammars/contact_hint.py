"""Whether a post could say where its author is reached at all: asked before a passed-over post is read."""

import re

import daachorse

from analysis.readings.coarse import search_for
from analysis.readings.digits import CHINESE
from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import load_entries

#: What e-mail addresses, links and names at Telegram have, as it is written.
WRITTEN = ("@", "://", "www.", ".com", ".net", ".org", ".cn")
_DIGITS = "".join(CHINESE)
#: In the coarse text: a number long enough for a telephone; a handle, which asks for a word for a messenger.
NUMBER = re.compile(rf"[0{_DIGITS}]{{7}}")
HANDLE = re.compile(rf"[a-z0{_DIGITS}]{{5}}")


@from_lexicon
def _messengers() -> daachorse.CharwiseDoubleArrayAhoCorasick:
    """A search for what messengers are called; a single Latin letter would stand in every word."""
    words = (one.word for one in load_entries() if one.topic == "contact")
    return search_for(word for word in words if len(word) > 1 or not word.isascii())


def may_name_contact(written: str, shown: str) -> bool:
    """Whether a post, as it is ``written`` and by its coarse text, could say where its author is reached."""
    if NUMBER.search(shown) or any(sign in written for sign in WRITTEN):
        return True
    return HANDLE.search(shown) is not None and bool(_messengers().find(shown))
