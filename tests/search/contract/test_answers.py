"""Totals, facets, orders, pages and highlights: on each engine alike."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from records.assessment import Offer
from records.document import Document
from search.answer import MOST_VALUES
from search.index import Index
from search.query import QueryError

Maker = Callable[..., Document]
Ids = Callable[..., list[str]]


def test_filters_facets_and_totals_agree(index: Index, ids: Ids, document: Maker) -> None:
    index.put([document(number) for number in range(40)])
    found = index.find("银行", filters={"severity": "serious"}, limit=3)
    assert (found.total, len(found.hits)) == (10, 3)
    assert found.facets["severity"] == {"serious": 10}
    assert found.facets["category"] == {"bank": 10, "hotel": 3}
    assert found.facets["channel"] == {"qq": 10}
    assert found.facets["review"] == {"unreviewed": 10}
    first = index.find("银行", limit=20).hits
    second = index.find("银行", limit=20, offset=20).hits
    assert [hit.document.id for hit in (*first, *second)] == ids(index, "银行")
    assert len(ids(index, "银行")) == 40


def test_the_account_is_a_facet_and_its_name_finds_it(index: Index, ids: Ids, document: Maker) -> None:
    index.put([document(1), document(2, seller="discuz:1")])
    found = index.find("卖家:料商1")
    assert [hit.document.id for hit in found.hits] == [document(1).id]
    assert found.facets["seller"] == {"discuz:1": 1}
    assert ids(index, "seller:discuz:1") == ids(index, "seller:1") == [document(2).id, document(1).id]
    assert index.find("", filters={"seller": "discuz:1"}).total == 2


def test_counts_months_and_bands_of_prices(index: Index, document: Maker) -> None:
    offers = (Offer(category="bank", price=0.1), Offer(category="bank", price=2000))
    april = datetime(2026, 4, 1, 2, tzinfo=timezone(timedelta(hours=8)))
    index.put([document(1, posted_at=april), document(2, offers=offers), document(3, offers=())])
    found = index.find("")
    assert found.facets["month"] == {"2026-03": 3}
    assert found.facets["band"] == {"0.1_to_1": 2}


def test_only_the_most_frequent_values_of_a_facet_are_told(index: Index, document: Maker) -> None:
    index.put([document(number, seller=f"discuz:{number}") for number in range(120)])
    index.put([document(500, seller="discuz:119")])
    sellers = index.find("").facets["seller"]
    assert list(sellers.items())[:2] == [("discuz:119", 2), ("discuz:0", 1)]
    assert len(sellers) == MOST_VALUES


def test_sorts(index: Index, ids: Ids, document: Maker) -> None:
    prices = (3.0, None, 0.5)
    index.put(
        [
            document(n, offers=(Offer(category="bank", price=price),), score=0.1 * n)
            for n, price in enumerate(prices)
        ]
    )
    one, two, three = (document(n).id for n in range(3))
    assert ids(index, "", sort="newest") == [three, two, one]
    assert ids(index, "", sort="price") == [three, one, two]
    assert ids(index, "", sort="score") == [three, two, one]
    assert ids(index, "", sort="severity") == [three, two, one]


def test_relevance_prefers_what_says_it_more_and_shorter(index: Index, ids: Ids, document: Maker) -> None:
    long = "出银行客户名单，" + "今天天气不错，" * 30
    texts = ("银行", long, "银行银行 天气", "酒店")
    index.put(
        [
            document(n, title=None, text=text, contacts=(), author_name=None, score=0.9 - n / 10)
            for n, text in enumerate(texts)
        ]
    )
    found = index.find("银行", sort="relevance")
    assert [hit.document.id for hit in found.hits] == [document(n).id for n in (2, 0, 1)]
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert ids(index, "category:bank", sort="relevance") == ids(index, "category:bank", sort="newest")


def test_pages_and_orders_that_are_none(index: Index) -> None:
    for how in (
        {"sort": "best"},
        {"limit": -1},
        {"offset": -1},
        {"offset": 10_000},
        {"filters": {"colour": "x"}},
    ):
        with pytest.raises(QueryError):
            index.find("", **how)


def test_highlights_lie_on_the_original_characters(index: Index, document: Maker) -> None:
    text = "出 銀\u200b行 客户，加ＱＱ9000000001，銀行優先"
    index.put([document(1, title="銀行名單", text=text)])
    hit = index.find("银行 QQ").hits[0]
    assert [text[start:end] for start, end in hit.highlights][-1] == "銀行"
    assert "ＱＱ" in [text[start:end] for start, end in hit.highlights]
    assert [hit.document.title[start:end] for start, end in hit.title_highlights] == ["銀行"]
