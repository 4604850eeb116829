"""A forum among traps: all of it is found, and little of the trap is asked for. A forum of which much brings
nothing: all of it is found, too.
"""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from testbed.maze.quiet import PLANS, QuietSite
from testbed.maze.server import Maze
from testbed.maze.site import FIRST, KINDS, MazeSite
from tests.crawlers.walking import Walker, offers

Run = Callable[..., Any]
HALF_AN_HOUR = 1800
# What the largest trap takes of a small run; it does not grow with the site.
MOST_WASTED = 80
# Traps that another one of the default tests is like.
ALIKE = dict.fromkeys(
    (
        "events", "redirects", "soft_missing", "recursion", "dead_links", "arranged", "session", "filler",
        "twins",
    ),
    pytest.mark.full,
)  # fmt: skip
FOUND = sorted(set(PLANS) - {"dead_lists"})


def walk(run: Run, folder: Path, kind: str, count: int) -> tuple[float, float]:
    """The shares of the planted listings that were found, and of the requests that were wasted: on the trap,
    or on a page under a second address."""
    with Maze(kind, offers(count)) as maze:
        maze.declare(folder / "sources", pages=3 * count)
        env = {"HAWKWATCH_SOURCES": str(folder / "sources")}
        done = run("scrapy", "crawl", "maze", "-O", folder / "out.jsonl", env=env, timeout=HALF_AN_HOUR)
        assert done.returncode == 0, done.stderr[-2000:]
        asked = [one["path"] for one in maze.log() if one["path"] != "/robots.txt"]
        wasted = len(asked) - useful(maze.site, asked)
    lines = (folder / "out.jsonl").read_text("utf-8").splitlines()
    found = {json.loads(line)["post"]["post_id"] for line in lines}
    hits = len(found.intersection(str(FIRST + place) for place in range(count)))
    print(f"{kind}: {hits} of {count} listings found, {wasted} of {len(asked)} requests wasted")
    return hits / count, wasted / len(asked)


def useful(site: MazeSite, asked: list[str]) -> int:
    """How many of the pages that count were asked for."""
    return len(site.useful().intersection(map(site.page_at, asked)))


@pytest.mark.parametrize("kind", ["calendar", pytest.param("twins", marks=pytest.mark.full)])
def test_a_forum_among_traps_is_read(run: Run, tmp_path: Path, home: Path, kind: str) -> None:
    found, wasted = walk(run, tmp_path, kind, 60)
    assert found == 1
    assert wasted < 0.2
    (path,) = home.glob("runs/*/journal.sqlite")
    database = sqlite3.connect(path)
    assert database.execute("SELECT count(*) FROM request WHERE state != 'done'").fetchone() == (0,)
    left = [why for (why,) in database.execute("SELECT why FROM shape WHERE why IS NOT NULL")]
    assert bool(left) is (kind == "calendar")
    assert all(why.startswith("trap: ") for why in left)


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=ALIKE.get(kind, ())) for kind in KINDS])
def test_a_trap_takes_few_requests(tmp_path: Path, kind: str) -> None:
    site = MazeSite(kind, offers(30))
    walked = Walker(tmp_path, site.answer).walk()
    assert walked.found == frozenset(range(30))
    assert len(walked.asked) - useful(site, list(walked.asked)) <= MOST_WASTED


@pytest.mark.parametrize("plan", FOUND)
def test_what_lies_behind_much_that_brings_nothing_is_found(tmp_path: Path, plan: str) -> None:
    walked = Walker(tmp_path, QuietSite(plan, offers(60)).answer).walk()
    assert len(walked.found) >= 0.99 * 60
    assert len(walked.asked) == len(set(walked.asked))


def test_no_hit_does_not_look_like_no_seller(tmp_path: Path) -> None:
    walked = Walker(tmp_path, QuietSite("dead_lists", offers(60)).answer).walk()
    assert not walked.found
    gaps = [gap for gap in walked.report.gaps if gap.state == "left"]
    assert gaps
    assert all("brought nothing new" in gap.why for gap in gaps)
    assert walked.report.outcome == "short"
    assert any("no listing was found" in why for why in walked.report.short)


@pytest.mark.full
@pytest.mark.parametrize("plan", FOUND)
def test_a_thousand_listings_are_found_behind_much_that_brings_nothing(tmp_path: Path, plan: str) -> None:
    walked = Walker(tmp_path, QuietSite(plan, offers(1000)).answer).walk()
    print(f"{plan}: {len(walked.found)} of 1000 listings found with {len(walked.asked)} requests")
    assert len(walked.found) >= 990


@pytest.mark.full
@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_listings_are_found_and_little_is_wasted(run: Run, tmp_path: Path, kind: str) -> None:
    found, wasted = walk(run, tmp_path, kind, 1000)
    assert found >= 0.99
    assert wasted <= 0.05
