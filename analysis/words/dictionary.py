"""The words that are added to the tokenizer's own, with the frequencies jieba would compute for them.

``dictionary.tsv`` is built from the lexicon by ``python -m benchmarks.build_dictionary``. Its first row is no
word: it tells how much of jieba's total is counted twice, see :class:`Dictionary`.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from records.complaint import Complaint

PATH = Path(__file__).parent / "dictionary.tsv"
TWICE = "# counted twice"


class DictionaryError(Complaint):
    """A row is no word and frequency; the message names its line."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Words with their frequencies, sorted by word.

    jieba adds up every frequency it is told, also of words it knew already; the fast engine replaces. Which
    of two equally likely cuttings is taken hangs on the last bit of the total's logarithm, so that
    ``counted_twice`` has to make up the difference.
    """

    words: tuple[tuple[str, int], ...]
    counted_twice: int

    def to_text(self) -> str:
        """The dictionary as its file holds it."""
        rows = ((TWICE, self.counted_twice), *self.words)
        return "".join(f"{word}\t{number}\n" for word, number in rows)

    @property
    def digest(self) -> str:
        """SHA-256 of the file: an index made with another dictionary holds other terms."""
        return hashlib.sha256(self.to_text().encode()).hexdigest()

    def with_words(self, frequencies: dict[str, int]) -> "Dictionary":
        """This dictionary and those of the words that it lacks."""
        known = dict(self.words)
        return Dictionary(tuple(sorted((frequencies | known).items())), self.counted_twice)


#: jieba's own words alone; one of them stands in its list twice, three occurrences each time.
STOCK = Dictionary((), 3)


def parse_dictionary(text: str) -> Dictionary:
    """Read what :meth:`Dictionary.to_text` wrote.

    Raises:
        DictionaryError: a row has another shape.
    """
    rows = [_row(line, number) for number, line in enumerate(text.splitlines(), 1)]
    if not rows or rows[0][0] != TWICE:
        raise DictionaryError(f"line 1: expected {TWICE!r}")
    return Dictionary(tuple(rows[1:]), rows[0][1])


def _row(line: str, number: int) -> tuple[str, int]:
    word, _, frequency = line.partition("\t")
    if not word or not frequency.isdecimal():
        raise DictionaryError(f"line {number}: expected a word, a tab and a frequency")
    return word, int(frequency)


def read_dictionary(path: Path) -> Dictionary:
    """The dictionary in a file.

    Raises:
        DictionaryError: it is none; the message names file and line.
    """
    try:
        return parse_dictionary(path.read_text("utf-8"))
    except (DictionaryError, UnicodeDecodeError) as error:
        raise DictionaryError(f"{path}: {error}") from error


@lru_cache(maxsize=1)
def shipped_dictionary() -> Dictionary:
    """The dictionary that comes with the product."""
    return read_dictionary(PATH)
