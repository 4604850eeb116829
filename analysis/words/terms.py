"""Search terms: the words and Han bigrams of a text, as it is folded and as it is meant, at their original
places.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add
from pathlib import Path

from analysis.readings.disguises import unmask
from analysis.readings.folding import Folded, fold
from analysis.words.alike import alike_bigrams, alike_runs, ways
from analysis.words.dictionary import read_dictionary, shipped_dictionary
from analysis.words.tokenizer import Tokenizer, load_tokenizer, open_tokenizer
from records.term import IndexTerms, Term, Terms

#: ASCII runs are cut at connectors, as jieba does, and before four digits or more, so that the number in
#: QQ9000012345 is found with and without the letters.
ASCII_WORD = re.compile(r"[0-9]{4,}|[a-z]+(?:[0-9]{1,3}(?![0-9]))?|[0-9]+(?:\.[0-9]+)?%?[a-z]*")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]+")
WORD = re.compile(r"\w")
#: No disguise: nothing is undone in a number.
DIGITS = re.compile("[0-9]+")


def _words(folded: Folded, tokenizer: Tokenizer) -> tuple[Term, ...]:
    pieces: list[tuple[str, int]] = []
    for token, start, _ in tokenizer.place_for_search(folded.text):
        if token.isascii():
            pieces += [(match.group(), start + match.start()) for match in ASCII_WORD.finditer(token)]
        elif token.isalnum() or WORD.search(token):
            pieces.append((token, start))
    origins = folded.origins
    return tuple([Term(word, origins[place][0], origins[place + len(word) - 1][1]) for word, place in pieces])


def _bigrams(folded: Folded) -> tuple[Term, ...]:
    text, origins = folded.text, folded.origins
    return tuple(
        [
            Term(text[place : place + 2], origins[place][0], origins[place + 1][1])
            for run in HAN.finditer(text)
            for place in range(run.start(), run.end() - 1)
        ]
    )


def _indexed(text: str, tokenizer: Tokenizer) -> IndexTerms:
    """The texts of :func:`_words`, :func:`_bigrams` and ``alike_bigrams``; a test holds them together."""
    words: list[str] = []
    for token in tokenizer.cut_for_search(text):
        if token.isascii():
            words += ASCII_WORD.findall(token)
        elif token.isalnum() or WORD.search(token):
            words.append(token)
    bigrams = (tuple(map(add, run, run[1:])) for run in HAN.findall(text) if len(run) > 1)
    return IndexTerms(tuple(words), tuple(bigrams), tuple(alike_runs(text)))


def terms(text: str, tokenizer: Tokenizer | None = None) -> Terms:
    """The terms of ``text``: search-mode words (long words and the words inside them), Han bigrams, and
    bigrams of sounds; those of its second reading beside them where it is disguised.

    ``tokenizer`` is the one with the shipped dictionary where none is given. Traditional and full-width
    variants give the same term texts; offsets point into ``text``.
    """
    return _TermsAsWritten(fold(text), tokenizer or load_tokenizer())


@dataclass(frozen=True)
class _TermsAsMeant:
    """The terms of a text whose disguises are undone."""

    folded: Folded
    tokenizer: Tokenizer

    @cached_property
    def words(self) -> tuple[Term, ...]:
        return _words(self.folded, self.tokenizer)

    @cached_property
    def bigrams(self) -> tuple[Term, ...]:
        return _bigrams(self.folded)

    @cached_property
    def alike(self) -> tuple[Term, ...]:
        return alike_bigrams(self.folded)

    @cached_property
    def indexed(self) -> IndexTerms:
        return _indexed(self.folded.text, self.tokenizer)

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        return ()

    @property
    def meant(self) -> Terms | None:
        return None


@dataclass(frozen=True)
class _TermsAsWritten(_TermsAsMeant):
    """The terms of a text, and those of what it means."""

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        return ways(self.folded.text)

    @cached_property
    def _plain(self) -> Terms | None:
        if DIGITS.fullmatch(self.folded.text):  # as most handles are
            return None
        plain = unmask(self.folded)
        return _TermsAsMeant(plain, self.tokenizer) if plain.text != self.folded.text else None

    @property
    def meant(self) -> Terms | None:
        return self._plain


@dataclass(frozen=True, slots=True)
class TermsOfIndex:
    """The terms of texts by the dictionary that an index was made with, kept in the file ``dictionary``.

    Where there is no such file the shipped dictionary counts. A dictionary that is put there while the index
    is open counts from the next text on. ``engine`` is that of :func:`open_tokenizer`.
    """

    dictionary: Path
    engine: str = "rjieba"

    @property
    def version(self) -> str:
        """The digest of the dictionary."""
        known = read_dictionary(self.dictionary) if self.dictionary.exists() else shipped_dictionary()
        return known.digest

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
