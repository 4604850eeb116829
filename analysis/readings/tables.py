"""The tables of disguises: what looks, sounds or is built like what. All are data in ``disguise/``."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from analysis.readings.folding import fold


class Exchange(dict[int, str]):
    """A table of :meth:`str.translate` that learns the characters it leaves alone, which is quicker."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code)
        return self[code]


FOLDER = Path(__file__).parent / "disguise"


@lru_cache(maxsize=8)
def _content(name: str) -> dict[str, Any]:
    return dict(YAML(typ="safe").load(FOLDER / f"{name}.yml"))


@lru_cache(maxsize=1)
def martian() -> dict[str, str]:
    """Characters of Martian script and what they stand for, one for one."""
    rows = _content("characters")["characters"].items()
    return {odd: str(meant) for meant, characters in rows for odd in str(characters)}


@lru_cache(maxsize=1)
def letters() -> dict[str, str]:
    """Letters of other alphabets that look like Latin ones."""
    return {str(odd): str(letter) for odd, letter in _content("lookalikes")["letters"].items()}


@lru_cache(maxsize=1)
def groups() -> tuple[frozenset[str], ...]:
    """Groups of characters that look alike."""
    return tuple(frozenset(group) for group in _content("lookalikes")["groups"].split())


@lru_cache(maxsize=1)
def splits() -> dict[str, str]:
    """Parts that never stand side by side in ordinary writing, and the character they make."""
    rows = _content("splits")["anywhere"].items()
    whole = [(head if len(head) == 1 else "") + entry for head, entries in rows for entry in entries.split()]
    return {entry[:-1]: entry[-1] for entry in whole}


@lru_cache(maxsize=1)
def word_splits() -> dict[str, tuple[str, ...]]:
    """Characters and the parts that are read as them only inside a word."""
    found: dict[str, tuple[str, ...]] = {}
    for parts, whole in _loose_parts():
        found[whole] = (*found.get(whole, ()), parts)
    return found


def _loose_parts() -> Iterator[tuple[str, str]]:
    for entry in _content("splits")["in_words"].split():
        yield entry[:-1], entry[-1]
    variants = {part: str(others) for part, others in _content("splits")["variants"].items()}
    for parts, whole in splits().items():
        yield from ((other + parts[1:], whole) for other in variants.get(parts[0], ""))


@lru_cache(maxsize=1)
def pictures() -> dict[str, str]:
    """Pictures and what they say when read aloud."""
    return {str(picture): str(word) for picture, word in _content("pictures")["pictures"].items()}


@lru_cache(maxsize=1)
def listed() -> dict[str, str]:
    """Single disguises that no rule gives, folded, and what they mean."""
    rows = {**_content("characters")["words"], **_content("words")}
    return {fold(str(disguise)).text: str(meaning) for disguise, meaning in rows.items()}


@lru_cache(maxsize=1)
def not_initials() -> frozenset[str]:
    """Letters, and letters beside a character, that stand for themselves in ordinary writing: t恤, app."""
    return frozenset(str(_content("ordinary")["initials"]).split())


@lru_cache(maxsize=1)
def not_sounds() -> frozenset[str]:
    """Words the dictionary lacks that sound or look like one of the trade and mean themselves."""
    return frozenset(str(_content("ordinary")["sounds"]).split())


@lru_cache(maxsize=1)
def together() -> dict[str, str]:
    """Initials of two letters that are words only in the company of others."""
    return {str(initials): str(word) for initials, word in _content("initials")["together"].items()}
