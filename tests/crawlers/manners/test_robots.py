"""robots.txt: obeyed, overruled by leave of somebody, and never taken for what it is not."""

import gzip
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crawlers.declared.catalog import SourceError, load_source
from crawlers.manners.robots_file import MOST_BYTES, RobotsUnavailable, rules_in
from crawlers.manners.robots_leave import overrules, ruling
from evidence.vault import open_vault
from records.page import Exchange, Page
from records.source import Pace, Source

Run = Callable[..., Any]
FORBIDS = "User-agent: *\nDisallow: /private\nCrawl-delay: 0.5\n"
TODAY = datetime.now(UTC).date()
LEAVE = ("robots: ignore-with-reason", "robots_reason: court order 7 of 2026", "approver: the board")


def robots_page(text: bytes, status: int = 200, failure: str | None = None, cut: str | None = None) -> Page:
    now = datetime.now(UTC)
    exchange = Exchange(url="http://x.example.com/robots.txt", status=status, started_at=now, truncated=cut)
    return Page(url=exchange.url, fetched_at=now, exchange=exchange, content=text, failure=failure)


def source(**more: Any) -> Source:
    start, hosts = ("http://x.example.com/",), ("x.example.com",)
    return Source(
        name="a", title="A", family="forum", start=start, hosts=hosts, folder="", pace=Pace(delay=3), **more
    )


@pytest.mark.parametrize(
    "page",
    [
        robots_page(b"", 500),
        robots_page(b"", 429),
        robots_page(b"User-agent: *\nAllow: /", cut="disconnect"),
        robots_page(b"", failure="the body is not gzip"),
    ],
)
def test_what_is_no_usable_answer_lets_nobody_in(page: Page) -> None:
    with pytest.raises(RobotsUnavailable):
        rules_in(page)


def test_what_the_host_has_not_forbids_nothing() -> None:
    assert rules_in(robots_page(b"Disallow: /", 404)).can_fetch("http://x.example.com/", "Hawkwatch")


def test_an_endless_file_is_read_to_its_limit_and_by_whole_lines() -> None:
    filled = FORBIDS.encode() + b"# nothing\n" * 60_000 + b"Disallow: /\n"
    assert len(filled) > MOST_BYTES
    rules = rules_in(robots_page(filled, cut="length"))
    assert rules.can_fetch("http://x.example.com/", "Hawkwatch")
    assert not rules.can_fetch("http://x.example.com/private/1", "Hawkwatch")


def test_a_leave_not_to_obey_ends_on_its_last_day() -> None:
    here = datetime.now().astimezone(UTC).date()
    for days, holds in ((2, True), (-2, False)):
        given = source(
            robots="ignore-with-reason", robots_until=here + timedelta(days), robots_reason="R", approver="B"
        )
        assert overrules(given) is holds
    assert ruling(source(), "allows") == "obeyed: robots.txt allows this address; one request in 3 s"


@pytest.mark.parametrize("missing", ["robots_reason", "robots_until", "approver"])
def test_a_leave_without_reason_end_or_name_is_no_leave(declare: Any, tmp_path: Path, missing: str) -> None:
    lines = [line for line in (*LEAVE, "robots_until: 2026-12-31") if not line.startswith(missing)]
    declare("first", *lines)
    with pytest.raises(SourceError, match=rf"first/source\.yml:\d+: {missing}: is missing"):
        load_source(tmp_path / "declared" / "first")


def test_robots_txt_is_asked_for_again_after_a_passing_trouble(run: Run, declare: Any, place: Any) -> None:
    place.answer("/robots.txt", 0)
    place.answer("/robots.txt", 500)
    place.answer("/robots.txt", 200, FORBIDS)
    env = declare("first", "pace: {delay: 0}", paths=("/private/1", "/2"))
    done = run("hawkwatch", "crawl", "first", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert (report["pages"], report["faults"]) == ({"disallowed": 1, "items": 1}, [])
    assert place.paths() == ["/robots.txt"] * 3 + ["/2"]


def test_a_host_that_never_tells_its_rules_is_not_read_and_the_report_says_what_came_instead(
    run: Run, declare: Any, place: Any
) -> None:
    place.answer("/robots.txt", 0)
    done = run("hawkwatch", "crawl", "first", "--json", env=declare("first", "pace: {delay: 0}"))
    (report,) = json.loads(done.stdout)
    why = "no answer: the answer broke off or is no HTTP: Server disconnected without sending a response."
    assert (report["pages"], report["faults"]) == (
        {"disallowed": 1},
        [f"{place.address}/robots.txt: {why}"],
    )
    assert place.paths() == ["/robots.txt"] * 3


@pytest.mark.full
def test_eight_pages_at_once_wait_for_one_file_and_keep_its_delay(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    place.answer("/robots.txt", 200, FORBIDS)
    env = declare(
        "first", "pace: {delay: 0, concurrency: 8}", paths=("/private/1", *(f"/{n}" for n in "12345"))
    )
    done = run("scrapy", "crawl", "first", env=env)
    assert done.returncode == 0, done.stderr[-2000:]
    assert place.paths()[0] == "/robots.txt"
    assert sorted(place.paths()) == ["/1", "/2", "/3", "/4", "/5", "/robots.txt"]
    assert min(after - before for before, after in pairwise(place.moments()[1:])) > 0.45


def test_robots_txt_overruled_is_asked_for_recorded_in_the_evidence_and_reported(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    place.answer("/robots.txt", 200, FORBIDS)
    until = TODAY + timedelta(days=30)
    env = declare("first", "pace: {delay: 0}", *LEAVE, f"robots_until: {until}", paths=("/private/1", "/2"))
    done = run("hawkwatch", "crawl", "first", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert (done.returncode, report["pages"], report["faults"]) == (0, {"items": 2}, [])
    leave = f"until {until} by leave of the board: court order 7 of 2026"
    assert report["robots"] == f"1 pages were read that robots.txt forbids, {leave}"
    assert place.paths() == ["/robots.txt", "/private/1", "/2"]
    (journal,) = home.glob("runs/*/journal.sqlite")
    (digest,) = sqlite3.connect(journal).execute("SELECT digest FROM capture").fetchone()
    record = gzip_text(open_vault(f"file://{home.resolve()}/vault").path(digest))
    assert f"not obeyed until {until}: robots.txt forbids this address" in record
    assert "reason: court order 7 of 2026; approved by the board" in record


def gzip_text(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


@pytest.mark.full
def test_a_leave_that_has_run_out_is_told_and_robots_txt_obeyed(
    run: Run, declare: Any, place: Any, home: Path
) -> None:
    place.answer("/robots.txt", 200, FORBIDS)
    env = declare(
        "first", "pace: {delay: 0}", *LEAVE, f"robots_until: {date(2026, 1, 31)}", paths=("/private/1",)
    )
    done = run("hawkwatch", "crawl", "first", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert (report["pages"], report["robots"]) == ({"disallowed": 1}, "")
    assert report["faults"] == ["robots_until 2026-01-31 is over: robots.txt is obeyed again"]
    assert place.paths() == ["/robots.txt"]
