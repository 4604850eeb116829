"""Many words searched for at once, each with what it means."""

from collections.abc import Mapping
from dataclasses import dataclass

import daachorse

from analysis.readings.edits import Edit


@dataclass(frozen=True, slots=True)
class Searcher:
    """A multi-pattern search; ``meanings[i]`` is the word pattern ``i`` stands for, and the family."""

    search: daachorse.CharwiseDoubleArrayAhoCorasick
    meanings: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, table: Mapping[str, tuple[str, str]], longest: bool = False) -> "Searcher":
        """Search for the keys of ``table``; only the leftmost longest of overlapping ones if asked for."""
        kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST if longest else daachorse.MATCH_KIND_STANDARD
        return cls(daachorse.CharwiseDoubleArrayAhoCorasick(list(table), kind), tuple(table.values()))

    def apart(self, text: str) -> list[Edit]:
        """What is found in ``text`` without overlaps."""
        return [
            Edit(start, end, *self.meanings[number])
            for start, end, number in self.search.find(text)
            if not _inside_word(text, start, end)
        ]

    def everywhere(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end and number of all that is found in ``text``."""
        found: list[tuple[int, int, int]] = self.search.find_overlapping(text)
        return found


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether an ASCII disguise such as ``sfz`` is only a piece of a longer ASCII word, handle or host."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if text[start].isascii() and before.isascii() and (before.isalnum() or before in ("_", "@", "/")):
        return True
    if not text[end - 1].isascii() or not behind.isascii():
        return False
    return behind.isalnum() or behind in ("_", "@") or (behind == "." and text[end + 1 : end + 2].isalpha())
