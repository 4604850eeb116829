"""What both engines must do alike, on the embedded index and on a real Elasticsearch."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from analysis.words.terms import terms
from records.assessment import Contact, Offer
from records.document import Document
from records.picture import Picture, PictureLine
from search.entry import entry_of
from search.fault import IndexFault
from search.index import Index, open_index
from search.matcher import matches
from search.query import QueryError, parse

Maker = Callable[..., Document]


def ids(index: Index, query: str, **how: Any) -> list[str]:
    return [hit.document.id for hit in index.find(query, limit=1000, **how).hits]


def test_a_document_comes_back_as_it_was_put(index: Index, document: Maker) -> None:
    one = document(7, title=None, posted_at=None, time_shown="昨天 21:28", tags=("a",), sensitive=True)
    assert index.put([one]) == []
    assert index.get(one.id) == one
    assert index.get("nothing") is None
    assert index.count() == 1


def test_what_is_gone_is_told_from_what_stands(index: Index, document: Maker) -> None:
    seen = document(1).seen_at
    gone = document(1, first_seen=seen - timedelta(days=3), gone_at=seen)
    assert index.put([gone, document(2)]) == []
    assert index.get(gone.id) == gone
    assert ids(index, "standing:gone") == ids(index, "在否:已消失") == [gone.id]
    assert ids(index, "standing:standing") == [document(2).id]
    day = (seen - timedelta(days=2)).date()
    assert ids(index, f"first_seen:<{day}") == [gone.id]


def test_finds_by_a_match_token_alone(index: Index, document: Maker) -> None:
    token, other = "phone.1." + "5e" * 16, "phone.1." + "07" * 16
    index.put([document(1, match_tokens=(other, token)), document(2, match_tokens=(other,)), document(3)])
    assert ids(index, f"match:{token}") == ids(index, f"匹配:{token}") == [document(1).id]
    assert ids(index, f"(match:{token} OR match:{other}) AND NOT match:{token}") == [document(2).id]


def test_finds_what_was_read_in_a_picture(index: Index, document: Maker) -> None:
    text = "出一手开房记录\nt.me/example_data"
    line = PictureLine(start=0, end=8, box=((0, 0), (9, 0), (9, 3), (0, 3)), sureness=0.98)
    seen = Picture(text=text, lines=(line,), width=9, height=9, digest="d", fingerprint="f", quality=1)
    one = document(1, pictures=(seen,))
    assert index.put([one, document(2)]) == []
    assert ids(index, "开房记录") == ids(index, "example_data") == [one.id]
    assert index.get(one.id) == one


def test_only_a_higher_version_replaces(index: Index, document: Maker) -> None:
    index.put([document(1, version=5, text="新的银行资料")])
    index.put([document(1, version=5, text="同版本"), document(1, version=4, text="旧的")])
    assert index.find("新的").total == 1
    index.put([document(1, version=6, text="更新的酒店资料")])
    assert index.find("酒店").total == 1
    assert index.find("新的银行").total == 0
    assert index.count() == 1


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"text": "half \ud800"}, "text"),
        ({"board": "half \ud800"}, "board"),
        ({"contacts": (Contact("qq", "\udfff1"),)}, "contacts"),
        ({"offers": (Offer(category="bank", quantity=2**70),)}, "quantity|record"),
        ({"offers": (Offer(category="bank", price=float("inf")),)}, "score or price"),
        ({"score": float("nan")}, "score"),
        ({"board": "版" * 20_000}, "board"),
        ({"id": "银" * 200}, "id"),
        ({"id": ""}, "id"),
        ({"version": 0}, "version"),
        ({"version": 2**63}, "version"),
        ({"seen_at": datetime(2026, 3, 1)}, "seen_at"),
    ],
)
def test_a_poison_document_is_refused_and_the_others_go_in(
    index: Index, document: Maker, fields: dict[str, Any], named: str
) -> None:
    poison = document(2, **fields)
    refusals = index.put([document(1), poison, document(4)])
    assert [refusal.id for refusal in refusals] == [poison.id]
    assert re.match(named, refusals[0].reason)
    assert index.count() == 2
    assert index.rebuild([document(1), poison, document(4)]) == 2


def test_what_was_taken_out_can_be_put_in_again(index: Index, document: Maker) -> None:
    index.put([document(1), document(2)])
    assert index.remove([document(1).id]) == 1
    assert index.get(document(1).id) is None
    assert index.put([document(1)]) == []
    assert index.get(document(1).id) == document(1)
    assert index.find("").total == 2


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
    index: Index, document: Maker, query: str, text: str
) -> None:
    innocent = document(2, title=None, text="今天天气不错", author_name=None, contacts=())
    index.put([document(1, title=None, text=text), innocent])
    assert ids(index, query) == [document(1).id]


def test_no_match_reaches_over_a_gap_between_runs(index: Index, document: Maker) -> None:
    index.put([document(1, title=None, text="本行，行客", author_name=None)])
    assert index.find("本行客").total == 0
    assert index.find("行客").total == 1


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("contact:qq:9000000003", [3]),
        ("contact:9000000003", [3]),
        ("联系方式:qq:9000000003", [3]),
        ("source:board_one AND quantity:[3 TO 5]", [5, 3]),
        ("数量:>=8", [9, 8]),
        ("quantity:<1", [0]),
        ("category:hotel", [9, 6, 3, 0]),
        ("类别:hotel -来源:board_one", [6, 0]),
        ("severity:serious OR severity:below", [9, 6, 5, 2, 1]),
        ("(severity:serious OR severity:below) NOT source:board_one", [6, 2]),
        ("seller:discuz:4", [4]),
        ("第7批", [7]),
        ("first_seen:[2026-03-01 TO 2026-03-01] quantity:1", [1]),
        ("first_seen:>2026-03-02", []),
        ("类别:酒店 价格:<1元", [9, 6, 3, 0]),
        ("数量:[0.0005万 TO 6]", [6, 5]),
        ("first_seen:2026-03 quantity:2", [2]),
        ("first_seen:>=2026-03-01T08:08", [9, 8]),
        ("first_seen:<2026-03-01", []),
        ("contact:qq:900000000*", list(range(9, -1, -1))),
        ("QQ:9000000003", [3]),
        ("channel:qq -quantity:>0", [0]),
        ("contact:wechat", []),
        ("seller:料商4", [4]),
        ("quantity:1 || quantity:2", [2, 1]),
        ("price:* && !quantity:>1", [1, 0]),
        ("复核:未复核 严重程度:特别严重", [7, 3]),
        ("", list(range(9, -1, -1))),
    ],
)
def test_fields_ranges_and_logic(index: Index, document: Maker, query: str, numbers: list[int]) -> None:
    index.put([document(number) for number in range(10)])
    assert ids(index, query) == [document(number).id for number in numbers]


def test_filters_facets_and_totals_agree(index: Index, document: Maker) -> None:
    index.put([document(number) for number in range(40)])
    found = index.find("银行", filters={"severity": "serious"}, limit=3)
    assert (found.total, len(found.hits)) == (10, 3)
    assert found.facets["severity"] == {"serious": 10}
    assert found.facets["category"] == {"bank": 10, "hotel": 3}
    assert found.facets["channel"] == {"qq": 10}
    assert found.facets["review"] == {"unreviewed": 10}
    pages = [ids(index, "银行") == [*ids(index, "银行")]]
    first = index.find("银行", limit=20).hits
    second = index.find("银行", limit=20, offset=20).hits
    assert pages == [True]
    assert len({hit.document.id for hit in (*first, *second)}) == 40


def test_sorts(index: Index, document: Maker) -> None:
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


def test_relevance_prefers_what_says_it_more_and_shorter(index: Index, document: Maker) -> None:
    long = "出银行客户名单，" + "今天天气不错，" * 30
    texts = ("银行", long, "银行银行 天气", "酒店")
    index.put(
        [
            document(n, title=None, text=text, contacts=(), author_name=None, score=0.9 - n / 10)
            for n, text in enumerate(texts)
        ]
    )
    found = index.find("银行", sort="relevance")
    assert [hit.document.id for hit in found.hits][-1] == document(1).id
    assert {hit.document.id for hit in found.hits} == {document(n).id for n in range(3)}
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert ids(index, "category:bank", sort="relevance") == ids(index, "category:bank", sort="newest")


def test_a_phrase_is_words_in_a_row(index: Index, document: Maker) -> None:
    texts = ("DATA for sale", "for sale: no data", "data. For sale")
    index.put([document(n, title=None, text=text, contacts=()) for n, text in enumerate(texts)])
    assert ids(index, '"data for sale"') == [document(2).id, document(0).id]
    assert len(ids(index, "data for sale")) == 3
    hit = index.find('"for sale"').hits[-1]
    assert [hit.document.text[start:end] for start, end in hit.highlights] == ["for", "sale"]


def test_readers_see_the_old_documents_until_a_rebuild_ends(
    index: Index, index_url: str, document: Maker
) -> None:
    other = open_index(index_url, terms)
    index.put([document(1), document(2)])
    seen = []

    def documents() -> Iterator[Document]:
        yield document(3)
        seen.append((other.count(), ids(other, "")))

    assert index.rebuild(documents()) == 1
    assert seen == [(2, [document(2).id, document(1).id])]
    assert ids(other, "") == [document(3).id]
    other.close()


def test_a_rebuild_that_breaks_off_changes_nothing(index: Index, document: Maker) -> None:
    index.put([document(1), document(2)])

    def documents() -> Iterator[Document]:
        yield document(3)
        raise LookupError("a journal is damaged")

    with pytest.raises(LookupError):
        index.rebuild(documents())
    assert ids(index, "") == [document(2).id, document(1).id]
    assert index.put([document(4)]) == []
    assert index.rebuild([document(5)]) == 1
    assert ids(index, "") == [document(5).id]


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


def test_rebuild_replaces_everything_with_the_same_answers(index: Index, document: Maker) -> None:
    index.put([document(number) for number in range(20)])
    before = ids(index, "银行")
    assert index.rebuild(document(number) for number in range(20)) == 20
    assert ids(index, "银行") == before
    assert index.rebuild(document(number) for number in range(5)) == 5
    assert index.find("").total == 5
    assert index.put([document(30)]) == []
    assert index.count() == 6
    assert index.remove([document(30).id, "nothing"]) == 1
    assert index.status()["documents"] == 5


def test_two_doors_see_the_same(index: Index, index_url: str, document: Maker) -> None:
    other = open_index(index_url, terms)
    other.init()
    index.put([document(1)])
    assert other.find("银行").total == 1
    other.close()


WORDS = ("银行", "客户", "酒店 记录", "开房", "资料", "QQ", "一手", "9000012345", "患者", "订单", "test")


def random_query(chance: random.Random, depth: int = 0) -> str:
    kind = chance.randrange(8 if depth < 3 else 4)
    if kind < 3:
        return f'"{chance.choice(WORDS)}"'
    if kind == 3:
        return chance.choice(
            ("category:hotel", "quantity:[2 TO 30]", "severity:serious", "contact:qq:9000012345")
        )
    left, right = random_query(chance, depth + 1), random_query(chance, depth + 1)
    return {
        4: f"({left} AND {right})",
        5: f"({left} OR {right})",
        6: f"(NOT {left})",
        7: f"({left} {right})",
    }[kind]


def test_random_queries_give_what_the_matcher_gives(index: Index, document: Maker) -> None:
    chance = random.Random(20260301)
    documents = [
        document(
            number,
            title=None,
            text="，".join(chance.sample(WORDS, chance.randint(1, 5))),
            contacts=(Contact("qq", chance.choice(("9000012345", "9000054321"))),),
        )
        for number in range(120)
    ]
    index.put(documents)
    entries = {one.id: entry_of(one, terms) for one in documents}
    for _ in range(60):
        query = random_query(chance)
        tree = parse(query, terms)
        assert set(ids(index, query)) == {id_ for id_, entry in entries.items() if matches(tree, entry)}, (
            query
        )


def test_five_thousand_documents(index: Index, document: Maker) -> None:
    assert index.put([document(number) for number in range(5000)]) == []
    found = index.find("银行 第4321批")
    assert [hit.document.id for hit in found.hits] == [document(4321).id]
    assert index.find("持卡人", limit=1).total == 5000


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("(银行", "brackets"),
        ('"银行', "quotation mark"),
        ("foo:bar", "no field"),
        ("price:cheap", "not a number"),
        ("first_seen:soon", "not a time"),
        ("*bank", "wildcard"),
        ("b*", "at least 2"),
        ("/a(b|c)+/", "not supported"),
        ("银行~2", "not supported"),
        ("source:[a TO b]", "range needs"),
        ("银" * 3000, "longer than"),
        ("(" * 60 + "a" + ")" * 60, "nested"),
        (" ".join(["银行"] * 250), "more than 200"),
        ("!!!", ""),
        ("银行^2", "not supported"),
        ("price:[3 TO 1]", "swap"),
        ("price:[1 TO", "not closed"),
        ("price:nan", "not a number"),
        ("quantity:1e999", "not a number"),
        ("category:gold", "one of bank"),
        ("source:(board:x)", "inside the field"),
        ("NOT " * 200 + "a", "nested"),
        ("-" * 1999, "cannot be read"),
        (" ".join(["ab*"] * 250), "more than 200"),
        ('"' + "ab cd " * 300 + '" "' + "ef " * 60, ""),
    ],
)
def test_a_wrong_query_says_where_and_what_to_do(index: Index, query: str, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        index.find(query)
    assert says in str(caught.value)
    assert caught.value.position >= 0


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("银行 (客户", 3),
        ('银行 "客户', 3),
        ("银行 http://a.example.com/ foo:bar", 25),
        ("a AND", 5),
        ("价格：<x", 3),
    ],
)
def test_a_position_counts_the_characters_typed(query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query, terms)
    assert caught.value.position == position


def test_addresses_that_are_none(tmp_path: Any) -> None:
    hosts = ("127.0.0.1:99999", "[::1", "", "h?prefix=A*")
    for wrong in (*(f"http://a:keepquiet@{host}" for host in hosts), "sqlite://", "ftp://a:keepquiet@h"):
        with pytest.raises(IndexFault) as caught:
            open_index(wrong, terms)
        assert "keepquiet" not in str(caught.value)
    with pytest.raises(IndexFault, match="begins with"):
        open_index("ftp://example.com", terms)
    with pytest.raises(IndexFault, match="cannot be reached"):
        open_index("http://127.0.0.1:9", terms)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(IndexFault, match="cannot be opened"):
        open_index(f"sqlite:///{tmp_path}/file/index.sqlite", terms)
