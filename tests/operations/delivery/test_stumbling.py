"""A deliverer that goes on and on outlasts a house that cannot be written for a while, and says it; what does
not pass ends it with a sentence.
"""

import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from casework.saved_searches import SearchDraft, save_search
from operations.stumbling import Stumble, stumbling
from search.index import Index
from tests.operations.delivery.conftest import House, make_listing

Follower = subprocess.Popen[str]


@pytest.fixture
def follower(house: House, index: Index, environment: dict[str, str]) -> Iterator[Follower]:
    """``hawkwatch deliver --follow`` in the house; what it says first is that it has delivered a listing."""
    house.keep(make_listing(1))
    command = [str(Path(sys.executable).with_name("hawkwatch")), "deliver", "--follow", "--json"]
    running = subprocess.Popen(
        [*command, "--home", str(house.home)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stdout.readline() == '{"delivered":1,"dead":0,"reviews":0}\n'
    yield running
    running.kill()
    running.wait(30)


def write_at_most(process: Follower, size: int) -> None:
    """Let no file of a process grow beyond a size: what a full disk does to it."""
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_what_passes_is_outlasted_and_what_does_not_ends_it(
    house: House, index: Index, reader: Any, follower: Follower
) -> None:
    assert follower.stdout is not None
    assert follower.stderr is not None
    draft = SearchDraft(name="all", query="银行", purpose="a test", language=1)
    save_search(draft, reader)
    write_at_most(follower, 0)
    house.keep(make_listing(2))
    assert follower.stderr.readline().endswith("disk I/O error; trying again\n")
    write_at_most(follower, resource.RLIM_INFINITY)
    assert follower.stdout.readline() == '{"delivered":1,"dead":0,"reviews":0}\n'
    assert index.count() == 2

    with closing(sqlite3.connect(house.home / "casework.sqlite")) as database:
        database.execute("ALTER TABLE casework_savedsearch RENAME TO gone")
    house.keep(make_listing(3))
    assert follower.wait(60) == 13
    told = follower.stderr.read()
    assert told == "hawkwatch: the case room cannot be used: no such table: casework_savedsearch\n"
    assert index.count() == 2


def test_a_store_that_is_locked_may_be_free_soon(tmp_path: Path) -> None:
    place = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(place, isolation_level=None)) as first:
        first.execute("BEGIN EXCLUSIVE")
        with (
            closing(sqlite3.connect(place, timeout=0)) as second,
            pytest.raises(Stumble) as told,
            stumbling(),
        ):
            second.execute("CREATE TABLE one (n)")
    assert told.value.passes
    with pytest.raises(Stumble) as told, stumbling():
        (tmp_path / "nothing").read_text()
    assert not told.value.passes
