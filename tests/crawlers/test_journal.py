"""The journal between versions, and what it remembers of a page."""

import sqlite3
from pathlib import Path

from crawlers.journal.file import SCHEMA
from crawlers.journal.journal import Journal


def test_a_journal_of_an_earlier_version_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    database = sqlite3.connect(path)
    database.executescript(SCHEMA.read_text().replace("    charset TEXT,\n", ""))
    database.close()
    for _ in range(2):
        journal = Journal(path)
        columns = [name for _, name, *_ in journal.database.execute("PRAGMA table_info(visit)")]
        journal.close()
        assert columns.count("charset") == 1
