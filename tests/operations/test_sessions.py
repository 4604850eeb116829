"""Sessions that operators supply: given, used where they belong, watched, missed and given anew."""

import gzip
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from casework.audit import recent_events
from casework.open import open_casework
from casework.pauses import pause_of
from config.settings import Settings, load_settings
from crawlers.declared.catalog import load_source
from crawlers.session.safe import Safe
from crawlers.session.saved import SavedSession
from crawlers.session.state import BrowserState, Cookie, Origin, Stored
from operations.crawl import Progress, crawl
from operations.login import log_in
from operations.plan import plan_of
from operations.probe import probe
from operations.readiness import RunRefused
from operations.sessions import bury
from records.order import Exit
from records.reading import State
from records.source import Source
from testbed.server import Testbed

Run = Callable[..., Any]
COOKIE = "bbs_auth"


@pytest.fixture
def settings(home: Path, monkeypatch: pytest.MonkeyPatch, own_sources: Path) -> Settings:
    monkeypatch.setenv("HAWKWATCH_SOURCES", str(own_sources))
    settings = load_settings(home=home)
    open_casework(settings.home)
    return settings


@pytest.fixture
def board(own_sources: Path) -> Source:
    """The testbed's board, for members of one session."""
    return declare(own_sources / "testbed_board", "session: forum", "pace: {delay: 0.1, pages: 16}")


def declare(folder: Path, *lines: str) -> Source:
    """The source in ``folder`` with some more lines."""
    file = folder / "source.yml"
    left_out = ("pace", "expect", "clicks")
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(left_out)]
    more = ("access: authorised", "expect: {posts: 1}", *lines)
    file.write_text("\n".join([*kept, *more]) + "\n", "utf-8")
    return load_source(folder)


def state_of(value: str, **more: Any) -> BrowserState:
    """A browser's state with the members' cookie, a stranger's beside it, and a token in a local storage."""
    ours = Cookie(name=COOKIE, value=value, domain="127.0.0.1", httpOnly=True, **more)
    strange = Cookie(name="visitor", value="somebody-elses", domain="shop.example.com")
    storage = Origin("http://127.0.0.1:1", (Stored("token", f"{value}-stored"),))
    return BrowserState((ours, strange), (storage,))


def traces(secret: str, home: Path) -> list[str]:
    """The files under ``home`` in which ``secret`` can be read, unpacked where they are packed."""

    def content(path: Path) -> bytes:
        plain = path.read_bytes()
        return gzip.decompress(plain) if plain[:2] == b"\x1f\x8b" else plain

    return [str(path) for path in home.rglob("*") if path.is_file() and secret.encode() in content(path)]


class Onlooker:
    """Looks at every process of this machine while a run is under way; ends the log-ins after ``pages``."""

    def __init__(self, secret: str, sites: Testbed | None = None, pages: int = 0) -> None:
        self.secret, self.sites, self.pages = secret.encode(), sites, pages
        self.looks = 0
        self.seen: list[str] = []

    def __call__(self, progress: Progress) -> None:
        self.looks += 1
        for file in (*Path("/proc").glob("[0-9]*/cmdline"), *Path("/proc").glob("[0-9]*/environ")):
            with suppress(OSError):
                if self.secret in file.read_bytes():
                    self.seen.append(str(file))
        if self.sites and progress.done >= self.pages:
            self.sites.end_sessions("board")


def queued(home: Path) -> int:
    """How many addresses of the only run wait."""
    (path,) = home.glob("runs/*/journal.sqlite")
    return int(
        sqlite3.connect(path).execute("SELECT count(*) FROM request WHERE state='queued'").fetchone()[0]
    )


def refused(source: Source, settings: Settings) -> RunRefused:
    with pytest.raises(RunRefused) as caught:
        crawl(source, settings)
    return caught.value


def test_a_session_is_given_used_missed_and_given_anew(
    own_sites: Testbed, board: Source, settings: Settings, home: Path
) -> None:
    first, second = "k3y-of-nobody-4711", "an0ther-of-nobody-4712"
    none = refused(board, settings)
    assert (none.code, "there is no session 'forum'; `hawkwatch sources login" in str(none)) == (18, True)
    assert not own_sites.log(), "a source without its session was asked"

    own_sites.members_only("board", "/forum.php", COOKIE, first, turns=5)
    assert log_in(board, settings, state_of(first), "file", None).check
    onlooker = Onlooker(first, own_sites, pages=4)
    report = crawl(board, settings, onlooker)
    assert (report.exit_code, report.outcome) == (Exit.SESSION, "interrupted")
    assert (report.gaps[0].state, report.gaps[0].why) == ("login_wall", "the session has ended")
    assert "the session 'forum' has ended" in report.faults[0]
    assert "login_wall" not in report.pages, "a page that waits for a new session was given up"
    assert onlooker.looks > 3
    assert not onlooker.seen

    before = len(own_sites.log())
    held, again, plan = pause_of(board.name), refused(board, settings), plan_of(board, settings)
    assert held is not None
    assert held.why.startswith("the session 'forum' has ended: http://127.0.0.1")
    assert (again.code, plan.ok, plan.session_standing and plan.session_standing.ended) == (
        18,
        False,
        held.why,
    )
    assert {"session given", "session ended", "source paused"} <= {one.kind for one in recent_events()}
    assert len(own_sites.log()) == before, "a site was asked with a dead session"
    waiting = queued(home)
    assert waiting > 0

    own_sites.members_only("board", "/forum.php", COOKIE, second, turns=5)
    own_sites.misbehave(closed_thread(home), "login_wall", site="board")
    assert log_in(board, settings, state_of(second), "file", None).check
    assert pause_of(board.name) is None
    resumed = crawl(board, settings)
    assert resumed.run == report.run
    assert sum(resumed.pages.values()) >= 16
    assert resumed.pages["login_wall"] == 1, "one closed place was taken for the end of the session"
    assert (resumed.outcome, resumed.exit_code, pause_of(board.name)) == ("full", 0, None)
    assert_each_page_once(home)

    kept = Safe(home).open("forum").state
    assert [one.name for one in kept.cookies if one.domain != "127.0.0.1"] == []
    assert kept.cookies[0].value != second, "a cookie that the site changed was not kept"
    found = [trace for secret in (first, second, f"{second}-stored") for trace in traces(secret, home)]
    assert found == []


