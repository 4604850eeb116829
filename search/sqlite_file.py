"""The file of an embedded index: opened, its tables made, its records read."""

import sqlite3
from pathlib import Path

import msgspec

from records.document import Document
from records.wire import decode
from search.fault import IndexFault

SCHEMA = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION = 1
REMEDY = "move it away and run `hawkwatch index rebuild`"


def open_file(path: Path) -> sqlite3.Connection:
    """A connection that waits for its turn to write; safe to hand from thread to thread.

    Raises:
        IndexFault: no file can be there, or what is there is no index of this version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        # What was acknowledged as delivered is on the disk: the outbox will not offer it again.
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;")
        _make_tables(path, database)
    except (sqlite3.Error, OSError) as error:
        raise IndexFault(f"{path}: the index cannot be opened: {error}") from error
    return database


def _make_tables(path: Path, database: sqlite3.Connection) -> None:
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    if version == SCHEMA_VERSION:
        return
    if version:
        database.close()
        raise IndexFault(f"{path}: the index has schema {version}, not {SCHEMA_VERSION}; {REMEDY}")
    database.executescript(f"{SCHEMA.read_text()}\nPRAGMA user_version={SCHEMA_VERSION};")


def read_record(path: Path, record: bytes) -> Document:
    """A stored document.

    Raises:
        IndexFault: it was written by another version.
    """
    try:
        return decode(record, Document)
    except msgspec.DecodeError as error:
        raise IndexFault(f"{path}: a document of the index cannot be read ({error}); {REMEDY}") from error
