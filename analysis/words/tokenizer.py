"""The words of a text exactly as jieba cuts them, by a faster engine.

rjieba does what jieba does but for two things, and both are mended here: it takes letters and digits with
``.``, ``-`` or ``_`` between them for one word (``t.cn``, ``1.5L``, ``3-4``), and it takes Han characters of
later Unicode blocks into the run around them, where jieba lets them stand alone.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from analysis.words.dictionary import Dictionary, shipped_dictionary

if TYPE_CHECKING:
    from rjieba import Jieba

#: A word and where it stands: ``text[start:end] == word``.
Placed = tuple[str, int, int]

#: What jieba leaves together in an ASCII run: ``re_skip`` of its ``finalseg``.
TOGETHER = re.compile(r"([a-zA-Z0-9]+(?:\.[0-9]+)?%?)")
JOINED = re.compile(r"[a-zA-Z0-9][._\-][a-zA-Z0-9]")
#: Han to rjieba, but not to jieba's ``re_han_default``, which ends at U+9FD5.
LATER = "\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
LATER_HAN = re.compile(f"([{LATER}])")
#: What both begin with; one set of characters is searched for three times as fast as two patterns.
ODD = re.compile(rf"[._\-{LATER}]")
SURROGATE = re.compile("[\ud800-\udfff]")
#: Stands in no text that is cut, for it is no character of a word to either engine.
NO_WORD = "\ue000\ue000"


class Tokenizer(Protocol):
    """Cuts texts into words; every character of a text is in exactly one word of :meth:`cut`."""

    def cut(self, text: str) -> list[str]:
        """The words in order: ``jieba.lcut``."""

    def cut_for_search(self, text: str) -> list[str]:
        """The words, each behind the dictionary's words of two and three characters inside it:
        ``jieba.lcut_for_search``.
        """

    def place_for_search(self, text: str) -> list[Placed]:
        """The same with their places: ``jieba.tokenize(text, mode="search")``."""


class FastTokenizer:
    """rjieba with a dictionary of ours, giving jieba's words."""

    def __init__(self, dictionary: Dictionary, engine: "Jieba | None" = None) -> None:
        from rjieba import Jieba  # a tenth of a second, and many a process cuts no text

        self.engine = engine or Jieba()
        for word, frequency in (*dictionary.words, (NO_WORD, dictionary.counted_twice)):
            self.engine.add_word(word, frequency, "n")

    def cut(self, text: str) -> list[str]:
        """The words in order."""
        try:
            return self._cut_odd(text) if ODD.search(text) else self.engine.cut(text)
        except UnicodeEncodeError:  # a lone surrogate; the engine takes none
            words = self.cut(SURROGATE.sub("\ufffd", text))
            ends = accumulate(map(len, words))
            return [text[end - len(word) : end] for word, end in zip(words, ends, strict=True)]

    def _cut_odd(self, text: str) -> list[str]:
        words: list[str] = []
        for number, stretch in enumerate(LATER_HAN.split(text)):
            if number % 2:
                words.append(stretch)
            elif stretch:
                words += _parted(self.engine.cut(stretch))
        return words

    def cut_for_search(self, text: str) -> list[str]:
        """The words, each behind the words inside it."""
        if not ODD.search(text):
            with suppress(UnicodeEncodeError):
                return self.engine.cut_for_search(text)
        return [word for word, _, _ in self._placed(text)]

    def place_for_search(self, text: str) -> list[Placed]:
        """The words of :meth:`cut_for_search` and their places."""
        if not ODD.search(text):
            with suppress(UnicodeEncodeError):
                return self.engine.tokenize(text, "search")
        return list(self._placed(text))

    def frequency_for(self, word: str) -> int:
        """The frequency at which ``word`` would no longer be cut."""
        return self.engine.suggest_freq(word)

    def _placed(self, text: str) -> Iterator[Placed]:
        """Words inside words by jieba's own rule; the dictionary has none inside letters and digits."""
        start = 0
        for word in self.cut(text):
            if len(word) > 2 and not word.isascii():
                yield from self._inside(word, start)
            yield word, start, start + len(word)
            start += len(word)

    def _inside(self, word: str, start: int) -> Iterator[Placed]:
        for size in (2, 3):
            for place in range(len(word) - size + 1 if len(word) > size else 0):
                if self.engine.has_word(part := word[place : place + size]):
                    yield part, start + place, start + place + size


def _parted(words: list[str]) -> list[str]:
    """``words`` with joined ASCII words cut as jieba cuts them."""
    parted: list[str] = []
    for word in words:
        if word.isascii() and JOINED.search(word):
            parted += filter(None, TOGETHER.split(word))
        else:
            parted.append(word)
    return parted


def open_tokenizer(dictionary: Dictionary, engine: str = "rjieba") -> Tokenizer:
    """The tokenizer with ``dictionary``; ``engine`` is ``rjieba``, or ``jieba``, which starts in a second.
    With the shipped dictionary it is that of :func:`load_tokenizer`.

    Raises:
        NoReference: jieba is asked for and not installed.
    """
    if engine == "jieba":
        from analysis.words.reference import ReferenceTokenizer  # slow to import, and seldom installed

        return ReferenceTokenizer(dictionary)
    if dictionary == shipped_dictionary():
        return load_tokenizer()
    return FastTokenizer(dictionary)


@lru_cache(maxsize=1)
def load_tokenizer() -> FastTokenizer:
    """The fast tokenizer with the shipped dictionary, one for the process.

    It takes the engine that rjieba makes when it is imported: another costs 80 milliseconds and 24 megabytes.
    """
    import rjieba

    return FastTokenizer(shipped_dictionary(), rjieba._DEFAULT_JIEBA)
