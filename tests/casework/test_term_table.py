"""The words of a list's table are there in Chinese, whatever is said."""

from typing import get_args

from casework.term_table import ANSWERS, NOTES, NOTHING, REFUSED, SOURCES
from records.term_list import RefusalReason, TermKind
from records.term_words import CHINESE, ENGLISH, term_word


def test_every_word_of_the_table_is_said_in_chinese() -> None:
    columns = (*ANSWERS, *REFUSED, *NOTES, *SOURCES, NOTHING)
    codes = {*columns, *get_args(TermKind), *get_args(RefusalReason)} - {""}
    assert codes - CHINESE.keys() == set()
    assert ENGLISH.keys() <= CHINESE.keys()
    assert term_word("not asked yet", "zh-hans") == "尚未检索"
    assert term_word("id", "en") == "ID number"
