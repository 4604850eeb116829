"""A crawl killed at random moments loses nothing and doubles nothing."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from config.settings import load_settings
from crawlers.declared.catalog import load_source
from crawlers.run import make_order
from records.wire import encode
from testbed.server import Testbed

ROOT = Path(__file__).resolve().parents[2]
CONCURRENCY = 8


def crawl_until(kill_after: float | None, environment: dict[str, str], sites: Testbed) -> int:
    """Crawl the board; kill the process so many seconds after its first page, if any. The exit code."""
    before = len(sites.log())
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "testbed_board", "-s", "DOWNLOAD_DELAY=0.01"],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while kill_after is not None and process.poll() is None and len(sites.log()) <= before + 1:
        time.sleep(0.01)
    try:
        return process.wait(kill_after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return process.wait()


@pytest.mark.parametrize("kills", [5, pytest.param(20, marks=pytest.mark.full)])
def test_nothing_is_lost_or_doubled_by_kills(
    kills: int, own_sites: Testbed, own_sources: Path, home: Path, environment: dict[str, str]
) -> None:
    chance = random.Random(2015)
    source = load_source(own_sources / "testbed_board")
    order = make_order(source, load_settings(home=home), "20260301T000000Z-testbed_board-0000")
    journal = Path(order.journal)
    journal.parent.mkdir(parents=True)
    file = journal.with_name("order.json")
    file.write_bytes(encode(order))
    known = environment | {
        "HAWKWATCH_ORDER": str(file),
        "HAWKWATCH_SOURCES": str(own_sources),
        "SCRAPY_SETTINGS_MODULE": "crawlers.settings",
    }
    died = 0
    for _ in range(kills):
        died += crawl_until(chance.random() * 0.7, known, own_sites) == -signal.SIGKILL
    assert died >= kills - 2, "the crawl ended before it could be killed often enough"
    before = own_sites.log()
    committed = committed_pages(journal)
    assert crawl_until(None, known, own_sites) == 0

    database = sqlite3.connect(journal)
    asked = Counter(entry["path"] for entry in own_sites.log() if entry["path"] != "/robots.txt")
    assert database.execute("SELECT count(*) FROM request WHERE state != 'done'").fetchone() == (0,)
    assert database.execute("SELECT count(*) FROM request").fetchone()[0] >= 300
    assert database.execute(
        "SELECT max(n) FROM (SELECT count(*) n FROM visit WHERE final GROUP BY row)"
    ).fetchone() == (1,)

    # Pages: what one undisturbed walk of the same sites reads, no more and no less.
    again = {entry["path"] for entry in own_sites.log(since=len(before))}
    assert not {path for path in committed if path in again}, "a committed page was asked for again"
    assert sum(asked.values()) - len(asked) <= kills * CONCURRENCY
    truth = {one["post_id"] for one in own_sites.truth() if one["site"] == "board"}
    listings = [row[0] for row in database.execute("SELECT id FROM listing")]
    assert len(listings) == len(set(listings))
    found = {
        row[0]
        for row in database.execute(
            "SELECT json_extract(CAST(record AS TEXT), '$.post.post_id') FROM listing"
        )
    }
    assert len(found & truth) >= 0.9 * len(truth)
    named = {row[0] for row in database.execute("SELECT digest FROM capture")}
    kept = {path.name.split(".")[0] for path in (home / "vault").rglob("*.warc.gz")}
    assert named <= kept


def committed_pages(journal: Path) -> set[str]:
    """Path and query of every page the journal holds as done."""
    database = sqlite3.connect(journal)
    done = {row[0].split("/", 3)[3] for row in database.execute("SELECT url FROM request WHERE state='done'")}
    database.close()
    return {f"/{path}" for path in done}