def closed_thread(home: Path) -> str:
    """Path and query of a thread that waits in the only run."""
    (path,) = home.glob("runs/*/journal.sqlite")
    (url,) = (
        sqlite3.connect(path)
        .execute("SELECT url FROM request WHERE state='queued' AND kind='thread' ORDER BY row LIMIT 1")
        .fetchone()
    )
    return f"{urlsplit(url).path}?{urlsplit(url).query}"


def assert_each_page_once(home: Path) -> None:
    (path,) = home.glob("runs/*/journal.sqlite")
    most = "SELECT max(n) FROM (SELECT count(*) n FROM visit WHERE final GROUP BY row)"
    assert sqlite3.connect(path).execute(most).fetchone() == (1,)


def test_a_browser_has_the_session_too(
    own_sites: Testbed, own_sources: Path, settings: Settings, home: Path
) -> None:
    secret = "k3y-of-nobody-4713"
    own_sites.members_only("market", "/", COOKIE, secret, turns=3)
    market = declare(own_sources / "testbed_market", "session: shop", "pace: {delay: 0, pages: 1}")
    state = state_of(secret).only_for(market.hosts)
    given = SavedSession(name="shop", state=state, saved_at=datetime.now(UTC), saved_by="li", way="file")
    Safe(home).save(given)
    onlooker = Onlooker(secret)
    report = crawl(market, settings, onlooker)
    assert (report.outcome, report.captures > 0) == ("full", True), report.faults
    assert Safe(home).open("shop").state.cookies[0].value != secret
    assert not onlooker.seen
    assert traces(secret, home) == []
    record = next(home.glob("vault/*/*.warc.gz"))
    assert b"with the session 'shop'" in gzip.decompress(record.read_bytes())


@pytest.mark.full
def test_a_session_that_died_between_runs_is_found_before_the_first_page(
    own_sites: Testbed, board: Source, settings: Settings, home: Path
) -> None:
    own_sites.members_only("board", "/forum.php", COOKIE, "k3y-of-nobody-4714")
    proof = log_in(board, settings, state_of("k3y-of-nobody-4714"), "file", None)
    assert proof.check is not None
    own_sites.end_sessions("board")
    before = len(own_sites.log())
    report = crawl(board, settings)
    assert (report.exit_code, report.outcome, report.pages) == (Exit.SESSION, "interrupted", {})
    asked = [entry["path"] for entry in own_sites.log()[before:] if entry["path"] != "/robots.txt"]
    assert [f"{own_sites.sites['board']}{path}" for path in asked] == [proof.check.url]
    assert pause_of(board.name) is not None
    closed = log_in(board, settings, state_of("a-wrong-one-4715"), "file", None)
    assert closed.closed == board.start[0]
    assert pause_of(board.name) is not None, "a session that opens nothing let its source go on"


def test_a_session_given_meanwhile_is_not_held_for_dead(
    board: Source, settings: Settings, home: Path
) -> None:
    begun = datetime.now(UTC)
    state = state_of("k3y-of-nobody-4718").only_for(board.hosts)
    for saved_at, ended in ((begun + timedelta(seconds=1), False), (begun, True)):
        Safe(home).save(SavedSession(name="forum", state=state, saved_at=saved_at, saved_by="li", way="file"))
        bury(board, settings, board.start[0], begun)
        assert bool(Safe(home).open("forum").ended) is ended
        assert bool(pause_of(board.name)) is ended


@pytest.mark.full
def test_a_killed_run_keeps_what_the_site_changed_last(
    own_sites: Testbed, board: Source, settings: Settings, home: Path, environment: dict[str, str]
) -> None:
    secret = "k3y-of-nobody-4716"
    own_sites.members_only("board", "/forum.php", COOKIE, secret, turns=1)
    assert log_in(board, settings, state_of(secret), "file", None).check
    known = environment | {
        "HAWKWATCH_SOURCES": settings.sources,
        "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
    }
    for _ in range(4):
        before = len(own_sites.log())
        process = subprocess.Popen([sys.executable, "-m", "scrapy", "crawl", board.name], env=known)
        while len(own_sites.log()) < before + 8:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    report = crawl(board, settings)
    assert (report.exit_code, report.pages.get("login_wall", 0)) == (0, 0)
    assert traces(secret, home) == []


@pytest.mark.full
def test_a_live_look_has_the_session_and_a_new_source_has_none(
    run: Run, own_sites: Testbed, board: Source, settings: Settings, home: Path
) -> None:
    own_sites.members_only("board", "/forum.php", COOKIE, "k3y-of-nobody-4717")
    assert log_in(board, settings, state_of("k3y-of-nobody-4717"), "file", None).check
    assert {one.state for one in probe([board], settings)} == {State.ITEMS}
    made = run("hawkwatch", "sources", "new", board.start[0], "--out", home / "new", "--json")
    assert "login_wall" in made.stdout + made.stderr, made
