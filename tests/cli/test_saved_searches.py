"""``hawkwatch saved-searches`` and ``hawkwatch alerts``, from a wish to an alert that is done with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casework.accounts import add_account
from casework.matches import Match, raise_alerts
from casework.open import open_casework
from crawlers.journal.journal import Journal
from search.query import LONGEST
from tests.operations.watching.conftest import listing_of, make_document

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def house(home: Path) -> Iterator[Path]:
    """A home with an investigator and three listings, two of them copies, that wait for the index."""
    from django.db import connections

    open_casework(home)
    add_account("mei", "investigator", "wide-meadow-71-kestrel")
    journal = Journal(home / "runs" / "board-1" / "journal.sqlite")
    for number in range(2, 5):
        journal.keep_listing(listing_of(make_document(number, campaign=f"c{number // 2}")))
        journal.announce(make_document(number).id)
    journal.close()
    yield home
    connections.close_all()


def test_from_a_wish_to_an_alert_that_is_done_with(answer: Run) -> None:
    query = "银行 OR 11010119900307000X"
    wish = ("银行名单", query, "--purpose", "专案", "--filter", "label=sale", "--notice", "digest")
    saved = answer("saved-searches", "add", *wish, "--as", "mei")
    assert (saved["id"], saved["owner"], saved["filters"]) == (1, "mei", {"label": "sale"})
    assert "11010119900307000X" not in saved["query"]
    assert "match:id.1." in saved["query"]

    assert answer("deliver")["delivered"] == 3
    told = answer("alerts", "list", "--waiting")
    assert [(one["campaign"], one["copies"], one["search"]) for one in told["alerts"]] == [
        ("c2", 1, 1),
        ("c1", 2, 1),
    ]
    assert told["coverage"]
    (digest,) = answer("alerts", "digest")
    assert (digest["name"], digest["listings"], digest["retro"], len(digest["alerts"])) == (
        "银行名单",
        3,
        0,
        2,
    )
    assert digest["coverage"]

    assert answer("alerts", "acknowledge", told["alerts"][0]["id"], "--as", "mei") == {"acknowledged": 1}
    assert answer("alerts", "acknowledge", "--search", 1, "--as", "mei") == {"acknowledged": 1}
    (listed,) = answer("saved-searches", "list")
    assert (listed["alerts"], listed["waiting"]) == (2, 0)


def test_a_digest_leaves_no_alert_out(answer: Run) -> None:
    for name in ("once", "often"):
        answer("saved-searches", "add", name, "银行", "--purpose", "p", "--as", "mei")
    raise_alerts([Match(1, "first")])
    raise_alerts([Match(2, f"listing-{number}") for number in range(10_000)])
    assert [(one["name"], len(one["alerts"])) for one in answer("alerts", "digest")] == [
        ("once", 1),
        ("often", 10_000),
    ]


def test_a_preview_and_a_retro_run(in_house: Run, answer: Run) -> None:
    assert answer("deliver")["delivered"] == 3
    seen = answer("saved-searches", "preview", "第3批", "--days", 3650)
    assert (seen["total"], seen["campaigns"], [hit["id"] for hit in seen["hits"]]) == (
        1,
        1,
        [make_document(3).id],
    )
    assert seen["hits"][0]["highlights"]
    assert seen["cost"]["sample"] == 3
    assert seen["cost"]["tried"] == len(seen["cost"]["terms"]) == 1
    _, shown, _ = in_house("--lang", "zh", "saved-searches", "preview", "price:<1", "--days", 1)
    assert "1 天内 0 条交易帖" in shown
    assert "每篇都须比对" in shown

    answer("saved-searches", "add", "batch 3", "第3批", "--purpose", "p", "--as", "mei")
    assert answer("saved-searches", "run", 1, "--as", "mei") == {"listings": 1, "alerts": 1}
    assert answer("saved-searches", "run", 1, "--as", "mei") == {"listings": 1, "alerts": 0}
    assert answer("saved-searches", "pause", 1, "--as", "mei")["active"] is False
    changed = answer("saved-searches", "change", 1, "--query", "第4批", "--as", "mei")
    assert (changed["query"], changed["name"], changed["active"]) == ("第4批", "batch 3", False)


def test_a_query_as_long_as_may_be_is_previewed_and_saved(answer: Run) -> None:
    assert answer("deliver")["delivered"] == 3
    query = f'银行 OR "{"无" * (LONGEST - 8)}"'
    assert len(query) == LONGEST
    assert answer("saved-searches", "preview", query, "--days", 3650)["total"] == 3
    assert answer("saved-searches", "add", "long", query, "--purpose", "p", "--as", "mei")["query"] == query
    assert answer("saved-searches", "run", 1, "--as", "mei")["listings"] == 3


def test_what_is_wrong_is_one_sentence(in_house: Run) -> None:
    named = ("--purpose", "p", "--as", "mei")
    for words, said in (
        (("add", "x", 'AND "银行', *named), "this quotation mark is not closed"),
        (("add", "x", "colour:red", *named), "there is no field colour"),
        (("add", "x", "银行", "--purpose", " ", "--as", "mei"), "for what purpose 'x' is saved"),
        (("add", "x", "银行", *named, "--filter", "label"), "write FACET=VALUE"),
        (("remove", "7", "--as", "mei"), "there is no saved search 7"),
    ):
        code, shown, complaint = in_house("saved-searches", *words)
        assert (code, shown) == (2, "")
        assert said in " ".join(complaint.split())


def test_a_new_match_key_names_the_searches_whose_number_must_be_typed_again(
    answer: Run, in_house: Run
) -> None:
    number = "11010119900307000X"
    for name, query in (("客户", number), ("银行", "银行"), ("停用", number)):
        answer("saved-searches", "add", name, query, "--purpose", "专案", "--as", "mei")
    answer("saved-searches", "pause", 3, "--as", "mei")
    assert answer("keys", "rotate") == {"match_key": 2, "outdated_searches": [1]}
    answer("saved-searches", "change", 1, "--query", number, "--as", "mei")
    code, _, complaint = in_house("keys", "rotate")
    assert code == 0
    assert "saved search 1 (客户) asks for a number by an older key" in " ".join(complaint.split())
    answer("saved-searches", "change", 1, "--query", "银行", "--as", "mei")
    assert answer("keys", "rotate")["outdated_searches"] == []
