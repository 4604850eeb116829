"""Wildcards find the same on both engines, in the matcher and in the highlights."""

from collections.abc import Callable, Iterator

import pytest

from analysis.words.terms import terms
from records.assessment import Contact
from records.document import Document
from search.entry import entry_of
from search.index import Index, open_index
from search.matcher import matches
from search.query import QueryError, parse

TEXTS = (
    "TELEGRAM 群 wx00a 9000000011", "telegraph wx00b", "tele wx1 90000000110", "飞机 teleX m",
    "Telefilm wx00", "tel.ram data", "t.me/example_data 9000000012",
)  # fmt: skip
HANDLES = (
    "qq:9000000011",
    "wechat:wx_00 a",
    "wechat:wx%00b",
    "telegram:ab*cd",
    "telegram:ab?cd",
    "other:ab[c]d",
)
QUERIES = {
    "tele*m": (0, 4), "tele?": (3,), "tele???m": (0, 4), "tele*a*": (0, 1), "wx0?": (0, 1, 4), "wx?": (2,),
    "90000*11": (0,), "900000001?": (0, 6), "exam*e_da?a": None, "telegr?m AND NOT wx00b": (0,),
    "tele*m OR wx1?*": (0, 4), "te*zzz": (), "NOT te*ra*": (2, 3, 4, 5, 6),
    "contact:qq:90*11": (0,), "微信:wx_00?a": (1,), "微信:wx?00*": (1, 2), "contact:wx%*b": (2,),
    r"telegram:ab\*c?": (3,), r"telegram:ab\?*": (4,), "telegram:ab?cd": (3, 4),
    "contact:other:ab?c?d": (5,), "author:料商?": (0, 1, 2, 3, 4, 5, 6),
    "seller:dis*:3": (3,), "id:0000*6": (6,),
    "board:*": (), "contact:*": (0, 1, 2, 3, 4, 5),
}  # fmt: skip


@pytest.fixture(scope="module")
def documents(maker: Callable[..., Document]) -> list[Document]:
    made = []
    for number, text in enumerate(TEXTS):
        kind, _, handle = HANDLES[number].partition(":") if number < len(HANDLES) else ("", "", "")
        contacts = (Contact(kind, handle),) if kind else ()
        made.append(maker(number, title=None, text=text, contacts=contacts))
    return made


@pytest.fixture(scope="module", params=["sqlite", "elasticsearch"])
def filled(
    request: pytest.FixtureRequest, documents: list[Document], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    url = f"sqlite:///{tmp_path_factory.mktemp('wildcards') / 'index.sqlite'}"
    if request.param == "elasticsearch":
        prefix = request.getfixturevalue("prefix_of_module")
        url = f"{request.getfixturevalue('elasticsearch_url')}?prefix={prefix}"
    index = open_index(url, terms)
    index.init()
    assert index.rebuild(documents) == len(documents)
    yield index
    index.close()


@pytest.mark.parametrize("query", QUERIES)
def test_the_same_hits(filled: Index, documents: list[Document], query: str) -> None:
    if QUERIES[query] is None:
        with pytest.raises(QueryError):
            filled.find(query)
        return
    found = {hit.document.id for hit in filled.find(query).hits}
    tree = parse(query, terms)
    assert found == {one.id for one in documents if matches(tree, entry_of(one, terms))}
    assert found == {documents[number].id for number in QUERIES[query]}
    assert {one.id for one in filled.scan(query)} == found


def test_highlights_and_order(filled: Index) -> None:
    hits = filled.find("tele*m wx0*", sort="relevance").hits
    shown = {hit.document.text: [hit.document.text[slice(*span)] for span in hit.highlights] for hit in hits}
    assert shown == {TEXTS[0]: ["TELEGRAM", "wx00"], TEXTS[4]: ["Telefilm", "wx00"]}
