"""Many questions at once get the answers that each of them gets alone, on both engines."""

from collections.abc import Callable

import pytest

from analysis.words.terms import terms
from records.document import Document
from search.fault import IndexFault
from search.index import Index, open_index
from search.nodes import Any, Tag, Word
from search.query import parse

QUERIES = (
    "",
    "银行",
    '"持卡人资料"',
    "contact:qq:9000000003",
    "类别:酒店 严重程度:严重",
    "没有这个词",
    "NOT 类别:酒店",
)


def test_many_questions_get_the_answers_of_each(index: Index, document: Callable[..., Document]) -> None:
    index.put([document(number) for number in range(40)])
    together = index.find_each([parse(query, terms) for query in QUERIES], limit=5)
    alone = [index.find(query, limit=5) for query in QUERIES]
    assert [found.total for found in together] == [found.total for found in alone]
    assert [found.facets for found in together] == [found.facets for found in alone]
    documents = [[hit.document for hit in found.hits] for found in together]
    assert documents == [[hit.document for hit in found.hits] for found in alone]
    assert [bool(found.hits) for found in together] == [True, True, True, True, True, False, True]


def test_no_question_gets_no_answer(index: Index) -> None:
    assert index.find_each([]) == []


def test_what_stands_in_a_question_is_no_syntax(index: Index, document: Callable[..., Document]) -> None:
    index.put([document(1)])
    hostile = ['" OR *', "*", "a) OR (1=1", "words : x", "\\", "{}", "' OR 1=1 --"]
    questions = [node for text in hostile for node in (Word(text), Tag("seller", text))]
    assert [found.total for found in index.find_each(questions)] == [0] * len(questions)
    assert index.find_each([Any((Word("nothing"), Word("银行")))], 0)[0].total == 1


def test_one_question_that_fails_is_a_fault(elasticsearch_url: str) -> None:
    nowhere = open_index(f"{elasticsearch_url}?prefix=test-never-made", terms)
    with pytest.raises(IndexFault, match="no such index"):
        nowhere.find_each([Word("银行")])
    nowhere.close()
