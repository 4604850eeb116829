"""Where and how a wrong query is told, in English and Chinese."""

import re
import string
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.words.terms import terms
from search.answer import check_page, narrowed
from search.language.chinese import CHINESE
from search.nodes import Everything
from search.query import LONGEST, QueryError, parse

# query: the place, a part of the message, the repaired query.
WRONG = {
    "银行 (客户": (3, "brackets", "银行 (客户)"),
    "银行) 客户": (2, "brackets", "银行 客户"),
    '银行 "客户': (3, "quotation mark", '银行 "客户"'),
    "银行 AND": (6, "nothing on its right", "银行"),
    "银行 AND (客户 OR)": (13, "nothing on its right", "银行 AND (客户 )"),
    "OR 银行": (0, "nothing on its left", "银行"),
    "银行 AND OR 客户": (7, "side by side", "银行 AND 客户"),
    "银行 -": (3, "stands before nothing", "银行"),
    "银行 ()": (3, "nothing stands in these brackets", "银行"),
    "银行 && (客户": (6, "brackets", "银行 && (客户)"),
    "银行 &&": (5, "AND has nothing on its right", "银行"),
    "类别:": (3, "no value", ""),
    "price:>": (7, "no value", ""),
    ":银行": (0, "no field is named", ""),
    "类型:银行": (0, "no field 类型; did you mean 类别", "类别:银行"),
    "银行 catagory:bank": (3, "did you mean category", "银行 category:bank"),
    "colour:red": (0, "no field colour", ""),
    "_exists_:pric": (9, "did you mean price", "_exists_:price"),
    "category:banc": (9, "did you mean bank", "category:bank"),
    "类别:银航 价格:<1": (3, "did you mean 银行", "类别:银行 价格:<1"),
    "category:zz*": (9, "one of bank", ""),
    "state:lost": (6, "one of standing, gone, withdrawn, unreviewed", ""),
    "price:cheap": (6, "not a number", ""),
    "posted:soon": (7, "not a time", ""),
    "posted:2026-02-30": (7, "not a time", ""),
    "price:1e999": (6, "not a number", ""),
    "month:march": (6, "not a month", ""),
    "price:[3 TO 1]": (6, "swap its ends", ""),
    "price:{1 TO 1}": (6, "is empty; write [1 TO 1]", ""),
    "price:[1 to 3]": (6, "not two ends", "price:[1 TO 3]"),
    "price:[1 TO": (6, "not closed", ""),
    "source:[a TO b]": (7, "range needs", ""),
    "source:(board:x)": (8, "inside the field source", ""),
    "银行 *bank": (3, "a wildcard at the beginning", ""),
    "b*": (0, "at least 2", ""),
    "contact:*1": (8, "a wildcard at the beginning", ""),
    "da?t*a?b*c?": (0, "may hold 4 wildcards", "") ,
    "银行*卡": (0, "write the parts with a blank between: 银行 卡", "银行 卡"),
    "银行^2 客户": (2, "take ^ away", "银行 客户"),
    "QQ 微信~1": (5, "write alike:", "QQ alike:微信"),
    "data~": (4, "write alike:", "data"),
    '"银行 客户"~3': (7, "join words by AND", '"银行 客户"'),
    "(银行 OR 客户)^2": (10, "take ^ away", "(银行 OR 客户)"),
    "/(a+)+$/": (0, "between slashes", ""),
    "alike:微": (6, "two to eight Chinese characters", ""),
    "近似:abc": (3, "two to eight Chinese characters", ""),
    "_exists_:alike": (9, "no field of documents", ""),
    "a\x00b": (1, "U+0000", "ab"),
    "contact:\ud800x": (8, "U+D800", "contact:x"),
    " ， ": (0, "holds nothing", ""),
    "🐧🐧 ⚡": (3, "holds nothing", ""),
    "银" * 3000: (LONGEST, "longer than", ""),
    "(" * 60 + "a" + ")" * 60: (25, "nested deeper", ""),
    "a " * 250: (400, "more than 200", ""),
}  # fmt: skip


@pytest.mark.parametrize("query", WRONG, ids=lambda query: repr(query[:20]))
def test_a_wrong_query_says_where_why_and_what_to_write(query: str) -> None:
    place, said, repaired = WRONG[query]
    with pytest.raises(QueryError) as caught:
        parse(query, terms)
    error = caught.value
    assert said in str(error)
    assert (error.position, error.repaired, error.query) == (place, repaired, query)
    if repaired:
        parse(repaired, terms)
    assert re.search("[\u4e00-\u9fff]", error.said("zh_Hans"))
    assert not re.search("[{}]", error.said("zh_Hans"))


def test_every_message_has_chinese_with_the_same_places_to_fill() -> None:
    sources = (Path(__file__).parents[3] / "search").rglob("*.py")
    code = " ".join(source.read_text("utf-8") for source in sources if source.name != "chinese.py")
    assert [message for message in CHINESE if f'"{message}"' not in code] == []
    for message, chinese in CHINESE.items():
        places, ours = (
            {name for _, name, _, _ in string.Formatter().parse(one) if name} for one in (message, chinese)
        )
        assert places == ours, message


@pytest.mark.parametrize(
    "ask",
    [
        lambda: check_page("best", 1, 0),
        lambda: check_page("newest", -1, 0),
        lambda: check_page("newest", 1, 10_000),
        lambda: narrowed(Everything(), {"colour": "red"}),
    ],
)
def test_wrong_pages_orders_and_facets_are_told_in_chinese_too(ask: Callable[[], object]) -> None:
    with pytest.raises(QueryError) as caught:
        ask()
    assert re.search("[\u4e00-\u9fff]", caught.value.said("zh_Hans"))


def test_a_message_shows_a_long_or_strange_value_short_and_plain() -> None:
    with pytest.raises(QueryError) as caught:
        parse("price:" + "9\u202e" * 500, terms)
    assert len(str(caught.value)) < 120
    assert "\u202e" not in str(caught.value)


@pytest.mark.parametrize(
    ("query", "repaired"),
    [
        ("(类别:银航", "(类别:银行)"),
        ("title~2 OR (银行", "title OR (银行)"),
        ("类别:银行 AND (价格:<", ""),
        ("(colour:red", ""),
    ],
)
def test_what_is_suggested_can_be_asked(query: str, repaired: str) -> None:
    with pytest.raises(QueryError) as told:
        parse(query, terms)
    assert told.value.repaired == repaired
