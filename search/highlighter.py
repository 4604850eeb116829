"""The one highlighter of both engines: spans of the original text that answered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from records.term import Term, Terms
from search.found import Span
from search.language.wildcards import is_like
from search.nodes import Alike, Node, Row, Run, Word, WordLike, WordStart, leaves_of
from search.terming import Termed

Rows = Mapping[str, list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The positive leaves of a query by how they are looked for, so that a text is gone through once however
    many there are. What stands in a row is filed under its first term.
    """

    words: frozenset[str]
    starts: tuple[str, ...]
    globs: tuple[str, ...]
    rows: Rows
    runs: Rows
    alike: Rows


def highlight(text: str, node: Node, terms: Termed) -> tuple[Span, ...]:
    """Merged, sorted spans of ``text`` that a positive leaf of ``node`` matches."""
    leaves = tuple(leaves_of(node))
    if not text or not leaves:
        return ()
    wanted, termed = _wanted(leaves), terms(text)
    readings = (termed, termed.meant) if termed.meant else (termed,)
    return _merged(sorted(span for reading in readings for span in _spans(reading, wanted)))


def _wanted(leaves: Iterable[Node]) -> Wanted:
    return Wanted(
        frozenset(leaf.text for leaf in leaves if isinstance(leaf, Word)),
        tuple(leaf.text for leaf in leaves if isinstance(leaf, WordStart)),
        tuple(leaf.glob for leaf in leaves if isinstance(leaf, WordLike)),
        _filed(leaf.words for leaf in leaves if isinstance(leaf, Row)),
        _filed(leaf.bigrams for leaf in leaves if isinstance(leaf, Run)),
        _filed(leaf.bigrams for leaf in leaves if isinstance(leaf, Alike)),
    )


def _filed(rows: Iterable[tuple[str, ...]]) -> Rows:
    filed = defaultdict(list)
    for row in dict.fromkeys(rows):
        filed[row[0]].append(row)
    return filed


def _spans(termed: Terms, wanted: Wanted) -> Iterator[Span]:
    # A part that nothing is looked for in is not made.
    if wanted.words or wanted.starts or wanted.globs:
        yield from ((term.start, term.end) for term in termed.words if _is_wanted(term.text, wanted))
    if characters := {word for word in wanted.words if len(word) == 1}:
        yield from _characters(termed.bigrams, characters)
    if wanted.rows:
        for row in _windows(termed.words, wanted.rows):
            yield from ((word.start, word.end) for word in row)
    if wanted.runs:
        yield from _runs(termed.bigrams, wanted.runs)
    if wanted.alike:
        yield from _runs(termed.alike, wanted.alike)


def _is_wanted(word: str, wanted: Wanted) -> bool:
    return (
        word in wanted.words
        or word.startswith(wanted.starts)
        or any(is_like(word, glob) for glob in wanted.globs)
    )


def _runs(bigrams: tuple[Term, ...], wanted: Rows) -> Iterator[Span]:
    for row in _windows(bigrams, wanted):
        if all(after.start < before.end for before, after in pairwise(row)):
            yield row[0].start, row[-1].end


def _windows(terms: tuple[Term, ...], wanted: Rows) -> Iterator[tuple[Term, ...]]:
    for place, term in enumerate(terms):
        for texts in wanted.get(term.text, ()):
            row = terms[place : place + len(texts)]
            if tuple(one.text for one in row) == texts:
                yield row


def _characters(bigrams: tuple[Term, ...], wanted: set[str]) -> Iterator[Span]:
    for bigram in bigrams:
        if bigram.text[0] in wanted:
            yield bigram.start, bigram.start + 1
        if bigram.text[-1] in wanted:
            yield bigram.end - 1, bigram.end


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
