"""Search terms of a text, each knowing the original characters it came from."""

from typing import NamedTuple, Protocol


class Term(NamedTuple):  # some hundreds are made of every text: a tuple is made in a third of the time
    """``text`` is folded and lower case; ``[start, end)`` are offsets into the original text."""

    text: str
    start: int
    end: int


class IndexTerms(NamedTuple):
    """What an index keeps of a text's terms, in their order and without their places.

    ``bigrams`` and ``alike`` are grouped by the runs of characters that they come from.
    """

    words: tuple[str, ...]
    bigrams: tuple[tuple[str, ...], ...]
    alike: tuple[tuple[str, ...], ...]


class Terms(Protocol):
    """``words`` by search-mode segmentation (long words and the words inside them), ``bigrams`` over
    Han runs, ``alike`` over their sounds: 薇信 and 微信 give the same.

    ``ways`` are the rows of ``alike`` texts that a short text may be written as, by characters that sound or
    look like its own; none for a long text. ``meant`` are the terms of the text with its disguises undone,
    where there are any. ``indexed`` are words, bigrams and sounds for who needs no places: they cost half.
    Each part is made when it is first asked for: who marks a hit needs few of them.
    """

    @property
    def words(self) -> tuple[Term, ...]: ...
    @property
    def bigrams(self) -> tuple[Term, ...]: ...
    @property
    def alike(self) -> tuple[Term, ...]: ...
    @property
    def indexed(self) -> IndexTerms: ...
    @property
    def ways(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def meant(self) -> "Terms | None": ...
