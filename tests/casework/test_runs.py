"""Runs and their reports."""

from datetime import UTC, datetime
from pathlib import Path

from casework import orders, runs
from records.order import Gap, RunReport


def _report(run: str, outcome: str = "short") -> RunReport:
    return RunReport(
        run=run,
        source="board",
        started_at=datetime(2026, 5, 1, 8, tzinfo=UTC),
        ended_at=datetime(2026, 5, 1, 9, tzinfo=UTC),
        outcome=outcome,
        exit_code=10,
        pages={"items": 8, "challenge": 1},
        posts=120,
        listings=7,
        sightings=2,
        captures=5,
        expected_posts=200,
        gaps=(Gap(url="http://board.example.com/2", state="challenge", why="stopped at it"),),
    )


def test_a_run_begins_and_ends_with_its_report(home: Path) -> None:
    order = orders.place("crawl", {"source": "board"})
    assert runs.begin_run("board-1", "board", order.pk).state == "running"
    row = runs.end_run(_report("board-1"))
    assert (row.state, row.outcome, row.exit_code, row.order) == ("ended", "short", 10, order)
    (kept,) = runs.recent_runs()
    assert kept.report["pages"] == {"items": 8, "challenge": 1}
    assert kept.report["gaps"][0]["state"] == "challenge"
    assert kept.ended_at == datetime(2026, 5, 1, 9, tzinfo=UTC)


def test_a_resumed_run_keeps_its_start(home: Path) -> None:
    first = runs.begin_run("board-1", "board")
    runs.end_run(_report("board-1", "interrupted"))
    again = runs.begin_run("board-1", "board")
    assert (again.state, again.ended_at) == ("running", None)
    assert again.started_at < first.started_at


def test_a_run_nobody_announced_gets_its_row(home: Path) -> None:
    runs.end_run(_report("board-2"))
    runs.begin_run("forum-1", "forum")
    assert [row.run for row in runs.recent_runs(source="board")] == ["board-2"]
    assert [row.run for row in runs.recent_runs(1)] == ["forum-1"]
