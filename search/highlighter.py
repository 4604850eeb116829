"""The one highlighter of both engines: spans of the original text that answered."""

from collections.abc import Iterator
from itertools import pairwise

from records.term import Term, Terms
from search.found import Span
from search.nodes import Leaf, Node, Row, Run, WordStart, leaves_of
from search.terming import Termed


def highlight(text: str, node: Node, terms: Termed) -> tuple[Span, ...]:
    """Merged, sorted spans of ``text`` that a positive leaf of ``node`` matches."""
    leaves = tuple(leaves_of(node))
    if not text or not leaves:
        return ()
    return _merged(sorted(_spans(terms(text), leaves)))


def _spans(termed: Terms, leaves: tuple[Leaf, ...]) -> Iterator[Span]:
    for leaf in leaves:
        if isinstance(leaf, Run):
            yield from _runs(termed.bigrams, leaf.bigrams)
            continue
        if isinstance(leaf, Row):
            yield from _rows(termed.words, leaf.words)
            continue
        if len(leaf.text) == 1:
            yield from _characters(termed.bigrams, leaf.text)
        for term in termed.words:
            if term.text == leaf.text or (isinstance(leaf, WordStart) and term.text.startswith(leaf.text)):
                yield term.start, term.end


def _runs(bigrams: tuple[Term, ...], wanted: tuple[str, ...]) -> Iterator[Span]:
    for row in _windows(bigrams, wanted):
        if all(after.start < before.end for before, after in pairwise(row)):
            yield row[0].start, row[-1].end


def _rows(words: tuple[Term, ...], wanted: tuple[str, ...]) -> Iterator[Span]:
    for row in _windows(words, wanted):
        yield from ((word.start, word.end) for word in row)


def _windows(terms: tuple[Term, ...], wanted: tuple[str, ...]) -> Iterator[tuple[Term, ...]]:
    size = len(wanted)
    for start in range(len(terms) - size + 1):
        row = terms[start : start + size]
        if tuple(term.text for term in row) == wanted:
            yield row


def _characters(bigrams: tuple[Term, ...], wanted: str) -> Iterator[Span]:
    for bigram in bigrams:
        if bigram.text[0] == wanted:
            yield bigram.start, bigram.start + 1
        if bigram.text[-1] == wanted:
            yield bigram.end - 1, bigram.end


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
