"""Values known to name a person, found wherever they stand again."""

import re
from collections.abc import Iterator, Mapping

import daachorse

from analysis.privacy.personal import Personal
from analysis.privacy.pseudonyms import PersonalKind
from analysis.readings.folding import Folded

_LETTER = re.compile(r"[a-z]")
_HANDLE = re.compile(r"(?=.*[a-z])(?=.*[0-9_]).{5,}")


def is_telling(value: str) -> bool:
    """Whether ``value`` (folded) means a person wherever it stands.

    Two Han characters do, a handle with a digit, a long number; ``post`` and ``天`` mean other things, too.
    """
    if value.isascii():
        long_number = len(value) > 6 and value.isdigit()
        return "@" in value or long_number or bool(_HANDLE.fullmatch(value))
    return sum(sign.isalnum() for sign in value) > 1


class Known:
    """Finds known values in folded text; ``kinds`` says of each what it is."""

    def __init__(self, kinds: Mapping[str, PersonalKind]) -> None:
        self.kinds = dict(kinds)
        self.values = [value for value in self.kinds if value]
        self.telling = [is_telling(value) for value in self.values]
        self.searcher = daachorse.CharwiseDoubleArrayAhoCorasick(self.values)

    def find(self, folded: Folded, telling: bool) -> list[Personal]:
        """Where known values stand, the longest of those that overlap; ``telling`` leaves out those that may
        mean something else."""
        kept: list[Personal] = []
        taken: set[int] = set()
        for start, end, value in sorted(
            self._whole(folded.text, telling), key=lambda one: (one[0] - one[1], one[0])
        ):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                kept.append(Personal(*folded.span(start, end), self.kinds[value], value))
        return sorted(kept)

    def _whole(self, text: str, telling: bool) -> Iterator[tuple[int, int, str]]:
        """Every place of a value that is no piece of a longer word or number."""
        for start, end, number in self.searcher.find_overlapping(text):
            value = self.values[number]
            if len(value) < (3 if value.isascii() else 2) or (telling and not self.telling[number]):
                continue
            if not (_joined(text, start - 1, start) or _joined(text, end - 1, end)):
                yield start, end, value


def _joined(text: str, before: int, after: int) -> bool:
    """Whether the characters at two neighbouring places are of one Latin word or one number."""
    if before < 0 or after >= len(text):
        return False
    one, other = text[before], text[after]
    if one.isdigit() and other.isdigit():
        return True
    return bool(_LETTER.match(one) and _LETTER.match(other))
