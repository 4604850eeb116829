"""Crawls of running sites through the real engine."""

import gzip
import json
import re
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from scrapy.exceptions import UsageError

from crawlers.declared.catalog import Catalog, shipped_folder
from operations.spider_loader import SourceLoader
from testbed.server import Testbed

Run = Callable[..., Any]


def only_journal(home: Path) -> sqlite3.Connection:
    (path,) = home.glob("runs/*/journal.sqlite")
    return sqlite3.connect(path)


def states(home: Path) -> dict[str, int]:
    return dict(only_journal(home).execute("SELECT state, count(*) FROM visit WHERE final GROUP BY state"))


def crawl(run: Run, sources: Path, name: str, *words: str) -> Any:
    return run("scrapy", "crawl", name, *words, env={"HAWKWATCH_SOURCES": str(sources)})


def test_scrapy_lists_one_spider_per_source(run: Run, sources: Path) -> None:
    done = run("scrapy", "list", env={"HAWKWATCH_SOURCES": str(sources)})
    assert done.stdout.split() == sorted(
        folder.name for folder in shipped_folder().iterdir() if folder.is_dir()
    )


def test_a_crawl_that_may_not_begin_says_so_in_one_line(run: Run, tmp_path: Path) -> None:
    declared = (
        "title: x\nfamily: phpbb\npurpose: test\nsession: members\nstart: ['http://board.example.com/']\n"
        "hosts: [board.example.com]\n"
    )
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed" / "source.yml").write_text(declared)
    done = crawl(run, tmp_path, "closed")
    assert done.returncode == 2
    said = "error: closed: there is no session 'members'; `hawkwatch sources login closed` gives it a new one"
    assert done.stderr.strip().endswith(said)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nosuch", "there is no source 'nosuch'"),
        ("discuz_board", "discuz_board: source discuz_board is disabled (enabled: false in its source.yml)"),
        ("far", "far: setting egress: the exit 'office' is not set up here (set up: none)"),
    ],
)
def test_the_loader_refuses_what_cannot_be_read(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "source.yml").write_text(
        "title: x\nfamily: phpbb\npurpose: test\negress: office\nstart: ['http://board.example.com/']\n"
        "hosts: [board.example.com]\n"
    )
    loader = SourceLoader(Catalog((shipped_folder(), tmp_path)))
    with pytest.raises(UsageError) as refused:
        loader.load(name)
    assert str(refused.value) == said
    assert isinstance(refused.value, KeyError) is (name == "nosuch"), "as Scrapy's interface has it"


def test_scrapy_settings_are_hardened(run: Run) -> None:
    names = (
        "TELNETCONSOLE_ENABLED",
        "REMOTE_CONTROL_ENABLED",
        "REDIRECT_ENABLED",
        "DOWNLOAD_VERIFY_CERTIFICATES",
    )
    code = f"""import json; from scrapy.utils.project import get_project_settings
known = get_project_settings(); print(json.dumps([known.getbool(name) for name in {names}]))
print(list(known.get_component_priority_dict_with_base("EXTENSIONS")))"""
    switches, extensions = run("python", "-c", code).stdout.splitlines()
    assert json.loads(switches) == [False, False, False, True]
    assert "FeedExporter" in extensions
    assert not re.search("telnet|remote", extensions, re.IGNORECASE)


@pytest.mark.parametrize(
    ("name", "site", "most_missed"),
    [
        ("testbed_channels", "channels", 8),
        ("testbed_bar", "bar", 2),
        ("testbed_weibo", "weibo", 1),
        ("testbed_market", "market", 1),
    ],
)
def test_a_crawl_finds_the_listings(
    run: Run,
    sources: Path,
    sites: Testbed,
    tmp_path: Path,
    home: Path,
    name: str,
    site: str,
    most_missed: int,
) -> None:
    out = tmp_path / "out.jsonl"
    done = crawl(run, sources, name, "-O", str(out))
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    found = {line["post"]["post_id"] for line in lines}
    truth = {one["post_id"] for one in sites.truth() if one["site"] == site}
    assert len(truth - found) <= most_missed
    assert len({line["id"] for line in lines}) == len(lines) <= len(truth) + 5
    database = only_journal(home)
    assert database.execute("SELECT count(*) FROM request WHERE state != 'done'").fetchone() == (0,)
    captures = database.execute("SELECT count(*) FROM capture").fetchone()[0]
    assert len(list((home / "vault").rglob("*.warc.gz"))) == captures > 0


# How a page misbehaves, and as what its visit ends; what asks us to slow down, on a host of its own.
TROUBLES: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("bar", "status", {"status": 503}, "server_error"),
    ("board", "status", {"status": 404}, "gone"),
    ("board", "login_wall", {}, "login_wall"),
    ("board", "cut", {"share": 0.01}, "unreachable"),
    ("board", "close", {}, "unreachable"),
    ("board", "redirect", {"location": "http://elsewhere.example.com/"}, "redirected_elsewhere"),
)


def test_trouble_ends_as_a_visit(run: Run, own_sources: Path, own_sites: Testbed, home: Path) -> None:
    ends = {}
    for fid, (site, kind, how, state) in enumerate(TROUBLES):
        path = f"/forum.php?mod=forumdisplay&fid={fid}"
        own_sites.misbehave(path, kind, site=site, **how)
        ends[own_sites.sites[site] + path] = state
    file = own_sources / "testbed_board" / "source.yml"
    declared = re.sub(r"start:\n(?:  - .*\n)+", f"start: {json.dumps(list(ends))}\n", file.read_text("utf-8"))
    bar = own_sites.sites["bar"].removeprefix("http://")
    file.write_text(declared.replace("hosts: [", f'hosts: ["{bar}", '), "utf-8")
    done = crawl(run, own_sources, "testbed_board", "-s", "FETCH_SECONDS=3")
    assert done.returncode == 0, done.stderr[-2000:]
    assert dict(only_journal(home).execute("SELECT url, state FROM visit WHERE final")) == ends
    assert only_journal(home).execute("SELECT count(*) FROM request WHERE state != 'done'").fetchone() == (0,)


