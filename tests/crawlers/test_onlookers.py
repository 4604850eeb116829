"""A journal may be looked at while its run begins."""

import subprocess
import sys
import threading
from pathlib import Path

from crawlers.journal.account import Account, journals
from crawlers.journal.journal import Journal

TABLES = ("request", "visit", "post", "listing", "outbox", "fault")
ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from crawlers.journal.fault import JournalError
from crawlers.journal.journal import Journal

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    Journal(Path(sys.argv[1]))
except JournalError as error:
    sys.exit(error.code)
"""


def test_an_onlooker_sees_no_journal_or_a_whole_one(tmp_path: Path) -> None:
    for number in range(10):
        path = tmp_path / str(number) / "journal.sqlite"
        opened, seen = threading.Event(), []
        onlooker = threading.Thread(target=look, args=(path, opened, seen))
        onlooker.start()
        journal = Journal(path)
        opened.set()
        onlooker.join()
        journal.close()
        assert seen[-1] == [0] * len(TABLES)


def look(path: Path, opened: threading.Event, seen: list[list[int]]) -> None:
    """Look until the journal has been open for a whole look; as long as there is none its place is empty."""
    last = False
    while not last:
        last = opened.is_set()
        seen.append([])
        if not path.exists():
            continue
        account = Account(path)
        seen[-1] = [account.count(table) for table in TABLES]
        account.close()


def test_a_journal_that_cannot_be_made_keeps_nobody_from_the_others(tmp_path: Path) -> None:
    Journal(tmp_path / "runs" / "whole" / "journal.sqlite").close()
    for size in (0, 10_000):  # neither the file nor its log has room; the log has none for the tables
        path = tmp_path / "runs" / f"cut-{size}" / "journal.sqlite"
        ended = subprocess.run([sys.executable, "-c", ON_A_FULL_DISK, str(path), str(size)], check=False)
        assert ended.returncode == 13
    assert [path.parent.name for path in journals(tmp_path)] == ["whole"]
