"""Who posts: the author's name (with the signature, where there is one) and its second reading."""

from dataclasses import dataclass

from analysis.readings.disguises import unmask
from analysis.readings.folding import Folded, fold


@dataclass(frozen=True, slots=True)
class Author:
    """The name as it stands, and ``plain``, its disguises undone."""

    name: str
    plain: Folded


def read_author(name: str | None) -> Author:
    """The readings of an author's name; of none, empty ones."""
    return Author(name or "", unmask(fold(name or "")))
