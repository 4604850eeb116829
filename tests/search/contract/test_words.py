"""How words are found, in whatever script, width or disguise: on each engine alike."""

from collections.abc import Callable

import pytest

from records.document import Document
from records.picture import Picture, PictureLine
from search.index import Index
from search.query import QueryError

Maker = Callable[..., Document]
Ids = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("银行", "出银行客户"),
        ("银行", "出銀行客戶"),
        ("銀行", "出银行客户"),
        ("客户", "高端客户"),
        ("QQ", "加ＱＱ聊"),
        ("１２３４５", "编号12345"),
        ("开房记录", "出开房记录要的来"),
        ("魑魅数据", "魑魅数据一手"),
        ('"姓名 电话"', "姓名，电话，地址"),
        ("9000000001", "Q9000000001"),
        ("900*", "Q9000000001"),
        ("料", "出料"),
        ("data*", "DATABASE dump"),
        ("姓名/电话", "姓名、电话、住址"),
        ("w" * 300, "w" * 300),
        ("wx_00user", "加 WX_00user"),
    ],
)
def test_chinese_is_found_in_any_script_and_width(
    index: Index, ids: Ids, document: Maker, query: str, text: str
) -> None:
    innocent = document(2, title=None, text="今天天气不错", author_name=None, contacts=())
    index.put([document(1, title=None, text=text), innocent])
    assert ids(index, query) == [document(1).id]


def test_no_match_reaches_over_a_gap_between_runs(index: Index, document: Maker) -> None:
    index.put([document(1, title=None, text="本行，行客", author_name=None)])
    assert index.find("本行客").total == 0
    assert index.find("行客").total == 1


def test_a_phrase_is_words_in_a_row(index: Index, ids: Ids, document: Maker) -> None:
    texts = ("DATA for sale", "for sale: no data", "data. For sale")
    index.put([document(n, title=None, text=text, contacts=()) for n, text in enumerate(texts)])
    assert ids(index, '"data for sale"') == [document(2).id, document(0).id]
    assert len(ids(index, "data for sale")) == 3
    hit = index.find('"for sale"').hits[-1]
    assert [hit.document.text[start:end] for start, end in hit.highlights] == ["for", "sale"]


def test_finds_disguised_words_in_their_plain_spelling(index: Index, ids: Ids, document: Maker) -> None:
    said = ("开.房.记.录 一手", "亻言用卡客户", "开✂房✂记✂录", "酒店")
    index.put([document(number, title=None, text=text) for number, text in enumerate(said)])
    assert sorted(ids(index, "开房记录")) == [document(0).id, document(2).id]
    assert ids(index, "信用卡") == [document(1).id]
    hit = index.find("信用卡").hits[0]
    assert hit.document.text[slice(*hit.highlights[0])] == "亻言用卡"
    assert len(ids(index, "开.房.记.录")) == 2


def test_finds_what_sounds_or_looks_alike_where_that_is_asked(
    index: Index, ids: Ids, document: Maker
) -> None:
    said = ("联系电花", "有殿话清单", "dian话多", "申话", "银器")
    index.put([document(number, title=None, text=text) for number, text in enumerate(said)])
    for query in ("alike:电话", "近似:電話", 'alike:"电话"'):
        assert sorted(ids(index, query)) == [document(number).id for number in range(4)], query
    hit = index.find("alike:电话").hits[-1]
    assert hit.document.text[slice(*hit.highlights[0])] == "电花"
    for query in ("alike:电", "alike:qq", "alike:九个汉字太长了不行啊"):
        with pytest.raises(QueryError, match="two to eight"):
            index.find(query)


def test_finds_what_was_read_in_a_picture(index: Index, ids: Ids, document: Maker) -> None:
    text = "出一手开房记录\nt.me/example_data"
    line = PictureLine(start=0, end=8, box=((0, 0), (9, 0), (9, 3), (0, 3)), sureness=0.98)
    seen = Picture(text=text, lines=(line,), width=9, height=9, digest="d", fingerprint="f", quality=1)
    one = document(1, pictures=(seen,))
    assert index.put([one, document(2)]) == []
    assert ids(index, "开房记录") == ids(index, "example_data") == [one.id]
    assert index.get(one.id) == one
