"""How fields, ranges and logic are asked for: on each engine alike."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from records.document import Document
from search.index import Index

Maker = Callable[..., Document]
Ids = Callable[..., list[str]]


@pytest.fixture(scope="module")
def ten(shared_index: Index, maker: Maker) -> Index:
    """Ten documents in each engine."""
    assert shared_index.put([maker(number) for number in range(10)]) == []
    return shared_index


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
def test_fields_ranges_and_logic(
    index: Index, ids: Ids, document: Maker, query: str, numbers: list[int]
) -> None:
    index.put([document(number) for number in range(10)])
    assert ids(index, query) == [document(number).id for number in numbers]


def test_what_is_gone_is_told_from_what_stands(index: Index, ids: Ids, document: Maker) -> None:
    seen = document(1).seen_at
    gone = document(1, first_seen=seen - timedelta(days=3), gone_at=seen)
    assert index.put([gone, document(2)]) == []
    assert index.get(gone.id) == gone
    assert ids(index, "standing:gone") == ids(index, "在否:已消失") == [gone.id]
    assert ids(index, "standing:standing") == [document(2).id]
    day = (seen - timedelta(days=2)).date()
    assert ids(index, f"first_seen:<{day}") == [gone.id]


def test_what_is_no_longer_judged_a_listing_is_told_from_what_is(
    index: Index, ids: Ids, document: Maker
) -> None:
    index.put([document(1, withdrawn_since="2.0", gone_at=document(1).seen_at), document(2)])
    assert ids(index, "state:withdrawn") == ids(index, "状态:已撤销") == [document(1).id]


def test_finds_copies_and_verdicts_by_their_time(index: Index, ids: Ids, document: Maker) -> None:
    day = document(1).seen_at
    index.put([document(1, campaign="ab12"), document(2, campaign="ab12", reviewed_at=day), document(3)])
    assert ids(index, "campaign:ab12") == ids(index, "同源:ab12") == [document(2).id, document(1).id]
    assert ids(index, "reviewed:2026-03-01") == [document(2).id]


def test_finds_by_a_match_token_alone(index: Index, ids: Ids, document: Maker) -> None:
    token, other = "phone.1." + "5e" * 16, "phone.1." + "07" * 16
    index.put([document(1, match_tokens=(other, token)), document(2, match_tokens=(other,)), document(3)])
    assert ids(index, f"match:{token}") == ids(index, f"匹配:{token}") == [document(1).id]
    assert ids(index, f"(match:{token} OR match:{other}) AND NOT match:{token}") == [document(2).id]
