"""Fields that vanish: told while the run goes on, and nothing of it lost."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from written import HOST, Written, board, source_of

from crawlers.completeness.baseline import usual_lacks
from crawlers.completeness.drift import DriftWatch
from crawlers.completeness.fill import tallies_of
from crawlers.completeness.lacking import Lacks, learn_lacks
from crawlers.completeness.reader_version import reader_version
from evidence.ledger import open_ledger
from evidence.vault import open_vault
from operations.expiry import expire_doubtful
from operations.memory import Memory
from records.page import Page
from records.reading import Post
from testbed.server import Testbed

Begin = Callable[..., Written]
PAGE = Page(url="http://board.example.com/", fetched_at=datetime(2026, 3, 5, tzinfo=UTC))


def posts(number: int, named: int, excerpt: bool = False) -> tuple[Post, ...]:
    """``number`` posts of which ``named`` have an author."""
    names = ["某"] * named + [None] * (number - named)
    return tuple(
        Post(platform="x", post_id=str(n), url="", text="说", author_name=name, excerpt=excerpt)
        for n, name in enumerate(names)
    )


def test_a_field_that_falls_far_below_its_rate_is_told_as_soon_as_it_shows() -> None:
    watch = DriftWatch(tallies_of(posts(200, 196), "thread"))
    assert not list(watch.look(PAGE, posts(10, 9), "thread"))
    assert not list(watch.look(PAGE, posts(10, 2), "thread")), "one bad page is no drift yet"
    (drift,) = watch.look(PAGE, posts(10, 2), "thread")
    assert (drift.kind, drift.fields, len(drift.pages)) == ("thread", ("author_name",), 2)
    assert watch.told(drift) == "drift on pages of kind thread, over 20 posts: author_name 98% → 20%"
    assert not list(watch.look(PAGE, posts(10, 0), "thread")), "told once"
    assert watch.shows(posts(10, 0), "thread")
    assert not watch.shows(posts(10, 10), "thread")


def test_a_run_without_memory_is_held_against_its_own_beginning() -> None:
    watch = DriftWatch({})
    seen = [list(watch.look(PAGE, posts(10, 10 if n < 9 else 0), "thread")) for n in range(16)]
    assert [bool(drifts) for drifts in seen] == [False] * 12 + [True] + [False] * 3


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (posts(100, 70), posts(10, 0)),  # a field that comes and goes
        (posts(10, 10), posts(10, 0)),  # too few to know what is usual
        (posts(100, 100), posts(10, 6)),
    ],
)
def test_what_is_no_drift(before: tuple[Post, ...], now: tuple[Post, ...]) -> None:
    watch = DriftWatch(tallies_of(before, "thread"))
    assert not [drift for _ in range(4) for drift in watch.look(PAGE, now, "thread")]


def test_guests_on_one_page_and_rows_of_lists_are_no_drift_of_posts() -> None:
    watch = DriftWatch(tallies_of(posts(100, 100), "thread"))
    assert not list(watch.look(PAGE, posts(30, 0), "thread"))
    assert not [drift for _ in range(4) for drift in watch.look(PAGE, posts(20, 0, excerpt=True), "thread")]


def test_one_board_that_is_built_otherwise_is_no_drift() -> None:
    watch = DriftWatch(tallies_of(posts(200, 184, excerpt=True), "next"))
    assert not list(watch.look(PAGE, posts(20, 0, excerpt=True), "next"))
    assert not list(watch.look(PAGE, posts(8, 8, excerpt=True), "next")), "20 of 28 rows, but of one page"
    assert not list(watch.look(PAGE, posts(20, 0, excerpt=True), "next"))
    assert list(watch.look(PAGE, posts(20, 0, excerpt=True), "next"))


def test_what_the_rows_of_a_list_have_always_lacked_is_no_drift_of_it() -> None:
    lacks = {("next rows", "pictures", "author_name")}
    watch = DriftWatch(tallies_of(posts(200, 184, excerpt=True), "next"), lacks)
    shown = posts(20, 0, excerpt=True)
    assert not [drift for _ in range(4) for drift in watch.look(PAGE, shown, "next", "pictures")]
    assert [drift for _ in range(4) for drift in watch.look(PAGE, shown, "next", "books")]


def test_what_lists_lack_is_remembered_unless_it_vanished_in_a_drift(begin: Begin, tmp_path: Path) -> None:
    one = begin(start=(f"{HOST}/forum-2-1.html",))
    one.walk({"/forum-2-1.html": board(1, 1)})
    memory = Memory(tmp_path)
    noted = Lacks(one.journal.database).all()
    learn_lacks(memory.database, "board", noted, {"next rows"})
    assert usual_lacks(str(memory.path), "board") == frozenset()
    learn_lacks(memory.database, "board", noted, set())
    learn_lacks(memory.database, "board", noted, set())
    fields = {field for _, _, field in usual_lacks(str(memory.path), "board")}
    memory.close()
    assert "time" in fields
    assert not fields & {"title", "thread", "counters"}


def test_the_version_of_a_reader_changes_with_what_reads() -> None:
    one = source_of()
    assert reader_version(one) == reader_version(replace(one, name="other"))
    others = [replace(one, family="mybb"), replace(one, family="xenforo")]
    others.append(replace(one, select={"next": "a.on"}))
    assert len({reader_version(source) for source in (one, *others)}) == 4
    assert reader_version(one).startswith("discuz-")


BOARD = """title: drifting board
family: discuz
purpose: tests
start: ["{site}/forum.php?mod=forumdisplay&fid=38"]
hosts: ["{host}"]
private_hosts: true
recheck: 0
pace: {{delay: 0, jitter: false, concurrency: 4, pages: 24}}
"""


@pytest.mark.full
def test_a_site_that_renames_its_authors_is_noticed_and_its_pages_are_kept(
    run: Callable[..., Any], own_sites: Testbed, tmp_path: Path, home: Path
) -> None:
    site = own_sites.sites["board"]
    folder = tmp_path / "sources" / "drifting"
    folder.mkdir(parents=True)
    folder.joinpath("source.yml").write_text(BOARD.format(site=site, host=site.removeprefix("http://")))
    env = {"HAWKWATCH_SOURCES": str(folder.parent)}
    first = json.loads(run("hawkwatch", "crawl", "drifting", "--json", env=env).stdout)[0]
    assert (first["outcome"], first["faults"]) == ("full", [])
    own_sites.misbehave("/forum.php?mod=viewthread*", "restyle", site="board", name="authi")
    second = json.loads(run("hawkwatch", "crawl", "drifting", "--json", env=env).stdout)[0]
    assert (second["outcome"], second["exit_code"]) == ("short", 10)
    assert first["reader"] == second["reader"]
    (fault,) = second["faults"]
    assert "author_name" in fault
    assert second["reader"] in fault
    assert fault in second["short"]
    journal = home / "runs" / second["run"] / "journal.sqlite"
    assert fault in journal.with_name("log.txt").read_text("utf-8")
    database = sqlite3.connect(journal)
    (told,) = database.execute("SELECT at FROM fault").fetchone()
    assert told < database.execute("SELECT max(fetched_at) FROM visit").fetchone()[0], "told at the end"
    rows = database.execute("SELECT record FROM doubtful WHERE reason='drift'").fetchall()
    kept = [json.loads(record) for (record,) in rows]
    assert len(kept) >= 2
    vault, ledger = open_vault((home / "vault").as_uri()), open_ledger(home / "ledger.jsonl")
    assert all(b"renewed" in vault.read(one["digest"]).content for one in kept)
    done = run("hawkwatch", "replay", env=env)
    assert done.returncode == 0, done.stderr
    gone = expire_doubtful(home, vault, ledger, days=-1)
    assert gone == sum(entry.kind == "expiry" for entry in ledger.entries()) > 0
    assert database.execute("SELECT count(*) FROM doubtful").fetchone() == (0,)
