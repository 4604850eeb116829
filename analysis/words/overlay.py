"""The house's own words beside those of the shipped lexicon; what was made without them is forgotten.

Where they lie is said once, at the door of a process; they are read when words are first needed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # every command says where its words lie, few read them
    from analysis.words.entries import Entry

Made = TypeVar("Made")


@dataclass(slots=True)
class Overlay:
    """``folder`` holds the house's files, one per topic; ``tried`` are words that are not saved yet."""

    folder: Path | None = None
    tried: "tuple[Entry, ...]" = ()


_overlay = Overlay()
_forget: list[Callable[[], None]] = []


def from_lexicon(make: Callable[[], Made]) -> Callable[[], Made]:
    """Make something of the lexicon's words once, and again after the words have changed."""
    kept = lru_cache(maxsize=1)(make)
    _forget.append(kept.cache_clear)
    return kept


def look_in(folder: Path | None) -> None:
    """Take the house's words from ``folder`` from now on; there need not be any."""
    _overlay.folder = folder
    _changed()


@contextmanager
def trying(entries: "tuple[Entry, ...]") -> Iterator[None]:
    """Judge with these words as well until the block ends."""
    _overlay.tried = entries
    _changed()
    try:
        yield
    finally:
        _overlay.tried = ()
        _changed()


def house_files() -> tuple[Path, ...]:
    """The house's files, in the order of their names."""
    return tuple(sorted(_overlay.folder.glob("*.yml"))) if _overlay.folder else ()


def tried_entries() -> "tuple[Entry, ...]":
    """The words that are being tried."""
    return _overlay.tried


def read_again() -> None:
    """Forget what was read of the folder: its files have changed."""
    _changed()


def _changed() -> None:
    for forget in _forget:
        forget()
