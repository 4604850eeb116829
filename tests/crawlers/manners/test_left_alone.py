"""A host that wants to be left alone, and a day's budget that is used: over runs, sources and errands."""

import json
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

Run = Callable[..., Any]
NUMBERED = tuple(f"/{number}" for number in range(1, 7))


@pytest.mark.full
def test_a_long_retry_after_ends_the_run_and_holds_for_every_source_of_the_host(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    place.answer("/3", 429, retry_after=formatdate(time.time() + 7200, usegmt=True))
    place.answer("/3")
    env = declare("first", "pace: {delay: 0}", paths=NUMBERED)
    declare("second", "pace: {delay: 0}", paths=("/other",))
    done = run("hawkwatch", "crawl", "first", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert (done.returncode, report["outcome"], sum(report["pages"].values())) == (16, "interrupted", 2)
    assert "asked to be left alone until" in report["gaps"][-1]["why"]
    assert place.paths("/robots.txt") == ["/1", "/2", "/3"]
    done = run("hawkwatch", "crawl", "second", env=env)
    assert (done.returncode, "asked to be left alone until 20" in done.stderr) == (16, True)
    assert place.paths("/robots.txt") == ["/1", "/2", "/3"], "nothing was asked"
    two_hours_later(home)
    done = run("hawkwatch", "crawl", "first", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert (done.returncode, report["outcome"], sum(report["pages"].values())) == (0, "full", 6)
    assert len(list(home.glob("runs/*"))) == 1, "it was resumed"
    assert sorted(place.paths("/robots.txt")) == ["/1", "/2", "/3", "/3", "/4", "/5", "/6"]


def two_hours_later(home: Path) -> None:
    """What the clock does by itself."""
    turns = sqlite3.connect(home / "turns.sqlite")
    turns.execute("UPDATE turn SET until=0, taken=0, slow=0")
    turns.commit()
    (journal,) = home.glob("runs/*/journal.sqlite")
    rows = sqlite3.connect(journal)
    rows.execute("UPDATE request SET not_before=0")
    rows.commit()


def test_a_short_retry_after_is_waited_for_by_robots_txt_and_pages_alike(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    place.answer("/robots.txt", 503, retry_after="1")
    place.answer("/robots.txt", 200, "User-agent: hawkwatch\nDisallow: /2\n")
    place.answer("/3", 503, retry_after="2")
    place.answer("/3")
    env = declare("first", "pace: {delay: 0, concurrency: 3}", paths=NUMBERED[:5])
    done = run("scrapy", "crawl", "first", env=env)
    assert done.returncode == 0, done.stderr[-2000:]
    assert sorted(place.paths()) == ["/1", "/3", "/3", "/4", "/5", "/robots.txt", "/robots.txt"]
    asked = {path: moment for moment, path, _ in place.asked}
    first = next(moment for moment, path, _ in place.asked if path == "/3")
    assert asked["/3"] - first >= 2
    assert place.asked[1][0] - place.asked[0][0] >= 1
    (journal,) = home.glob("runs/*/journal.sqlite")
    states = sqlite3.connect(journal).execute("SELECT url, state FROM visit WHERE final ORDER BY url")
    assert [state for url, state in states if url.endswith("/2")] == ["disallowed"]


@pytest.mark.full
def test_the_budget_of_a_day_counts_what_all_sources_and_errands_ask_of_a_host(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    env = declare("first", "pace: {delay: 0, budget: 6}", paths=NUMBERED)
    declare("second", "pace: {delay: 0}", paths=("/a", "/b"))
    assert run("hawkwatch", "crawl", "second", env=env).returncode == 0
    run("hawkwatch", "sources", "check", "second", "--live", env=env)
    assert len(place.paths("/robots.txt")) == 4
    done = run("hawkwatch", "crawl", "first", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert (done.returncode, report["outcome"], sum(report["pages"].values())) == (15, "interrupted", 2)
    assert "has used its 6 pages of today" in report["gaps"][-1]["why"]
    assert len(place.paths("/robots.txt")) == 6
    for words in (("crawl", "first"), ("sources", "check", "first", "--live")):
        done = run("hawkwatch", *words, env=env)
        assert "has used its 6 pages of today" in done.stdout + done.stderr
    assert len(place.paths("/robots.txt")) == 6


@pytest.mark.full
def test_two_runs_at_once_keep_the_pace_of_a_host_together(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    env = declare("first", "pace: {delay: 0.5, jitter: false, concurrency: 3}", paths=NUMBERED)
    declare("second", "pace: {delay: 0.2, jitter: false}", paths=tuple(f"{path}x" for path in NUMBERED))
    with ThreadPoolExecutor(2) as both:
        codes = both.map(lambda name: run("scrapy", "crawl", name, env=env).returncode, ("first", "second"))
        assert list(codes) == [0, 0]
    assert sorted(place.paths("/robots.txt")) == sorted([*NUMBERED, *(f"{path}x" for path in NUMBERED)])
    strict = {moment for moment, path, _ in place.asked if path in NUMBERED}
    for before, after in pairwise(place.moments()):
        least = 0.5 if {before, after} & strict else 0.2
        assert after - before > least - 0.05, place.asked


@pytest.mark.full
def test_hours_that_end_while_a_request_waits_end_the_run(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    if now.second > 25:
        time.sleep(61 - now.second)  # the span must end within this run, not before it
        now = datetime.now(ZoneInfo("Asia/Shanghai"))
    begin, end = now - timedelta(hours=2), now + timedelta(minutes=1)
    hours = f"hours: '{begin:%H:%M}-{end:%H:%M}'"
    env = declare("first", f"pace: {{delay: 200, jitter: false, {hours}}}", paths=NUMBERED[:3])
    done = run("hawkwatch", "crawl", "first", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert (done.returncode, report["outcome"]) == (15, "interrupted")
    assert place.paths() == ["/robots.txt"]
