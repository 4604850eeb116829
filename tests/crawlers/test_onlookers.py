"""A journal may be looked at while its run begins."""

import threading
from pathlib import Path

from crawlers.journal.account import Account
from crawlers.journal.fault import JournalError
from crawlers.journal.journal import Journal

TABLES = ("request", "visit", "post", "listing", "outbox", "fault")


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
    """Look until the journal has been open for a whole look; an error leaves its place empty."""
    last = False
    while not last:
        last = opened.is_set()
        seen.append([])
        try:
            account = Account(path)
        except JournalError:
            continue
        seen[-1] = [account.count(table) for table in TABLES]
        account.close()