def test_a_page_that_redirects_to_itself_once_is_read(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path
) -> None:
    start = own_sites.sites["board"] + "/forum.php?mod=forumdisplay&fid=2"
    own_sites.misbehave("/forum.php*", "redirect", site="board", location=start, times=1)
    done = crawl(run, own_sources, "testbed_board", "-a", f"start={start}", "-a", "pages=1")
    assert done.returncode == 0, done.stderr[-2000:]
    assert states(home) == {"items": 1}
    assert [entry["path"] for entry in own_sites.log()].count(
        start.removeprefix(own_sites.sites["board"])
    ) == 2


def test_what_came_of_a_dripping_body_by_the_deadline_is_kept_at_the_last_try(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path
) -> None:
    start = f"{own_sites.sites['channels']}/s/liaozi_0000"
    with urlopen(start) as answer:
        length = len(answer.read())
    own_sites.misbehave("/s/*", "drip", site="channels", rate=0.6 * length)
    words = ("-a", f"start={start}", "-a", "pages=1", "-s", "FETCH_SECONDS=1")
    assert crawl(run, own_sources, "testbed_channels", *words).returncode == 0
    visits = (
        only_journal(home).execute("SELECT state, why, posts > 0, final FROM visit ORDER BY n").fetchall()
    )
    assert [(state, read, final) for state, _, read, final in visits] == [
        ("unreachable", 0, 0),
        ("unreachable", 0, 0),
        ("unreachable", 1, 1),
    ]
    assert all(re.fullmatch(r"body cut \(time\) after [1-9]\d* bytes", why) for _, why, _, _ in visits)
    (kept,) = (home / "vault").rglob("*.warc.gz")
    assert b"\r\nWARC-Truncated: time\r\n" in gzip.decompress(kept.read_bytes())


@pytest.mark.full
def test_a_fault_of_ours_at_a_page_is_told_and_ends_nothing_else(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path
) -> None:
    start = own_sites.sites["board"] + "/forum.php?mod=forumdisplay&fid=2"
    chain = {
        "tests.crawlers.stumbling.Stumbling": 50,
        "pipelines.assess_posts.AssessPosts": 100,
        "pipelines.keep_evidence.KeepEvidence": 200,
        "pipelines.commit_visit.CommitVisit": 300,
    }
    words = ("-a", f"start={start}", "-a", "pages=6", "-s", f"ITEM_PIPELINES={json.dumps(chain)}")
    assert crawl(run, own_sources, "testbed_board", *words).returncode == 0
    journal = only_journal(home)
    faults = [text for (text,) in journal.execute("SELECT text FROM fault")]
    assert faults
    assert all("viewthread" in text and "LookupError" in text and "wrong" not in text for text in faults)
    waiting = journal.execute(
        "SELECT count(*) FROM request WHERE state = 'queued' AND attempts > 0"
    ).fetchone()
    assert waiting == (len(faults),)
    assert states(home).get("items")


def test_robots_holds_eight_requests_at_once(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path
) -> None:
    own_sites.misbehave("/robots.txt", "status", site="board", status=503)
    done = crawl(run, own_sources, "testbed_board", "-s", "CONCURRENT_REQUESTS=8")
    assert done.returncode == 0
    asked = [entry["path"] for entry in own_sites.log() if entry["site"] == "board"]
    assert set(asked) == {"/robots.txt"}, "a page was fetched although robots.txt could not be had"
    assert states(home) == {"disallowed": 5}


def test_robots_delayed_still_comes_first(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path
) -> None:
    own_sites.misbehave("/robots.txt", "delay", site="board", seconds=2)
    crawl(run, own_sources, "testbed_board", "-a", "pages=8")
    asked = [entry["path"] for entry in own_sites.log() if entry["site"] == "board"]
    assert asked[0] == "/robots.txt"
    assert asked.count("/robots.txt") == 1


def test_a_plain_page_out_of_scope_is_never_fetched(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path
) -> None:
    outside = own_sites.sites["bar"] + "/f?kw=x"
    crawl(run, own_sources, "testbed_board", "-a", f"start={outside}")
    assert states(home) == {"out_of_scope": 1}
    assert not own_sites.log()


def test_an_unknown_argument_is_refused(run: Run, sources: Path) -> None:
    done = crawl(run, sources, "testbed_board", "-a", "colour=red")
    assert "colour" in done.stderr + done.stdout
    assert done.returncode != 0


def test_two_processes_cannot_work_on_one_run(
    run: Run, own_sources: Path, own_sites: Testbed, home: Path
) -> None:
    own_sites.misbehave("/robots.txt", "delay", site="channels", seconds=4)
    env = {"HAWKWATCH_SOURCES": str(own_sources)}
    first: list[Any] = []
    thread = threading.Thread(
        target=lambda: first.append(run("hawkwatch", "crawl", "testbed_channels", env=env))
    )
    thread.start()
    deadline = time.monotonic() + 30
    while not list(home.glob("runs/*/journal.lock")) and time.monotonic() < deadline:
        time.sleep(0.05)
    second = run("hawkwatch", "crawl", "testbed_channels", env=env)
    thread.join()
    assert second.returncode == 15
    assert "under way" in second.stderr
    assert first[0].returncode == 0
