"""The embedded index puts any number of hits into order, and keeps its columns through every change."""

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from math import inf
from pathlib import Path

import numpy as np
import pytest

from analysis.words.terms import terms
from records.assessment import Offer
from records.document import Document
from search.fields import SEVERITIES
from search.index import Index, open_index
from search.sqlite import columns, facets, facts, hits, order, reading, told

Maker = Callable[..., Document]
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
QUERIES = ("", "label:sale", "银行", "score:>=0.5 银行", "-price:<1", "银行 OR price:[0.5 TO 2]",
           "银行 severity:serious", "客户 label:seek -记录", "contact:qq:9*")  # fmt: skip
NUMBER = 90


def drawn(document: Maker) -> list[Document]:
    """Documents of several weeks, many alike in what they are ordered by; half of the ids begin alike."""
    chance = random.Random(5)
    return [
        replace(
            document(number, text=chance.choice(("银行客户", "酒店记录"))),
            id=document(number).id if number % 2 else hashlib.sha256(bytes([number])).hexdigest()[:20],
            score=chance.choice((0.4, 0.5, 0.9)),
            severity=chance.choice(tuple(SEVERITIES)),
            label=chance.choice(("sale", "seek")),
            offers=tuple(
                Offer(category="bank", price=chance.choice((0.1, 0.5, 3.0)))
                for _ in range(chance.randint(0, 3))
            ),
            posted_at=BEGIN + timedelta(days=chance.randint(0, 30)),
        )
        for number in range(NUMBER)
    ]


ORDERS: dict[str, Callable[[Document], tuple[object, ...]]] = {
    "newest": lambda one: (-moment(one), one.id),
    "score": lambda one: (-one.score, one.id),
    "price": lambda one: (cheapest(one), one.id),
    "severity": lambda one: (-tuple(SEVERITIES).index(one.severity or "none"), -moment(one), one.id),
}


def moment(one: Document) -> float:
    assert one.posted_at
    return one.posted_at.timestamp()


def cheapest(one: Document) -> float:
    return min((offer.price for offer in one.offers if offer.price is not None), default=inf)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks of four documents, two of them open at once; five hits are many, of a hundred some are kept."""
    for module in (facts, columns):
        monkeypatch.setattr(module, "SLOTS", 4)
    monkeypatch.setattr(facts, "MOST_OPEN", 2)
    monkeypatch.setattr(columns, "FEW", 9)
    monkeypatch.setattr(order, "FEW", 5)
    monkeypatch.setattr(facets, "MANY", 5)
    monkeypatch.setattr(reading, "MOST_COUNTED", 20)
    monkeypatch.setattr(hits, "RARE", 25)
    monkeypatch.setattr(told, "MOST_KEPT", 100)


@pytest.fixture
def index(tmp_path: Path, small: None) -> Iterator[Index]:
    opened = open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)
    yield opened
    opened.close()


def test_however_many_hits_there_are_they_stand_in_order(index: Index, document: Maker) -> None:
    documents = drawn(document)
    index.rebuild(documents)
    for query, (sort, key) in product(QUERIES, ORDERS.items()):
        there = {one.id for one in index.scan(query)}
        wanted = [one.id for one in sorted(documents, key=key) if one.id in there]
        for limit, offset in ((3, 0), (7, 11), (NUMBER, 0), (5, len(wanted) - 2)):
            found = index.find(query, sort=sort, limit=limit, offset=offset)
            assert found.total == len(wanted)
            shown = [hit.document.id for hit in found.hits]
            assert shown == wanted[offset : offset + limit], (query, sort, limit, offset)


def test_columns_stay_right_through_changes(index: Index, document: Maker, tmp_path: Path) -> None:
    documents = drawn(document)
    index.put(documents)
    index.remove([one.id for one in documents[::3]])
    index.put([replace(one, version=9, score=0.7, label="seek") for one in documents[::4]])
    left = {one.id: one for number, one in enumerate(documents) if number % 3}
    left |= {one.id: replace(one, version=9, score=0.7, label="seek") for one in documents[::4]}
    with_another = open_index(f"sqlite:///{tmp_path / 'anew.sqlite'}", terms)
    with_another.rebuild(left.values())
    for query in (*QUERIES, "score:0.7", "label:seek -score:0.7"):
        first, second = (one.find(query, sort="score", limit=NUMBER) for one in (index, with_another))
        assert first == second
    assert any("all counters are right" in sentence for sentence in index.optimize())
    with_another.close()


def test_what_is_put_is_found_though_columns_were_kept(index: Index, document: Maker, tmp_path: Path) -> None:
    """Columns are kept between questions, in this process and in others."""
    reader = open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)
    for number, one in enumerate(drawn(document)[:12], 1):
        index.put([one])
        for each in (index, reader):
            assert each.find("", sort="score").total == number
            assert each.find("银行 OR 酒店", sort="price").total == number
            assert sum(each.find("label:sale OR label:seek").facets["label"].values()) == number
    reader.close()


def test_what_was_told_lately_is_kept_and_the_oldest_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(told, "MOST_KEPT", 10)
    kept, found = told.Told(), []

    def ask(match: str, number: int) -> int:
        places = kept.of(match, lambda: found.append(match) or np.arange(number))
        assert not places.flags.writeable
        return len(places)

    for match, number in (("a", 4), ("b", 3), ("a", 4), ("c", 2), ("a", 4), ("b", 3), ("long", 9), ("b", 3)):
        assert ask(match, number) == number
    assert found == ["a", "b", "c", "b", "long"]


def test_only_words_with_many_hits_are_counted_by_their_newest(index: Index, document: Maker) -> None:
    index.rebuild(drawn(document))
    rough = {
        (query, sort): index.find(query, sort=sort).approximate
        for query, sort in product(
            ("酒店", "银行", "label:sale", "", "score:>0.1", "银行 -severity:below", "酒店 OR label:sale"),
            ORDERS,
        )
    }
    assert {asked for asked, approximate in rough.items() if approximate} == {("酒店", "newest")}
    assert index.find("酒店", sort="relevance").approximate
    assert index.find("银行", sort="relevance").approximate
