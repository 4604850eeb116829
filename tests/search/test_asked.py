"""Which sources a question asks."""

from datetime import UTC, datetime
from typing import Any

import pytest

from analysis.words.terms import terms
from records.coverage import Coverage, SourceCoverage
from search.asked import asked, narrow, with_holdings
from search.found import Found

EVERY = ("board", "channels", "import:chats")


def coverage() -> Coverage:
    sources = tuple(SourceCoverage(name=name) for name in EVERY)
    return Coverage(at=datetime(2026, 3, 1, tzinfo=UTC), sources=sources)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", EVERY),
        ("银行 微信", EVERY),
        ("source:board", ("board",)),
        ("来源:board 银行", ("board",)),
        ('source:"import:chats"', ("import:chats",)),
        ("source:(board OR channels)", ("board", "channels")),
        ("source:cha*", ("channels",)),
        ("银行 NOT source:board", ("channels", "import:chats")),
        ("NOT (source:board OR source:channels)", ("import:chats",)),
        ("category:bank OR source:board", EVERY),  # a bank listing may be from anywhere
        ("(category:bank AND source:board) OR (category:hotel AND source:channels)", ("board", "channels")),
        ("NOT (category:bank AND source:board)", EVERY),  # the board has others, too
        ("source:board source:channels", ()),
    ],
)
def test_only_the_sources_that_may_answer_are_searched(query: str, left: tuple[str, ...]) -> None:
    narrowed = narrow(coverage(), asked(query, None, terms))
    assert tuple(source.name for source in narrowed.sources) == left
    assert narrowed.narrowed == (left != EVERY)
    assert narrowed.unknown == ()


def test_a_filter_narrows_as_the_query_does() -> None:
    narrowed = narrow(coverage(), asked("银行", {"source": "Board"}, terms))
    assert [source.name for source in narrowed.sources] == ["board"]


def test_a_source_nobody_knows_is_named() -> None:
    narrowed = narrow(coverage(), asked("source:boards OR source:board", None, terms))
    assert narrowed.unknown == ("boards",)
    assert narrowed.narrowed


class Counted:
    """An index that tells what it holds by source: counted whole, or reckoned up from a sample."""

    def __init__(self, approximate: bool) -> None:
        self.approximate = approximate

    def find(self, query: str, **_: Any) -> Found:
        return Found(1_000_000, (), {"source": {"board": 999_900}}, self.approximate)


@pytest.mark.parametrize(("approximate", "others"), [(False, 0), (True, None)])
def test_what_a_sample_does_not_hold_is_not_said_to_be_nothing(approximate: bool, others: int | None) -> None:
    index: Any = Counted(approximate)
    held = {source.name: source.listings for source in with_holdings(coverage(), index).sources}
    assert held == {"board": 999_900, "channels": others, "import:chats": others}
