"""What only the embedded engine has to prove: its file survives."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from search.fault import IndexFault
from search.index import open_index

# Puts documents in batches of seven for ever and says so after each.
WRITER = """
import sys
from importlib import util
from analysis.words.terms import terms
from search.index import open_index
spec = util.spec_from_file_location("conftest", sys.argv[2])
maker = util.module_from_spec(spec)
spec.loader.exec_module(maker)
index = open_index(sys.argv[1], terms)
start = int(sys.argv[3])
while True:
    index.put([maker.make_document(n, version=1 + start) for n in range(start, start + 7)])
    start += 7
    print(start, flush=True)
"""


def write_and_kill(url: str, start: int, chance: random.Random) -> int:
    """Let a process write for a moment, kill it, and return the number it had reached for certain."""
    command = [sys.executable, "-c", WRITER, url, str(Path(__file__).with_name("conftest.py")), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline()]
        time.sleep(chance.uniform(0, 0.1))
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.read().splitlines()
    complete = [line for line in said if line.strip().isdigit()]
    return int(complete[-1])


def kill_rounds(tmp_path: Path, rounds: int) -> None:
    chance = random.Random(20260302)
    file = tmp_path / "index.sqlite"
    reached = 0
    for _ in range(rounds):
        reached = write_and_kill(f"sqlite:///{file}", reached, chance)
        with closing(open_index(f"sqlite:///{file}", terms)) as index:
            assert index.count() >= reached
            assert index.get(f"{reached - 1:020x}") is not None
            assert index.find(f"第{reached - 1}批").total == 1
            assert index.find("银行").total == index.count()
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.execute("INSERT INTO term (term, rank) VALUES ('integrity-check', 1)")


def test_no_acknowledged_document_is_lost_to_a_kill(tmp_path: Path) -> None:
    kill_rounds(tmp_path, 4)


@pytest.mark.full
def test_no_acknowledged_document_is_lost_to_a_hundred_kills(tmp_path: Path) -> None:
    kill_rounds(tmp_path, 100)


def test_a_file_that_is_no_index_is_named(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite"
    file.write_bytes(b"no database " * 1000)
    with pytest.raises(IndexFault, match=r"index\.sqlite"):
        open_index(f"sqlite:///{file}", terms)


def test_a_file_of_another_version_is_named(tmp_path: Path) -> None:
    file = tmp_path / "index.sqlite"
    open_index(f"sqlite:///{file}", terms).close()
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA user_version=99")
    with pytest.raises(IndexFault, match="schema 99"):
        open_index(f"sqlite:///{file}", terms)


def test_faults_of_the_file_have_a_name(tmp_path: Path, document: Any) -> None:
    index = open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)
    index.put([document(1)])
    with closing(sqlite3.connect(tmp_path / "index.sqlite")) as database:
        database.execute("DROP TABLE tag")
    for ask in (
        lambda: index.find(""),
        lambda: index.put([document(2)]),
        lambda: index.remove([document(1).id]),
    ):
        with pytest.raises(IndexFault, match=r"index\.sqlite"):
            ask()
    index.close()
    for ask in (index.count, lambda: index.get("a")):
        with pytest.raises(IndexFault):
            ask()
