"""Listings like one: a query that anybody can read, and that ranks them first."""

from collections.abc import Callable

from analysis.words.terms import terms
from records.document import Document
from search.index import Index
from search.likeness import like
from search.query import parse

Maker = Callable[..., Document]
TEXTS = (
    "出一手股民名单，炒股软件导出，开户信息齐全",
    "炒股软件导出的股民，开户信息齐全，价格私聊",
    "股民名单，一手",
    "酒店开房记录代查，当天出结果",
    "出患者资料，按病种分",
)


def put(index: Index, make: Maker) -> list[Document]:
    documents = [
        make(number, title=None, text=text, categories=(), contacts=(), author_name=None)
        for number, text in enumerate(TEXTS)
    ]
    documents.append(make(20, title=None, text=f"QQ 9000000017 {TEXTS[0]}", categories=(), campaign="ab"))
    documents.append(make(21, title=None, text=TEXTS[0], categories=(), campaign="ab"))
    index.put(documents)
    return documents


def test_asks_for_the_rarest_words_that_others_have_too(index: Index, document: Maker) -> None:
    documents = put(index, document)
    query = like(documents[0], index)
    assert "炒股" in query
    assert "代查" not in query
    found = [hit.document.id for hit in index.find(query, sort="relevance").hits]
    assert documents[1].id in found[:3]
    assert documents[0].id not in found
    assert documents[3].id not in found


def test_leaves_the_copies_of_an_advert_out(index: Index, document: Maker) -> None:
    documents = put(index, document)
    found = {hit.document.id for hit in index.find(like(documents[-1], index)).hits}
    assert documents[0].id in found
    assert not found & {documents[-1].id, documents[-2].id}


def test_asks_for_no_number_of_anybody(index: Index, document: Maker) -> None:
    assert "9000000017" not in like(put(index, document)[-2], index)


def test_a_listing_without_words_is_like_its_categories(index: Index, document: Maker) -> None:
    one = document(1, title=None, text="18600000123", categories=("bank", "hotel"))
    index.put([one, document(2, categories=("hotel",)), document(3, categories=("patient",))])
    query = like(one, index)
    parse(query, terms)
    assert [hit.document.id for hit in index.find(query).hits] == [document(2).id]
