"""What disguises cost: plain sale posts judged as they are and again in disguise."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.judgement.assessor import assess
from analysis.readings.disguises import unmask
from analysis.readings.folding import fold

Row = Mapping[str, Any]
#: Makes a text and a seed into the text in disguise.
Disguise = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Loss:
    """Of ``posts`` that are found plain, ``found`` are found in a disguise of ``family`` too."""

    family: str
    posts: int
    found: int

    @property
    def loss(self) -> float:
        """The share that the disguise hides."""
        return 1 - self.found / self.posts if self.posts else 0.0


def is_plain(text: str) -> bool:
    """Whether nothing in ``text`` is disguised, as far as can be seen."""
    reading = unmask(fold(text))
    return not reading.undone and not reading.invisible


def _is_found(row: Row, disguise: Disguise | None = None, seed: int = 0) -> bool:
    text, title = row["text"], row.get("title")
    if disguise:
        text, title = disguise(text, seed), disguise(title, seed) if title else None
    return assess(text, title, row.get("author")).label == "sale"


def plain_sales(rows: Iterable[Row]) -> list[Row]:
    """The plain posts labelled sale that are found."""
    sales = (row for row in rows if row["label"] == "sale" and is_plain(row["text"]))
    return [row for row in sales if _is_found(row)]


def measure_disguises(rows: Sequence[Row], families: Mapping[str, Disguise], seeds: int = 200) -> list[Loss]:
    """For each family, ``seeds`` disguises of the plain sale posts among ``rows``, taken in turn."""
    plain = plain_sales(rows)
    return [
        Loss(
            family,
            seeds if plain else 0,
            sum(_is_found(plain[seed % len(plain)], disguise, seed) for seed in range(seeds if plain else 0)),
        )
        for family, disguise in families.items()
    ]
