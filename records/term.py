"""Search terms of a text, each knowing the original characters it came from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """``text`` is folded and lower case; ``[start, end)`` are offsets into the original text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Terms:
    """``words`` by search-mode segmentation (long words and the words inside them), ``bigrams`` over
    Han runs.
    """

    words: tuple[Term, ...] = ()
    bigrams: tuple[Term, ...] = ()
