"""The file of a journal: opened, brought up to date, held by one process."""

import fcntl
import os
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

from crawlers.completeness.extent import SCHEMA as EXTENT
from crawlers.journal.fault import JournalError
from crawlers.memory.learned import SCHEMA as LEARNED
from crawlers.memory.render_choice import SCHEMA as RENDER_CHOICE
from records.write_ahead import write_ahead

SCHEMA = Path(__file__).with_name("journal.sql")
SHAPES = Path(__file__).with_name("shapes.sql")
# The document used to lie in the outbox itself.
FORMER = (("outbox", "document"), ("outbox", "attempts"))
# Columns that a journal of an earlier version has not.
LATER = (
    ("visit", "charset", "TEXT"),
    ("request", "thread", "TEXT"),
    ("request", "parent", "INTEGER"),
    ("request", "shape", "TEXT NOT NULL DEFAULT ''"),
    *(("request", name, "INTEGER NOT NULL DEFAULT 0") for name in ("rank", "fruitful", "barren", "shows")),
    ("sighting", "change", "TEXT NOT NULL DEFAULT 'same'"),
    ("sighting", "before", "TEXT NOT NULL DEFAULT ''"),
    ("sighting", "after", "TEXT NOT NULL DEFAULT ''"),
)


def open_journal_file(path: Path) -> sqlite3.Connection:
    """The database at ``path`` with all tables of a journal; each statement commits by itself.

    Raises:
        JournalError: it cannot be made or read.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        return _opened(path)
    except (sqlite3.Error, OSError) as error:
        raise JournalError(f"{path}: the journal cannot be opened: {error}") from error


def _make(path: Path) -> None:
    """A journal has its name once it has its tables: one without them would stop every delivery and rebuild,
    for a moment to who looks on, for ever where whoever makes it is killed.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    _opened(draft).close()
    with suppress(FileExistsError):  # somebody else was quicker
        path.hardlink_to(draft)
    draft.unlink()


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
    write_ahead(database)
    database.execute("PRAGMA synchronous = FULL")
    # In one piece, for somebody may be looking on.
    tables = "".join(schema.read_text() for schema in (SCHEMA, LEARNED, EXTENT, RENDER_CHOICE))
    database.executescript(f"BEGIN IMMEDIATE; {tables} COMMIT;")
    _upgrade(database)
    database.executescript(f"BEGIN IMMEDIATE; {SHAPES.read_text()} COMMIT;")
    return database


def _upgrade(database: sqlite3.Connection) -> None:
    """Give a journal begun by an earlier version this one's columns: its run is resumed with it."""
    for table, column, kind in LATER:
        if column not in _columns(database, table):
            database.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    for table, column in FORMER:
        if column in _columns(database, table):
            database.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    database.execute("CREATE INDEX IF NOT EXISTS request_thread ON request (thread)")


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [name for _, name, *_ in database.execute(f"PRAGMA table_info({table})")]


def hold(path: Path) -> IO[bytes]:
    """The journal's lock file, held; the system lets go of it when the process dies, however it dies.

    Raises:
        JournalError: another process holds it.
    """
    lock = path.with_suffix(".lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise JournalError(f"{path}: this run is under way in another process") from None
    return lock
