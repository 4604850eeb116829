"""Whether a post could say where its author is reached at all: asked before a passed-over post is read."""

import re

import daachorse

from analysis.readings.coarse import search_for
from analysis.readings.digits import CHINESE
from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import load_entries

#: What links have, as it is written.
WRITTEN = ("://", "www.", ".com", ".net", ".org", ".cn")
_DIGITS = "".join(CHINESE)
#: Names at Telegram and e-mail addresses; a Han character behind the sign, but a digit, is a name at Weibo.
ADDRESS = re.compile(rf"@\s{{0,2}}(?:[^\s\u3400-\u9fff]|[{_DIGITS}])")
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
    if NUMBER.search(shown) or any(sign in written for sign in WRITTEN) or ADDRESS.search(written):
        return True
    return HANDLE.search(shown) is not None and bool(_messengers().find(shown))
