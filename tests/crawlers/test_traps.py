"""A forum among traps: all of it is found, and little of the trap is asked for."""

import json
import sqlite3
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from analysis.assessor import assess
from testbed.maze.server import Maze
from testbed.maze.site import FIRST, KINDS, Offer
from testbed.posting import labelled_postings

Run = Callable[..., Any]
HALF_AN_HOUR = 1800


def offers(count: int) -> list[Offer]:
    """So many listings; people repeat their wording, with other numbers."""
    known = [one for one in labelled_postings() if assess(one.text, one.title, None, "maze").label != "other"]
    return [
        Offer(f"{(one.title or one.text)[:30]} 第{n}批", f"{one.text}\n第{n}批")
        for n, one in enumerate(islice(cycle(known), count))
    ]


def walk(run: Run, folder: Path, kind: str, count: int) -> tuple[float, float]:
    """The shares of the planted listings that were found, and of the requests that were wasted: on the trap,
    or on a page under a second address."""
    with Maze(kind, offers(count)) as maze:
        maze.declare(folder / "sources", pages=3 * count)
        env = {"HAWKWATCH_SOURCES": str(folder / "sources")}
        done = run("scrapy", "crawl", "maze", "-O", folder / "out.jsonl", env=env, timeout=HALF_AN_HOUR)
        assert done.returncode == 0, done.stderr[-2000:]
        asked = [page_of(one["path"]) for one in maze.log() if one["path"] != "/robots.txt"]
        useful = maze.site.useful().intersection(asked)
    lines = (folder / "out.jsonl").read_text("utf-8").splitlines()
    found = {json.loads(line)["post"]["post_id"] for line in lines}
    hits = len(found.intersection(str(FIRST + place) for place in range(count)))
    wasted = len(asked) - len(useful)
    print(f"{kind}: {hits} of {count} listings found, {wasted} of {len(asked)} requests wasted")
    return hits / count, wasted / len(asked)


def page_of(path: str) -> str:
    """The page behind an address, whatever the trap did to it."""
    head, _, query = path.lower().partition("?")
    kept = [pair for pair in query.split("&") if pair.startswith("page=")]
    return head + (f"?{kept[0]}" if kept and head.startswith("/board/") and len(head) < 10 else "")


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


@pytest.mark.full
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "farm"])
def test_a_thousand_listings_are_found_and_little_is_wasted(run: Run, tmp_path: Path, kind: str) -> None:
    found, wasted = walk(run, tmp_path, kind, 1000)
    assert found >= 0.99
    assert wasted <= 0.05


@pytest.mark.full
def test_a_farm_that_looks_like_the_forum_itself_takes_little_more(run: Run, tmp_path: Path) -> None:
    found, wasted = walk(run, tmp_path, "farm", 1000)
    assert found >= 0.99
    assert wasted <= 0.1  # its addresses have the forum's own shape, and what it says is at first new
