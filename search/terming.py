"""A text's terms as both engines take them, and what of a query's text must be found."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from records.term import IndexTerms, Term, Terms
from search.nodes import Node, Row, Run, Word

Termed = Callable[[str], Terms]

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
ONLY_HAN = re.compile(f"{HAN.pattern}+")
# Lucene cuts a token of more than 255 characters in two, SQLite does not: neither gets one.
LONGEST_TERM = 64


def clipped(terms: Termed) -> Termed:
    """``terms`` with no term longer than both engines hold as one, and no blank inside a term."""

    def clip(text: str) -> Terms:
        return _Clipped(terms(text))

    return clip


@dataclass(frozen=True)
class _Clipped:
    """The parts of ``whole``, each clipped when it is asked for."""

    whole: Terms

    @cached_property
    def words(self) -> tuple[Term, ...]:
        return _clip_row(self.whole.words)

    @cached_property
    def bigrams(self) -> tuple[Term, ...]:
        return _clip_row(self.whole.bigrams)

    @cached_property
    def alike(self) -> tuple[Term, ...]:
        return _clip_row(self.whole.alike)

    @cached_property
    def indexed(self) -> IndexTerms:
        whole = self.whole.indexed
        return whole if _is_clipped(whole.words) else whole._replace(words=tuple(map(_clip, whole.words)))

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        return self.whole.ways

    @cached_property
    def meant(self) -> Terms | None:
        return self.whole.meant and _Clipped(self.whole.meant)


def _clip_row(row: tuple[Term, ...]) -> tuple[Term, ...]:
    texts = [term.text for term in row]
    return row if _is_clipped(texts) else tuple([term._replace(text=_clip(term.text)) for term in row])


def _is_clipped(texts: Sequence[str]) -> bool:
    # Hardly any text has such a term: one look at all of them is quicker than one at each.
    together = "".join(texts)
    return not together or (together.split() == [together] and max(map(len, texts)) <= LONGEST_TERM)


def _clip(text: str) -> str:
    return "".join(text.split())[:LONGEST_TERM]


def text_parts(text: str, terms: Termed, phrase: bool = False) -> tuple[Node, ...]:
    """All of which must be found: Han runs by their bigrams, other words singly or, in a phrase, in a row."""
    termed = terms(text)
    runs = [Run(tuple(run)) for run in runs_of(termed.bigrams)]
    covered = "".join(run.bigrams[0] + "".join(pair[1] for pair in run.bigrams[1:]) for run in runs)
    # A Han word of two or more characters lies inside a run; a lone character is a word, and so is one with
    # other signs in it (4s店).
    words = [
        term
        for term in termed.words
        if not (ONLY_HAN.fullmatch(term.text) and (len(term.text) > 1 or term.text in covered))
    ]
    rest = _rows(words, termed) if phrase else [Word(word.text) for word in words]
    return (*dict.fromkeys(runs), *dict.fromkeys(rest))


def _rows(words: list[Term], termed: Terms) -> list[Word | Row]:
    """Words that no other term comes between, as rows."""
    # A lone Han character stands alone here but may be half of a word there: it belongs to no row.
    wanted = {id(word) for word in words if not HAN.search(word.text)}
    rows: list[list[str]] = [[]]
    for term in termed.words:
        if id(term) in wanted:
            rows[-1].append(term.text)
        elif rows[-1]:
            rows.append([])
    lone = [Word(word.text) for word in words if HAN.search(word.text)]
    return [*(Row(tuple(row)) if len(row) > 1 else Word(row[0]) for row in rows if row), *lone]


def runs_of(bigrams: tuple[Term, ...]) -> list[list[str]]:
    """Bigrams grouped by the runs of Han characters they come from."""
    runs: list[list[str]] = []
    reach = -1
    for text, start, end in bigrams:
        if start >= reach:
            runs.append(run := [])
        run.append(text)
        reach = end
    return runs
