"""What is known, however much it is: opened at once, held on the disk, folded whole or not at all."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawlers.journal.account import Account
from crawlers.memory.file import MemoryFault, open_memory
from crawlers.memory.knowledge import Knowledge
from crawlers.memory.past import past_of
from operations.memory import Memory
from testbed.server import Testbed

LOOK = """
import resource, sys
from crawlers.memory.knowledge import Knowledge
knowledge = Knowledge(sys.argv[1], "board")
for number in range(0, 20000, 10):
    assert knowledge.post(f"{number:020x}") is not None
    assert len(knowledge.between("channel", number, number + 20)) == 19
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def fill(path: Path, posts: int) -> None:
    """So many posts of one channel."""
    database = open_memory(path)
    database.execute(
        "WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?)"
        " INSERT INTO post (source, id, text_digest, price, listing, strand, number, page, first_seen,"
        " last_seen, run) SELECT 'board', printf('%020x', n), hex(n), '', n % 20 = 0, 'channel', n, n / 20,"
        " 1.0, 1.0, 'run' FROM number",
        (posts,),
    )
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def peak_kilobytes(path: Path) -> int:
    done = subprocess.run([sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout)


@pytest.mark.parametrize("posts", [50_000, pytest.param(1_000_000, marks=pytest.mark.full)])
def test_a_run_starts_at_once_and_holds_nothing(tmp_path: Path, posts: int) -> None:
    few, many = tmp_path / "few.sqlite", tmp_path / "many.sqlite"
    fill(few, 20_020)
    fill(many, posts)
    started = time.monotonic()
    knowledge = Knowledge(str(many), "board")
    assert knowledge.post(f"{posts - 1:020x}") is not None
    assert knowledge.post("f" * 20) is None
    assert time.monotonic() - started < 1
    knowledge.close()
    assert peak_kilobytes(many) - peak_kilobytes(few) < 16_000


def test_folding_twice_is_folding_once(runner, small_sites: Testbed) -> None:
    runs = runner("testbed_channels", ("/s/liaozi_0000",))
    runs.run()
    key = small_sites.change(
        "channels", "open", place="liaozi_0000", text="出一手银行资料，五毛一条，QQ 9000000123"
    )
    runs.run()
    small_sites.change("channels", "edit", post=key, text="出一手银行资料，八毛一条，QQ 9000000123")
    runs.run()
    memory = Memory(runs.settings.home)
    before = everything(memory.database)
    account = Account(Path(runs.order.journal))
    memory.fold(account)
    assert everything(memory.database) == before
    account.close()
    memory.close()


def everything(database: sqlite3.Connection) -> dict[str, list[tuple]]:  # type: ignore[type-arg]
    tables = ("post", "change", "thread", "page", "waiting", "fact")
    return {table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


def test_the_first_memory_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    database = sqlite3.connect(path)
    database.executescript(
        "CREATE TABLE known (source TEXT NOT NULL, id TEXT NOT NULL, text_digest TEXT NOT NULL,"
        " first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, run TEXT NOT NULL, PRIMARY KEY (source, id))"
        " WITHOUT ROWID; CREATE TABLE folded (run TEXT PRIMARY KEY) WITHOUT ROWID;"
        "INSERT INTO known VALUES ('board', 'x', '1234', '2026-03-01T08:00:00.5+00:00',"
        " '2026-03-02T08:00:00+00:00', 'run');"
    )
    database.close()
    assert past_of(path, "board", "x") is None
    for _ in range(2):
        open_memory(path).close()
    past = past_of(path, "board", "x")
    assert past is not None
    assert (past.first_seen.isoformat()[:13], past.last_seen.isoformat()[:13]) == (
        "2026-03-01T08",
        "2026-03-02T08",
    )
    knowledge = Knowledge(str(path), "board")
    known = knowledge.post("x")
    assert known is not None
    assert known.listing
    knowledge.close()


def test_a_file_that_is_none_says_so(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"no database at all, but long enough to be looked at as one" * 20)
    for opened in (lambda: open_memory(path), lambda: Knowledge(str(path), "board")):
        with pytest.raises(MemoryFault, match=str(path)):
            opened()


def test_nothing_is_known_without_a_file() -> None:
    knowledge = Knowledge.nothing()
    assert knowledge.post("x") is None
    assert knowledge.waiting(10) == []
    knowledge.close()
