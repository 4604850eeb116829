"""Hostile queries: each ends soon, with an answer or a reason, on the parser and on both engines."""

import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.words.terms import terms
from records.assessment import Contact
from records.document import Document
from search.entry import entry_of
from search.index import Index, open_index
from search.matcher import matches
from search.query import QueryError, parse

# The promise is five seconds; a busy machine is given three times as much.
MOST_SECONDS = 15
HOSTILE = {
    "a megabyte of words": "银行 " * 350_000,
    "a megabyte of one word": "a" * 1_000_000,
    "a megabyte of digits": "1" * 1_000_000,
    "ten thousand terms": " ".join(f"w{number}" for number in range(10_000)),
    "as many terms as may be": " OR ".join(f"w{number}" for number in range(200)),
    "as many beginnings as may be": " OR ".join(f"a{n}*" for n in range(150)),
    "as many patterns as may be": " OR ".join(f"90{n:03d}*?*{n % 10}" for n in range(130)),
    "deep wildcards": "a*b?" * 400,
    "only wildcards": "*" * 1999,
    "a pattern that backtracks": "contact:aa*a*a*a",
    "a pattern like everything": "90*0*?*",
    "an expression that backtracks": "/(a+)+$/",
    "brackets": "(" * 999 + "a" + ")" * 999,
    "denials": "NOT " * 499 + "a",
    "operators": "AND OR NOT && || ! + - " * 80,
    "quotation marks": '"' * 1999,
    "colons": ":" * 1999,
    "backslashes": "\\" * 1999,
    "a long phrase": '"' + "ab cd " * 300 + '"',
    "a long run": "银" * 2000,
    "likenesses": "alike:(" + " OR ".join(["威信电话"] * 3) + ")",
    "half a pair": "contact:\ud800",
    "a zero": "contact:a\x00b",
    "control characters": "".join(map(chr, range(32))),
    "right to left": "\u202e银行\u202c \u2067abc\u2069",
    "emoji": "👨\u200d👩\u200d👧 🐧",
    "marks upon marks": "a" + "\u0301" * 1990,
    "nobody sees it": "\u200b" * 1999,
    "noncharacters": "\uffff\ufffe \U0010ffff* contact:\U0010ffff\U0010ffff*",
    "a huge number": "price:>" + "9" * 1900,
    "a number that is none": "price:1e400 OR price:nan OR price:inf",
    "a time before time": "posted:0000 OR posted:now-999999y",
    "fields in fields": "a:" * 999,
    "ranges in ranges": "price:[" * 280,
}  # fmt: skip
PIECES = st.sampled_from(
    [
        *'"“”()[]{}:：*?^~/\\+-!<>=&|# ', " AND ", " OR ", " NOT ", " ", " ", " ", "&&", "||", "银行", "data",
        "tele*m", "te?e*", "wx?a", "类别:", "类别:银行", "price:", "price:<1", "quantity:>5", "contact:qq:",
        "contact:qq:90*", "contact:*", "alike:威信", "_exists_:price", "\u202e", "\ud800", "\x00", "tele*",
        "state:gone", "reviewed:no", "seller:dis*:1?", "month:2026-03", "'", '"', "\uffff", "\U0010ffff",
    ]
)  # fmt: skip
Filled = tuple[Index, list[Document]]


@pytest.fixture(scope="module", params=["sqlite", "elasticsearch"])
def filled(
    request: pytest.FixtureRequest, maker: Callable[..., Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'index.sqlite'}"
    if request.param == "elasticsearch":
        prefix = request.getfixturevalue("prefix_of_module")
        url = f"{request.getfixturevalue('elasticsearch_url')}?prefix={prefix}"
    texts = ("telegram 银行 wx0a", "telex data 微信", 'O\'Brien "ab" 加薇❤', "a" * 64)
    documents = [
        maker(
            n, text=texts[n % 4], contacts=(Contact("qq", f"90000{n:05d}"), Contact("other", "a" * 900 + "'"))
        )
        for n in range(40)
    ]
    index = open_index(url, terms)
    index.init()
    assert index.rebuild(documents) == len(documents)
    yield index, documents
    index.close()


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("sort", ["newest", "relevance"])
def test_it_ends_soon_with_an_answer_or_a_reason(filled: Filled, kind: str, sort: str) -> None:
    index, _ = filled
    began, refused = time.monotonic(), None
    try:
        index.find(HOSTILE[kind], sort=sort)
    except QueryError as error:
        refused = error
    assert time.monotonic() - began < MOST_SECONDS
    if refused:
        assert 0 <= refused.position <= len(HOSTILE[kind])
        assert len(str(refused)) < 500


def find_alike(filled: Filled, query: str) -> None:
    index, documents = filled
    try:
        tree = parse(query, terms)
    except QueryError:
        return
    wanted = {one.id for one in documents if matches(tree, entry_of(one, terms))}
    found = index.find(query, limit=100)
    assert ({hit.document.id for hit in found.hits}, found.total) == (wanted, len(wanted))


QUERIES = st.lists(PIECES, max_size=10).map("".join)
by_chance = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(by_chance, max_examples=60)
@given(query=QUERIES)
def test_whatever_can_be_read_finds_what_the_matcher_finds(filled: Filled, query: str) -> None:
    find_alike(filled, query)


@pytest.mark.full
@settings(by_chance, max_examples=3_000)
@given(query=QUERIES)
def test_whatever_can_be_read_finds_what_the_matcher_finds_three_thousand_times(
    filled: Filled, query: str
) -> None:
    find_alike(filled, query)


@pytest.mark.parametrize(
    "query",
    [
        "NOT " * 23 + "seller:dis*:1?",
        "(data OR " * 11 + "seller:料商1" + ")" * 11,
        "NOT (data OR " * 7 + "seller:料商1" + ")" * 7,
        "(data OR NOT (银行 AND (" * 3 + "price:>0 OR posted:>2020" + ")))" * 3,
    ],
)
@pytest.mark.parametrize("sort", ["newest", "relevance"])
def test_what_is_nested_as_deep_as_may_be_is_answered(filled: Filled, query: str, sort: str) -> None:
    index, documents = filled
    wanted = {one.id for one in documents if matches(parse(query, terms), entry_of(one, terms))}
    wanted &= {one.id for one in documents if (one.severity, one.source) == ("serious", "channel_two")}
    found = index.find(query, filters={"severity": "serious", "source": "channel_two"}, sort=sort, limit=100)
    assert {hit.document.id for hit in found.hits} == wanted


@pytest.mark.parametrize("query", ['contact:"90000"', "author:a'", "other:*'", r"other:aa*a'", "board:'a*"])
def test_quotation_marks_in_values(filled: Filled, query: str) -> None:
    index, documents = filled
    tree = parse(query, terms)
    wanted = {one.id for one in documents if matches(tree, entry_of(one, terms))}
    assert {hit.document.id for hit in index.find(query, limit=100).hits} == wanted
