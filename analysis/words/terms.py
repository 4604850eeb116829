"""Search terms: the words and Han bigrams of a text, in the folded spelling, at their original places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from analysis.readings.folding import Folded, fold
from analysis.words.dictionary import read_dictionary, shipped_dictionary
from analysis.words.tokenizer import Tokenizer, load_tokenizer, open_tokenizer
from records.term import Term, Terms

#: ASCII runs are cut at connectors, as jieba does, and before four digits or more, so that the number in
#: QQ9000012345 is found with and without the letters.
ASCII_WORD = re.compile(r"[0-9]{4,}|[a-z]+(?:[0-9]{1,3}(?![0-9]))?|[0-9]+(?:\.[0-9]+)?%?[a-z]*")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
WORD = re.compile(r"\w")


def _pieces(token: str, start: int) -> Iterator[tuple[str, int]]:
    if token.isascii():
        yield from ((match.group(), start + match.start()) for match in ASCII_WORD.finditer(token))
    elif WORD.search(token):
        yield token, start


def _words(folded: Folded, tokenizer: Tokenizer) -> Iterator[Term]:
    seen: set[tuple[int, str]] = set()
    for token, start, _ in tokenizer.place_for_search(folded.text):
        for word, place in _pieces(token, start):
            if (place, word) not in seen:
                seen.add((place, word))
                yield Term(word, *folded.span(place, place + len(word)))


def _bigrams(folded: Folded) -> Iterator[Term]:
    for run in HAN.finditer(folded.text):
        for first, second in pairwise(range(run.start(), run.end())):
            yield Term(folded.text[first : second + 1], *folded.span(first, second + 1))


def terms(text: str, tokenizer: Tokenizer | None = None) -> Terms:
    """The terms of ``text``: search-mode words (long words and the words inside them) and Han bigrams.

    ``tokenizer`` is the one with the shipped dictionary where none is given. Traditional and full-width
    variants give the same term texts; offsets point into ``text``.
    """
    folded = fold(text)
    return Terms(words=tuple(_words(folded, tokenizer or load_tokenizer())), bigrams=tuple(_bigrams(folded)))


@dataclass(frozen=True, slots=True)
class TermsOfIndex:
    """The terms of texts by the dictionary that an index was made with, kept in the file ``dictionary``.

    Where there is no such file the shipped dictionary counts. A dictionary that is put there while the index
    is open counts from the next text on. ``engine`` is that of :func:`open_tokenizer`.
    """

    dictionary: Path
    engine: str = "rjieba"

    def __call__(self, text: str) -> Terms:
        """The terms of ``text``.

        Raises:
            DictionaryError: the file is no dictionary.
            NoReference: jieba is asked for and not installed.
        """
        try:
            changed = self.dictionary.stat().st_mtime_ns
        except FileNotFoundError:
            changed = None
        return terms(text, _tokenizer(self.dictionary, changed, self.engine))


@lru_cache(maxsize=2)
def _tokenizer(path: Path, changed: int | None, engine: str) -> Tokenizer:
    return open_tokenizer(shipped_dictionary() if changed is None else read_dictionary(path), engine)
