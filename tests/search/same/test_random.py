"""Random queries over random small documents: either engine finds what the matcher finds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from analysis.words.terms import terms
from records.assessment import Contact, Offer
from records.document import Document
from search.entry import entry_of
from search.fault import QueryError
from search.index import Index
from search.matcher import matches
from search.query import MOST_DEPTH, MOST_LEAVES, parse

# Few pieces, so that queries and documents meet; some of them written in other ways, or hard to cut.
HAN = (
    "银行", "客户", "銀行", "名单", "微信", "薇信", "银.行", "亻言用卡", "信用卡", "出", "行", "开✂房",
    "开房",
)  # fmt: skip
OTHERS = (
    "QQ9000000017", "qq", "ＱＱ", "t.me/ab_cd", "0.5元", "50%", "İstanbul", "naïve",
    "o'clock", "½", "①", "ab", "abc",
)  # fmt: skip
GAPS = ("", "，", " ", "\u200b", "\n", "\u2028", "🏦", '"', "_", "\x85", "\u00a0", "\\")
PIECES = st.sampled_from(HAN + OTHERS)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(GAPS)), min_size=1, max_size=8).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)
PRICES = st.sampled_from([0.05, 0.1, 0.5, 1.0, 10_000.0])
OFFERS = st.builds(Offer, category=st.just("bank"), price=st.none() | PRICES)
FACTS = st.fixed_dictionaries(
    {
        "text": TEXTS | st.text(max_size=12),
        "title": st.none() | TEXTS,
        "author_name": st.none() | PIECES,
        "seller": st.sampled_from([None, "discuz:1", "discuz:ＱＱ", "telegram:ab", "discuz:12"]),
        "categories": st.sampled_from([(), ("bank",), ("hotel", "bank"), ("hotel",)]),
        "offers": st.lists(OFFERS, max_size=2).map(tuple),
        "contacts": st.sampled_from([(), (Contact("qq", "9000000017"),), (Contact("wechat", "ab_cd"),)]),
        "withdrawn_since": st.sampled_from(["", "2.0"]),
        "hours": st.integers(0, 3),
        "score": st.sampled_from([0.0, 0.25, 1.0]),
    }
)  # fmt: skip
QUOTED = TEXTS.map(lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
LEAVES = st.one_of(
    PIECES, QUOTED, QUOTED,
    PIECES.map(lambda piece: f"{piece}*"),
    st.sampled_from(["银行", "微信", "薇信", "信用卡", "開房"]).map(lambda han: f"alike:{han}"),
    st.sampled_from(
        ["category:bank", "category:*", "类别:酒店", "seller:1", "seller:discuz:1*", "author:ab*"]
    ),
    st.sampled_from(
        ['author:"ＱＱ"', "contact:qq", "contact:*", "contact:qq:90*",
         "wechat:ab_cd", "state:withdrawn", "band:*", "*"]
    ),
    st.builds("price:{}{}".format, st.sampled_from(["<", ">", "<=", ">=", ""]), PRICES),
    st.builds("score:[{} TO {}]".format, st.sampled_from([0, 0.25]), st.sampled_from([0.25, 1])),
    st.integers(0, 4).map(lambda hour: f"posted:>=2026-03-01T{8 + hour:02}"),
)  # fmt: skip
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["AND", "OR", "", "AND NOT"]), inner),
        inner.map("NOT ({})".format),
    ),
    max_leaves=10,
)


@dataclass(frozen=True, slots=True)
class Engines:
    """Both, and numbers for what is put into them: each example sees its own documents alone."""

    indexes: tuple[Index, Index]
    numbers: Iterator[int] = field(default_factory=count)


@pytest.fixture(scope="module")
def engines(both: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    with both(tmp_path_factory.mktemp("random"), terms) as indexes:
        yield Engines(indexes)


def check(engines: Engines, make: Any, facts: list[dict[str, Any]], queries: list[str]) -> None:
    run = f"run{next(engines.numbers)}"
    documents = [_document(make, next(engines.numbers), run, dict(one)) for one in facts]
    stored = [[refusal.id for refusal in index.put(documents)] for index in engines.indexes]
    assert stored[0] == stored[1]
    entries = {one.id: entry_of(one, terms) for one in documents if one.id not in stored[0]}
    for query in queries:
        try:
            tree = parse(query, terms)
        except QueryError:
            continue
        found = [index.find(query, limit=100, filters={"run": run}) for index in engines.indexes]
        assert found[0] == found[1], query
        wanted = {id_ for id_, entry in entries.items() if matches(tree, entry)}
        assert {hit.document.id for hit in found[0].hits} == wanted, query


def _document(make: Any, number: int, run: str, facts: dict[str, Any]) -> Document:
    blank: Document = make(number, run=run)
    at = make(0).seen_at + timedelta(hours=facts.pop("hours"))
    made: Document = make(number, **(facts | {"run": run, "posted_at": at, "seen_at": blank.seen_at}))
    return made


some_facts = st.lists(FACTS, min_size=1, max_size=8)
some_queries = st.lists(QUERIES, min_size=4, max_size=12)
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@given(some_facts, some_queries)
@settings(max_examples=12, deadline=None, suppress_health_check=QUIET, derandomize=True)
def test_random_queries(
    engines: Engines, maker: Any, facts: list[dict[str, Any]], queries: list[str]
) -> None:
    check(engines, maker, facts, queries)


@pytest.mark.full
@pytest.mark.timeout(1_200)
@given(some_facts, some_queries)
@settings(max_examples=400, deadline=None, suppress_health_check=QUIET)
def test_many_random_queries(
    engines: Engines, maker: Any, facts: list[dict[str, Any]], queries: list[str]
) -> None:
    check(engines, maker, facts, queries)


def _nested(depth: int) -> str:
    query = "银行"
    for level in range(depth):
        query = f"({query} {('OR 酒店', 'AND NOT 患者')[level % 2]})"
    return query


LARGEST = {
    "nested": _nested(MOST_DEPTH // 2 - 1),
    "negated": "NOT " * MOST_DEPTH + "银行",
    "many words": " OR ".join(f"词{number}" for number in range(MOST_LEAVES // 3)),
    "the same word": "ab " * MOST_LEAVES,
    "many beginnings": " OR ".join(f"{chr(97 + number % 26)}{number}*" for number in range(MOST_LEAVES)),
    "many exclusions": " ".join(["NOT 行"] * MOST_LEAVES),
}


@pytest.mark.parametrize("query", LARGEST.values(), ids=LARGEST)
def test_the_largest_queries(engines: Engines, maker: Any, query: str) -> None:
    facts = [{"text": text, "hours": 0} for text in ("银行", "酒店", "词7", "a0x", "ab", "患者")]
    parse(query, terms)
    check(engines, maker, facts, [query])
