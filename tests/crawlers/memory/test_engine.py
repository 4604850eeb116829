"""Second runs through the real engine: killed and gone on with, and in a browser."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawlers.journal.account import journals
from crawlers.memory.file import memory_path, open_memory
from testbed.server import Testbed

Run = Callable[..., Any]

SALE = "出售银行客户名单，一手资料，五毛一条，QQ 9000000123，第{number}批"


def crawl(run: Run, sources: Path, *words: str) -> dict[str, Any]:
    done = run("hawkwatch", "crawl", *words, "--json", env={"HAWKWATCH_SOURCES": str(sources)})
    (report,) = json.loads(done.stdout)
    return dict(report)


@pytest.mark.full
def test_a_second_run_that_is_killed_loses_and_doubles_nothing(
    run: Run, own_sites: Testbed, own_sources: Path, home: Path, environment: dict[str, str]
) -> None:
    first = crawl(run, own_sources, "testbed_board")
    for number in range(40):
        own_sites.change(
            "board", "open", place="37", title=f"出售名单{number}", text=SALE.format(number=number)
        )
    before, chance, deaths = len(own_sites.log()), random.Random(2026), 0
    for turn in range(4):
        where = environment | {"HAWKWATCH_SOURCES": str(own_sources)}
        deaths += killed(where, own_sites, chance, alone=turn % 2 == 0)
    second = crawl(run, own_sources, "testbed_board")
    assert deaths >= 2, "the run was over before it could be killed"
    assert len(journals(home)) == 2, "the killed run was gone on with"
    assert second["listings"] == 40
    assert second["sightings"] == first["listings"]
    asked = Counter(entry["path"] for entry in own_sites.log(since=before) if "viewthread" in entry["path"])
    assert len(asked) == 40
    assert sum(asked.values()) - len(asked) <= 8 * deaths

    start = len(own_sites.log())
    third = crawl(run, own_sources, "testbed_board")
    assert not [entry for entry in own_sites.log(since=start) if "viewthread" in entry["path"]]
    assert third["changes"] == {"same": first["listings"] + 40}


def killed(environment: dict[str, str], sites: Testbed, chance: random.Random, alone: bool) -> bool:
    """Start the crawl and kill its child after some pages, ``alone`` or with it; whether it was alive."""
    before = len(sites.log())
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("hawkwatch")), "crawl", "testbed_board"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and len(sites.log()) < before + 3:
        time.sleep(0.01)
    time.sleep(chance.random() * 0.3)
    alive = process.poll() is None
    for child in children(process.pid):
        os.kill(child, signal.SIGKILL)
    if not alone:
        process.kill()
    assert process.wait() in ((11,) if alone and alive else (-signal.SIGKILL, 0))
    return alive


def children(parent: int) -> list[int]:
    """The processes that ``parent`` started."""
    file = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(child) for child in file.read_text().split()] if file.exists() else []


@pytest.mark.full
def test_a_market_tells_what_was_repriced_and_taken_away(
    run: Run, own_sites: Testbed, own_sources: Path, home: Path
) -> None:
    first = crawl(run, own_sources, "testbed_market")
    goods = [one["post_id"] for one in own_sites.truth() if one["site"] == "market"]
    assert first["listings"] >= len(goods) - 1
    own_sites.change("market", "price", post=goods[3], price=77.5)
    own_sites.change("market", "remove", post=goods[5])
    second = crawl(run, own_sources, "testbed_market")
    assert second["changes"]["price"] == 1
    assert second["listings"] == 1
    database = open_memory(memory_path(home))
    (change,) = database.execute("SELECT before, after FROM change WHERE change='price'").fetchall()
    assert change[1] == "¥77.5"
    assert change[0] != change[1]
    database.close()
