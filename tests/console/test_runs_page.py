"""What the page of runs tells."""

import time
from datetime import UTC, datetime, timedelta

from casework import pauses, runs
from crawlers.manners.standing import left_alone
from crawlers.manners.turns import Turns
from records.order import Gap, RunReport
from tests.console.visiting import visitor

SEEN = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)


def test_the_runs_page_tells_pages_by_state_and_gaps(room) -> None:
    gap = Gap(url="http://board.example.com/<b>2", state="challenge", why="stopped at the first challenge")
    runs.end_run(
        RunReport(
            run="board-7", source="board", started_at=SEEN, ended_at=SEEN, outcome="short", exit_code=10,
            pages={"items": 1412, "challenge": 1}, posts=120, listings=7, sightings=2, captures=5,
            expected_posts=200, changes={"same": 1, "price": 1}, gaps=(gap,),
            faults=("no marker at all on page 3",), short=("the pager says 9 pages",),
        )
    )  # fmt: skip
    with visitor(room.url, "analyst-1") as client:
        page = client.get("/runs/").text
    for shown in (
        "board-7",
        "short",
        "read 1,412 · challenge 1",
        "Expected against read",
        "the pager says 9 pages",
        "&lt;b&gt;2",
        "no marker at all",
        "the price changed 1",
    ):
        assert shown in page


def test_the_runs_page_tells_what_is_left_alone_and_why(room) -> None:
    with visitor(room.url, "analyst-1") as client:
        assert 'id="left-alone"' not in client.get("/runs/").text
        pauses.pause("press_board", "the session 'board' has ended")
        pauses.pause("over", "was paused for a second", until=datetime.now(UTC) + timedelta(seconds=1))
        turns, now = Turns(room.home / "turns.sqlite"), datetime.now(UTC).timestamp()
        turns.change("office", "slow.example.com", lambda one: left_alone(one, 900, "HTTP 503", now))
        turns.change("direct", "ready.example.com", lambda one: left_alone(one, 0, "HTTP 429", now))
        turns.close()
        time.sleep(1)
        page = client.get("/runs/").text
    pauses.resume("press_board")
    for shown in ("the session &#x27;board&#x27; has ended", "slow.example.com", "office", "HTTP 503"):
        assert shown in page
    for over in ("was paused for a second", "ready.example.com"):
        assert over not in page
