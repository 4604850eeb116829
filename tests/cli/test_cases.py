"""``hawkwatch cases``: from a case that is opened to the list of terms that needs one."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from analysis.words.terms import terms
from casework import audit
from casework.accounts import add_account
from casework.open import open_casework
from search.index import open_index
from tests.operations.watching.conftest import make_document

Run = Callable[..., tuple[int, str, str]]
FIRST, SECOND = make_document(1).id, make_document(2).id


@pytest.fixture
def house(empty_room: Path, home: Path) -> Iterator[Path]:
    """A home with an investigator, an operator and two listings."""
    from django.db import connections

    shutil.copytree(empty_room, home)
    open_casework(home)
    for name, role in (("mei", "investigator"), ("lin", "operator")):
        add_account(name, role, "wide-meadow-71-kestrel")
    with closing(open_index(f"sqlite:///{home / 'index.sqlite'}", terms)) as index:
        index.put([make_document(1), make_document(2)])
    yield home
    connections.close_all()


def test_from_a_case_to_a_list_of_terms(in_house: Run, answer: Run, tmp_path: Path) -> None:
    opened = answer("cases", "open", "三月投诉", "--note", "某行", "--as", "mei")
    assert (opened["number"], opened["title"], opened["note"]) == (1, "三月投诉", "某行")
    assert answer("cases", "add", 1, SECOND, FIRST, SECOND, "--as", "mei")["listings"] == [SECOND, FIRST]
    assert answer("cases", "remove", 1, SECOND, "--as", "mei")["listings"] == [FIRST]
    (listed,) = answer("cases", "list")
    assert listed == answer("cases", "show", 1)
    assert (listed["opened_by"], listed["listings"]) == ("mei", [FIRST])
    (tmp_path / "terms.txt").write_text("QQ 4300000001\n")
    wish = ("--case", 1, "--purpose", "a test", "--as", "mei")
    assert answer("batch", "add", tmp_path / "terms.txt", *wish)["case"] == 1
    assert [event.kind for event in audit.recent_events(subject="case:1")] == [
        "listing removed", "listing added", "listing added", "case opened",
    ]  # fmt: skip
    assert in_house("--lang", "zh", "cases", "list")[1].startswith("1 个案件")
    assert in_house("--lang", "en", "cases", "show", 1)[1].startswith("case 1: 三月投诉 (opened by mei on ")


def test_what_cannot_be_done_is_said(in_house: Run, answer: Run) -> None:
    assert in_house("cases", "open", " ", "--as", "mei")[0] == 2
    code, _, complaint = in_house("--lang", "zh", "cases", "open", "三月", "--as", "lin")
    assert (code, complaint) == (2, "hawkwatch: lin（operator）没有办理案件的权限\n")
    assert "there is no case 7" in in_house("--lang", "en", "cases", "show", 7)[2]
    in_house("cases", "open", "三月", "--as", "mei")
    code, _, complaint = in_house("--lang", "en", "cases", "add", 1, FIRST, "nothing", "--as", "mei")
    assert (code, complaint) == (1, "hawkwatch: there is no listing nothing\n")
    assert answer("cases", "show", 1)["listings"] == []
