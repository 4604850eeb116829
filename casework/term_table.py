"""What a list asked and what came of it, as sheets; put together only for somebody who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from casework import tables
from casework.keyring import Keyring
from casework.term_answers import read_slices
from casework.term_lists import read_terms
from records.coverage import Coverage
from records.coverage_words import sentences
from records.term_list import ListedTerm, ListedTerms, TermAnswer
from records.term_words import term_word
from records.wire import decode

Say = Callable[[str], str]
ANSWERS = (
    *("line", "term", "kind", "listings", "newest", "oldest", "categories", "sellers", "ids", "addresses"),
)
NOTHING = "0 listings: none where somebody looked, which does not say that there is none"
REFUSED = ("line", "term", "why it was not asked")
NOTES = ("about this list", "")
SOURCES = ("source", "read up to", "last run", "listings")


@dataclass(frozen=True, slots=True)
class Row:
    """A term and its answer; None where it is not asked yet."""

    term: ListedTerm
    answer: TermAnswer | None


@dataclass(frozen=True, slots=True)
class Table:
    """Everything a list asked, in its order, what it left out, and what the answers cover (None: the list is
    not asked to the end).
    """

    listed: ListedTerms
    rows: tuple[Row, ...]
    coverage: Coverage | None

    @property
    def found(self) -> int:
        """How many terms have hits."""
        return sum(bool(row.answer and row.answer.total) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a section of a CSV file."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """How a table speaks: ``language`` is ``en`` or begins with ``zh``, ``category`` names one in it."""

    language: str
    category: Say

    def __call__(self, word: str) -> str:
        """A word of the table."""
        return term_word(word, self.language)

    def all(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Some words; what is empty stays so."""
        return tuple(self(word) for word in words)


def read_table(row: tables.TermList, by: tables.Account, keyring: Keyring, act: str) -> Table:
    """The table of a list, for who may read it; the audit hears of the ``act`` (``shown exported``).

    Raises:
        Denied: the account may not read the list.
        CaseworkError: nobody has read the upload yet.
    """
    listed = decode(read_terms(row, by, keyring, act), ListedTerms)
    answers: list[TermAnswer | None] = [*_answers(row, keyring)]
    answers += [None] * (len(listed.asked) - len(answers))
    coverage = msgspec.convert(row.coverage, Coverage) if row.coverage else None
    return Table(listed, tuple(map(Row, listed.asked, answers)), coverage)


def _answers(row: tables.TermList, keyring: Keyring) -> Iterator[TermAnswer]:
    for plain in read_slices(row, keyring):
        yield from decode(plain, list[TermAnswer])


def sheets_of(row: tables.TermList, table: Table, voice: Voice) -> tuple[Sheet, ...]:
    """The sheets of a list: the answers, the refused terms, what was covered, and what the list was for."""
    refused = ((one.line, one.text, voice(one.why)) for one in table.listed.refused)
    return (
        Sheet(voice("hits"), voice.all(ANSWERS), tuple(cells_of(one, voice) for one in table.rows)),
        Sheet(voice("refused"), voice.all(REFUSED), tuple(refused)),
        Sheet(voice("coverage"), voice.all(SOURCES), tuple(_sources(table.coverage, voice))),
        Sheet(voice("about"), voice.all(NOTES), tuple(_notes(row, table, voice))),
    )


def cells_of(row: Row, voice: Voice) -> tuple[str | int, ...]:
    """A term and its answer by the columns ANSWERS."""
    term, answer = row.term, row.answer
    given = (term.line, term.text, voice(term.kind))
    if answer is None:
        return (*given, voice("not asked yet"), "", "", "", "", "", "")
    return (
        *given,
        answer.total if answer.in_time else voice("no answer in time"),
        f"{answer.hits[0].at:%Y-%m-%d}" if answer.hits else "",
        answer.oldest,
        ", ".join(map(voice.category, answer.categories)),
        "\n".join(answer.sellers),
        "\n".join(hit.id for hit in answer.hits),
        "\n".join(hit.url for hit in answer.hits),
    )


def _sources(coverage: Coverage | None, voice: Voice) -> Iterator[tuple[str | int, ...]]:
    for source in coverage.sources if coverage else ():
        outcome = voice(source.outcome or "never read")
        listings = "" if source.listings is None else source.listings
        yield source.name, _minute(source.read_until), outcome, listings


def _notes(row: tables.TermList, table: Table, voice: Voice) -> Iterator[tuple[str | int, ...]]:
    """For what, for whom and until when; how far "0" reaches; what was left out of the list."""
    yield voice("title"), row.name
    yield voice("case"), f"{row.case.pk} {row.case.title}"
    yield voice("purpose"), row.purpose
    yield voice("owner"), row.owner.name
    yield voice("made"), _minute(row.created_at)
    yield voice("answered"), _minute(row.ended_at) or voice("not asked to the end")
    yield voice("destroyed"), _minute(row.expires_at)
    for sentence in coverage_sentences(table, voice):
        yield voice("coverage"), sentence
    if table.listed.header:
        yield voice("header left out"), table.listed.header
    if table.listed.blank:
        yield voice("blank lines"), ", ".join(map(str, table.listed.blank))
    for one in table.listed.repeated:
        yield voice("repeated line"), f"{one.line} = {one.first}"


def coverage_sentences(table: Table, voice: Voice) -> tuple[str, ...]:
    """How far the answers reach, and where nobody looked."""
    if table.coverage is None:
        return ()
    nothing = (voice(NOTHING),) if table.found < len(table.rows) else ()
    return (*sentences(table.coverage, voice.language.startswith("zh")), *nothing)


def _minute(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else ""
