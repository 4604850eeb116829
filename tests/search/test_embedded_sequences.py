"""After any sequence of changes the embedded index counts and finds what is in it."""

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.words.terms import terms
from records.assessment import Contact, Offer
from records.document import Document
from search.entry import Entry, entry_of
from search.fields import FACETS
from search.index import Index, open_index
from search.matcher import matches
from search.query import QueryError, parse

WORDS = ("银行", "客户名单", "酒店 记录", "QQ", "一手", "9000012345", "薇信")
QUERIES = (
    "银行", "QQ OR 一手", "NOT 酒店", "类别:酒店 -银行", "价格:<1", "价格:[1 TO 3]",
    "NOT price:>2", "近似:微信", "posted:>=2026-03-01T08:03 QQ", "posted:<2026-03-01T08:02",
    "posted:[2026-02 TO 2026-03] -posted:2026-03-02",
    "数量:* OR 客户", "channel:qq price:0.5", "(银行 OR 价格:>=2) NOT label:seek", "900*",
)  # fmt: skip
prices = st.lists(st.sampled_from((0.05, 0.5, 1.0, 2.0, 30.0)), max_size=4)
fields = st.fixed_dictionaries(
    {
        "title": st.none(),
        "text": st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("，".join),
        "label": st.sampled_from(("sale", "seek")),
        "categories": st.sampled_from(((), ("bank",), ("bank", "hotel"), ("hotel",))),
        "contacts": st.sampled_from(((), (Contact("qq", "9000012345"), Contact("wechat", "a_0000")))),
        "offers": prices.map(
            lambda found: tuple(Offer(category="bank", price=price) for price in found),
        ),
    }
)
puts = st.tuples(st.just("put"), st.integers(0, 5), st.integers(1, 3), fields)
removes = st.tuples(st.just("remove"), st.integers(0, 5), st.none(), st.none())
rebuilds = st.tuples(st.just("rebuild"), st.none(), st.none(), st.none())
changes = st.lists(st.one_of(puts, puts, removes, rebuilds), max_size=12)


def carry_out(index: Index, change: Any, kept: dict[str, Document], make: Callable[..., Document]) -> None:
    """Change the index and, in the plainest way, what should be in it."""
    kind, number, version, said = change
    if kind == "put":
        one = make(number, version=version, **said)
        index.put([one])
        if one.id not in kept or kept[one.id].version < version:
            kept[one.id] = one
    elif kind == "remove":
        index.remove([make(number).id])
        kept.pop(make(number).id, None)
    else:
        index.rebuild(list(kept.values()))


def counted(entries: list[Entry]) -> dict[str, dict[str, int]]:
    counts = {facet: Counter[str]() for facet in FACETS}
    for entry in entries:
        for facet in FACETS:
            counts[facet].update(entry.tags.get(facet, ()))
    return {facet: dict(found) for facet, found in counts.items()}


@settings(max_examples=40, deadline=None)
@given(changes=changes)
def test_counts_and_answers_are_those_of_what_is_in_it(changes: list[Any], maker: Any) -> None:
    kept: dict[str, Document] = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_index(f"sqlite:///{Path(folder)}/index.sqlite", terms)) as index,
    ):
        for change in changes:
            carry_out(index, change, kept, maker)
        entries = {one.id: entry_of(one, terms) for one in kept.values()}
        assert index.count() == len(kept)
        assert index.get_many(list(entries)) == kept
        for query in ("", *QUERIES):
            tree = parse(query, terms)
            right = {id_: entry for id_, entry in entries.items() if matches(tree, entry)}
            found = index.find(query)
            assert {hit.document.id for hit in found.hits} == right.keys(), query
            assert found.facets == counted(list(right.values())), query
        assert any("all counters are right" in sentence for sentence in index.optimize())
        assert [one.id for one in index.scan()] == [
            one.id for one in sorted(kept.values(), key=lambda one: (-one.seen_at.timestamp(), one.id))
        ]


def test_as_deep_as_a_query_may_be(tmp_path: Path, document: Any) -> None:
    documents = [document(number) for number in range(12)]
    entries = {one.id: entry_of(one, terms) for one in documents}
    shapes = ("NOT ({})", "(QQ OR {})", "(银行 AND NOT {})", "(QQ OR NOT {})", "({} AND (价格:<1 OR QQ))")
    with closing(open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)) as index:
        index.put(documents)
        for shape, seed in product(shapes, ("类别:酒店", "数量:<7")):
            query = seed
            while (deeper := shape.replace("{}", query)) and _is_read(deeper):
                query = deeper
            tree = parse(query, terms)
            right = {id_ for id_, entry in entries.items() if matches(tree, entry)}
            assert {hit.document.id for hit in index.find(query).hits} == right, query


def _is_read(query: str) -> bool:
    try:
        parse(query, terms)
    except QueryError:
        return False
    return True


def test_a_facet_names_the_most_frequent_of_many(tmp_path: Path, document: Any) -> None:
    with closing(open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)) as index:
        many = [document(number, seller=f"discuz:{number % 150}") for number in range(400)]
        index.put([*many, *(replace(document(1000 + n), seller="discuz:149") for n in range(5))])
        told = index.find("银行", limit=0).facets["seller"]
        assert told == index.find("", limit=0).facets["seller"]
        first, *others = told
        assert first == "discuz:149"
        assert others == sorted(f"discuz:{number}" for number in range(100))[:99]
