"""What keeps a declared source from being read, and what limits it while it is."""

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from testbed.server import Testbed

Run = Callable[..., Any]
Declare = Callable[..., dict[str, str]]


@pytest.fixture
def declared(sources: Path) -> Declare:
    """``declared("pace: …")``: the testbed's channels with more lines, as the environment of a command."""

    def add(*lines: str) -> dict[str, str]:
        file = sources / "testbed_channels" / "source.yml"
        kept = [
            line for line in file.read_text("utf-8").splitlines() if not line.startswith(("pace", "expect"))
        ]
        file.write_text("\n".join([*kept, *lines]) + "\n", "utf-8")
        return {"HAWKWATCH_SOURCES": str(sources)}

    return add


def only_journal(home: Path) -> sqlite3.Connection:
    (path,) = home.glob("runs/*/journal.sqlite")
    return sqlite3.connect(path)


def hours_from(minutes: int, length: int) -> str:
    """A span of hours in Shanghai that begins ``minutes`` from now."""
    begin = datetime.now(ZoneInfo("Asia/Shanghai")) + timedelta(minutes=minutes)
    return f"{begin:%H:%M}-{begin + timedelta(minutes=length):%H:%M}"


@pytest.mark.parametrize(
    ("lines", "code", "says"),
    [
        (("enabled: false",), 2, "disabled"),
        (("egress: tor",), 17, "wants the exit 'tor'"),
        (("session: forum",), 18, "there is no session 'forum'"),
        ((f"pace: {{hours: {hours_from(180, 60)}}}",), 15, "in its hours only"),
    ],
)
def test_a_source_that_may_not_be_read_is_refused(
    run: Run, declared: Declare, home: Path, lines: tuple[str, ...], code: int, says: str
) -> None:
    done = run("hawkwatch", "crawl", "testbed_channels", env=declared(*lines))
    assert (done.returncode, says in done.stderr) == (code, True), done.stderr
    assert not list(home.glob("runs/*"))


def test_a_paused_source_is_refused_until_it_is_resumed(run: Run, declared: Declare) -> None:
    env = declared("pace: {delay: 0, pages: 3}", "expect: {posts: 1}")
    paused = run("hawkwatch", "sources", "pause", "testbed_channels", "--why", "they move house", env=env)
    assert paused.stdout.strip() == "testbed_channels: paused"
    done = run("hawkwatch", "crawl", "testbed_channels", env=env)
    assert (done.returncode, "is paused: they move house" in done.stderr) == (15, True)
    assert run("hawkwatch", "sources", "resume", "testbed_channels", env=env).returncode == 0
    assert run("hawkwatch", "crawl", "testbed_channels", env=env).returncode == 0


def test_the_budget_of_a_day_holds_over_runs(run: Run, declared: Declare, home: Path) -> None:
    env = declared("pace: {delay: 0, pages: 3, budget: 5}", "expect: {posts: 1}")
    for pages in (3, 2):
        done = run("hawkwatch", "crawl", "testbed_channels", "--json", env=env)
        assert sum(json.loads(done.stdout)[0]["pages"].values()) == pages
    done = run("hawkwatch", "crawl", "testbed_channels", env=env)
    assert (done.returncode, "used its 5 pages of today" in done.stderr) == (15, True)


@pytest.mark.full
def test_a_resumed_run_keeps_to_the_budget_too(
    run: Run, declared: Declare, home: Path, sources: Path
) -> None:
    file = sources / "testbed_channels" / "source.yml"
    env = declared("pace: {delay: 0, pages: 3}", "expect: {posts: 1}")
    assert run("hawkwatch", "crawl", "testbed_channels", env=env).returncode == 0
    reopen(home)
    file.write_text(file.read_text("utf-8").replace("pages: 3", "pages: 9, budget: 5"), "utf-8")
    order = next(home.glob("runs/*/order.json"))
    order.write_text(json.dumps(json.loads(order.read_text()) | {"pages": 9}))
    done = run("hawkwatch", "crawl", "testbed_channels", "--json", env=env)
    assert len(list(home.glob("runs/*"))) == 1
    assert sum(json.loads(done.stdout)[0]["pages"].values()) == 5


def reopen(home: Path) -> None:
    """Let the run look as if its process had died before its end."""
    database = only_journal(home)
    database.execute("DELETE FROM meta WHERE key IN ('ended_at', 'outcome')")
    database.commit()


def test_nothing_is_asked_when_the_hours_are_over(
    run: Run, declared: Declare, home: Path, sites: Testbed
) -> None:
    before = len(sites.log())
    env = declared(f"pace: {{delay: 0, hours: {hours_from(180, 60)}}}")
    done = run("scrapy", "crawl", "testbed_channels", env=env)
    assert done.returncode == 0, done.stderr[-2000:]
    database = only_journal(home)
    assert database.execute("SELECT value FROM meta WHERE key='stopped'").fetchone() == ("hours",)
    assert database.execute("SELECT DISTINCT state FROM request").fetchall() == [("queued",)]
    assert [entry for entry in sites.log()[before:] if entry["site"] == "channels"] == []


def test_an_expected_field_that_is_empty_makes_the_run_short(run: Run, declared: Declare, home: Path) -> None:
    env = declared("pace: {delay: 0, pages: 4}", "expect: {posts: 1, fields: [author_name, floor]}")
    done = run("hawkwatch", "crawl", "testbed_channels", "--json", env=env)
    (report,) = json.loads(done.stdout)
    assert (done.returncode, report["outcome"]) == (10, "short")
    (fault,) = report["faults"]
    assert fault.startswith("floor was filled in 0 of ")


def test_rendered_evidence_is_kept_where_a_listing_was_read(
    run: Run, declared: Declare, home: Path, sites: Testbed
) -> None:
    env = declared("evidence: rendered", "expect: {posts: 1}")
    start = f"{sites.sites['channels']}/s/liaozi_0000,{sites.sites['channels']}/s/zaobao_xinwen_00"
    done = run("scrapy", "crawl", "testbed_channels", "-a", f"start={start}", "-a", "pages=2", env=env)
    assert done.returncode == 0, done.stderr[-2000:]
    database = only_journal(home)
    rendered = database.execute("SELECT url, render FROM request WHERE state='done' ORDER BY url").fetchall()
    assert [(url.rpartition("/")[2], render) for url, render in rendered] == [
        ("liaozi_0000", 1),
        ("zaobao_xinwen_00", 0),
    ]
    grades = [json.loads(record)["grade"] for (record,) in database.execute("SELECT record FROM capture")]
    assert grades == ["rendered"]


WORDS = """groups:
  sell:
    means: the author offers
    words:
      - {word: 专做, means: that is all we do, author: lin, date: 2026-11-26}
"""


@pytest.mark.parametrize("program", [("hawkwatch", "crawl"), ("scrapy", "crawl")])
def test_no_source_is_read_while_the_words_of_the_house_cannot_be(
    run: Run, declared: Declare, home: Path, program: tuple[str, ...]
) -> None:
    (home / "lexicon").mkdir(parents=True)
    (home / "lexicon" / "trade.yml").write_text(WORDS.replace(", author: lin", ""), "utf-8")
    done = run(*program, "testbed_channels", env=declared())
    assert done.returncode == 2
    assert f"{home / 'lexicon'}: trade.yml: line 5: word 专做: key author is missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(home.glob("runs/*"))
