"""Asks the index for every term of a list, slice by slice; cut off at any time, it goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from casework import tables, term_answers
from casework.term_answers import Progress, Slice
from casework.term_lists import read_terms
from evidence.list_keys import ListKeys
from operations.batch.questions import question_of
from operations.batch.reading import read_list
from operations.batch.recognition import understand
from records.document import Document
from records.match_key import MatchKey
from records.term_list import ListedTerm, ListedTerms, TermAnswer, TermHit
from records.wire import decode, encode
from search.answer import MOST_VALUES
from search.found import Found
from search.index import Index
from search.patience import long_patience, outlast
from search.terming import Termed

SLICE = 100
#: So many listings of a term are named in the table; all are counted.
MOST_HITS = 10
MOST_SELLERS = 20

Tell = Callable[[Progress], None]


def silently(progress: Progress) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What asking takes: the index and how it cuts text, the keys of match tokens and those of lists."""

    index: Index
    terms: Termed
    match_keys: Sequence[MatchKey]
    keyring: ListKeys


def ask_list(
    row: tables.TermList,
    by: tables.Account,
    desk: Desk,
    coverage: Callable[[], Mapping[str, Any]],
    tell: Tell,
) -> Progress:
    """Ask what is not answered yet, telling how far it is.

    ``coverage`` says at the end what the index covered.

    A list that nobody has read yet is read first.

    Raises:
        UploadError: it cannot be read as a list.
        Denied: the account may not read the list.
        Cancelled: somebody cancelled the list; what is answered stays.
        KeyringError: another process asks it already.
        IndexFault: the index cannot be asked, or was not for minutes; the list waits.
    """
    with desk.keyring.hold(row.key):
        if row.state == "unread":
            read_list(row, by, desk.keyring, desk.terms)
        listed = decode(read_terms(row, by, desk.keyring, "asked"), ListedTerms)
        term_answers.begin(row)
        try:
            progress = _ask(row, listed.asked, desk, tell)
            term_answers.end(row, outlast(coverage, long_patience()))
        finally:
            term_answers.pause(row)
    return progress


def _ask(row: tables.TermList, asked: tuple[ListedTerm, ...], desk: Desk, tell: Tell) -> Progress:
    progress, patience = term_answers.progress_of(row), long_patience()
    tell(progress)
    while progress.asked < len(asked):
        some = asked[progress.asked : progress.asked + SLICE]
        answers = outlast(partial(answers_to, some, desk), patience)
        found = sum(answer.total > 0 for answer in answers)
        answered = Slice(first=progress.asked, number=len(answers), found=found, plain=encode(answers))
        term_answers.keep_slice(row, answered, desk.keyring)
        progress = Progress(progress.asked + len(answers), progress.found + found)
        tell(progress)
    return progress


def answers_to(asked: Sequence[ListedTerm], desk: Desk) -> list[TermAnswer]:
    """What the index has of some terms, in their order."""
    nodes = [question_of(understand(term.text), desk.terms, desk.match_keys) for term in asked]
    return [_answer(found) for found in desk.index.find_each(nodes, MOST_HITS)]


def _answer(found: Found) -> TermAnswer:
    if not found.in_time:
        return TermAnswer(total=found.total, in_time=False)
    hits = tuple(_hit(hit.document) for hit in found.hits)
    return TermAnswer(
        total=found.total,
        hits=hits,
        oldest=_oldest(found, hits),
        categories=tuple(found.facets["category"]),
        sellers=tuple(found.facets["seller"])[:MOST_SELLERS],
    )


def _oldest(found: Found, hits: tuple[TermHit, ...]) -> str:
    if found.total > len(hits):
        months = found.facets["month"]  # the most frequent ones, and of an approximate answer the newest
        return "" if found.approximate or len(months) >= MOST_VALUES else min(months)
    return f"{hits[-1].at:%Y-%m-%d}" if hits else ""


def _hit(document: Document) -> TermHit:
    return TermHit(id=document.id, url=document.url, at=document.told_at)
