"""Short, quiet, full: told apart by what earlier runs found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from written import HOST, board

from crawlers.journal.account import Account
from crawlers.memory.file import open_memory
from operations.baselines import experience, learn
from operations.folding import fold_journal
from records.order import RunReport

START = f"{HOST}/forum-2-1.html"
Begin = Callable[..., Any]
Runs = Callable[..., RunReport]


@pytest.fixture
def runs(begin: Begin, tmp_path: Path) -> Runs:
    """Run the board once more over pages with ``rows`` threads each, of which ``fresh`` are new in all."""
    memory = open_memory(tmp_path / "memory.sqlite")
    count = 0

    def once(pages: int = 3, rows: int = 20, fresh: int = 20, total: int | None = None) -> RunReport:
        nonlocal count
        count += 1
        one = begin(f"run{count:02d}")
        tids = [count * 1000 + n for n in range(fresh)] + [100 + n for n in range(pages * rows - fresh)]
        one.walk(
            {
                f"/forum-2-{n}.html": board(n, pages, total=total, tids=tids[(n - 1) * rows : n * rows])
                for n in range(1, pages + 1)
            }
        )
        account = Account(one.path)
        fold_journal(memory, account.path)
        seen = experience(memory, account, one.order)
        report = one.report(experience=seen)
        learn(memory, account, one.order, report, seen)
        account.close()
        return report

    return once


def test_three_runs_teach_what_is_usual(runs: Runs) -> None:
    assert [runs().outcome for _ in range(4)] == ["full"] * 4


def test_a_list_that_shows_far_fewer_rows_than_it_used_to_is_short(runs: Runs) -> None:
    for _ in range(3):
        runs()
    report = runs(rows=4, fresh=4)
    assert report.outcome == "short"
    assert report.short == (f"{START}: 12 rows on 3 pages of lists, usually 20 on a page",)


def test_a_list_that_ends_far_earlier_than_it_used_to_is_short(runs: Runs) -> None:
    for _ in range(3):
        runs(pages=8)
    assert runs(pages=2).short == (f"{START}: 2 pages of lists, usually 8",)


def test_no_run_is_held_to_two_others(runs: Runs) -> None:
    for _ in range(2):
        runs(pages=8)
    assert runs(pages=2, rows=4, fresh=4).outcome == "full"


def test_a_run_that_read_all_and_found_little_new_is_quiet(runs: Runs) -> None:
    for fresh in (0, 20, 20, 20):
        runs(fresh=fresh)
    assert runs(fresh=1).outcome == "quiet"


def test_a_site_that_always_counts_more_than_it_shows_is_taken_as_it_is(runs: Runs) -> None:
    first = runs(total=100)
    assert first.short, "60 of 100: nobody knows yet that this is usual"
    runs(total=100)
    runs(total=100)
    assert runs(total=100).outcome != "short"
