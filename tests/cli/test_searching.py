"""``hawkwatch search``: pages, filters, and what the answer covers."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def search(within: Run) -> Run:
    return partial(within, "search")


def test_machines_get_what_the_answer_covers(search: Run) -> None:
    code, said, _ = search("银行", "--json")
    answer = json.loads(said)
    assert code == 0
    assert [*answer][:4] == ["total", "approximate", "hits", "facets"]
    assert answer["total"] == 1
    covered = answer["coverage"]
    assert covered["searched"] == 1
    (handed,) = (source for source in covered["sources"] if source["name"] == "import:handed-in")
    assert (handed["outcome"], handed["listings"], handed["declared"]) == ("full", 3, False)
    assert covered["read_until"] == handed["read_until"]


def test_people_get_it_in_their_language(search: Run) -> None:
    _, english, _ = search("快递面单")
    assert "0 listings" in english
    assert "Searched: 1 of 1 sources, read up to 20" in english
    assert "does not say that there is nothing" in english
    _, chinese, _ = search("银行", language="zh")
    assert "检索范围：1 个来源中的 1 个" in chinese
    assert "类别: 银行 1" in chinese


def test_a_filter_narrows_and_takes_chinese_names(search: Run) -> None:
    _, said, _ = search("*", "--filter", "类别=银行", "--json")
    assert json.loads(said)["total"] == 1
    _, said, _ = search("*", "--filter", "source=elsewhere", "--json")
    covered = json.loads(said)["coverage"]
    assert (covered["narrowed"], covered["unknown"], covered["searched"]) == (True, ["elsewhere"], 0)


def test_pages_follow_each_other(search: Run) -> None:
    def ids(*words: str) -> list[str]:
        return [hit["id"] for hit in json.loads(search("*", "--json", *words)[1])["hits"]]

    everything = ids()
    assert len(everything) == 3
    assert [*ids("--limit", "2"), *ids("--limit", "2", "--page", "2")] == everything
    assert ids("--offset", "1") == everything[1:]


@pytest.mark.parametrize(
    ("pair", "complaint"),
    [
        ("category", "write FACET=VALUE"),
        ("price=1", "write FACET=VALUE"),
        ("review=perhaps", "review is one of"),
    ],
)
def test_a_filter_that_is_none_is_refused(search: Run, pair: str, complaint: str) -> None:
    code, _, said = search("*", "--filter", pair)
    assert code == 2
    assert complaint in " ".join(said.split())


def test_an_index_that_is_away_is_said_in_the_readers_language(search: Run) -> None:
    away = ("银行", "--index", "http://127.0.0.1:9")
    code, _, english = search(*away)
    assert (code, "http://127.0.0.1:9: Elasticsearch cannot be reached: " in english) == (13, True)
    code, _, chinese = search(*away, language="zh")
    assert (code, "http://127.0.0.1:9：无法连接 Elasticsearch：" in chinese) == (13, True)
