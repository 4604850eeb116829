"""The words of a list's table are there in Chinese, whatever is said."""

from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from casework.term_table import ANSWERS, NOTES, NOTHING, REFUSED, SOURCES, Table, Voice, sheets_of
from records.coverage import Coverage, SourceCoverage
from records.term_list import ListedTerms, RefusalReason, TermKind
from records.term_words import CHINESE, ENGLISH, term_word


def test_every_word_of_the_table_is_said_in_chinese() -> None:
    columns = (*ANSWERS, *REFUSED, *NOTES, *SOURCES, NOTHING)
    codes = {*columns, *get_args(TermKind), *get_args(RefusalReason)} - {""}
    assert codes - CHINESE.keys() == set()
    assert ENGLISH.keys() <= CHINESE.keys()
    assert term_word("not asked yet", "zh-hans") == "尚未检索"
    assert term_word("id", "en") == "ID number"


def test_listings_that_nobody_counted_are_not_none(home: Path) -> None:
    from casework import tables

    now = datetime(2026, 3, 1, tzinfo=UTC)
    row = tables.TermList(
        case=tables.Case(title="case"), owner=tables.Account(name="mei"), created_at=now, expires_at=now
    )
    sources = (SourceCoverage(name="board"), SourceCoverage(name="bar", listings=0))
    listed = ListedTerms(asked=(), refused=(), repeated=(), blank=(), header="")
    sheets = sheets_of(row, Table(listed, (), Coverage(at=now, sources=sources)), Voice("en", str))
    assert [(cells[0], cells[3]) for cells in sheets[2].rows] == [("board", ""), ("bar", 0)]
