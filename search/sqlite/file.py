"""The file of an embedded index: its connections, its tables, its state."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from threading import RLock

from records.write_ahead import write_ahead
from search.fault import IndexFault
from search.fields import FIELDS
from search.sqlite.records import SPECIMEN, Packing

SCHEMA = Path(__file__).with_name("schema.sql")
SCHEMA_VERSION = 5
WAIT_SECONDS = 30
#: A greater part of a file than this is given back.
MOST_FREE = 0.1
# What was acknowledged as delivered is on the disk: the outbox will not offer it again.
PRAGMAS = """
PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -65536; PRAGMA mmap_size = 4294967296;
"""
# For who reads all of it once: of what is read nothing is kept, and so memory does not grow with the file.
STREAMING = "PRAGMA cache_size = -8192; PRAGMA mmap_size = 0;"

# Nothing in such a file can be trusted, and all of it can be made again.
DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
# Somebody else writes: whoever waits a little longer has his turn.
BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


def named(path: Path, told: str, error: sqlite3.Error | OSError) -> IndexFault:
    """The fault that says what could not be done with the file, or what helps where it is damaged."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(DAMAGED):
        told = "{path}: the index is damaged: {error}; move it away and run `hawkwatch index rebuild`"
    return IndexFault(told, passes=name.startswith(BUSY), path=path, error=error)


class File:
    """One writing connection, and as many reading ones as read at once: readers never wait for a writer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = RLock()
        self.closed = False
        self.idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.writer = self._connect()
        except (sqlite3.Error, OSError) as error:
            raise named(path, "{path}: the index cannot be opened: {error}", error) from error

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(
            self.path, isolation_level=None, timeout=WAIT_SECONDS, check_same_thread=False
        )
        write_ahead(database)
        database.executescript(PRAGMAS)
        return database

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One snapshot to read from.

        Raises:
            IndexFault: the file cannot be read.
        """
        try:
            database = self._reader()
            try:
                database.execute("BEGIN")
                yield database
            finally:
                self._give_back(database)
        except sqlite3.Error as error:
            raise named(self.path, "{path}: the index cannot be read: {error}", error) from error

    @contextmanager
    def streaming(self) -> Iterator[sqlite3.Connection]:
        """One snapshot to read all of, by a connection of its own.

        Raises:
            IndexFault: the file cannot be read.
        """
        if self.closed:
            raise IndexFault("{path}: the index cannot be read: it is closed", path=self.path)
        try:
            with closing(self._connect()) as database:
                database.executescript(STREAMING)
                database.execute("BEGIN")
                yield database
        except sqlite3.Error as error:
            raise named(self.path, "{path}: the index cannot be read: {error}", error) from error

    def _reader(self) -> sqlite3.Connection:
        if self.closed:
            raise IndexFault("{path}: the index cannot be read: it is closed", path=self.path)
        try:
            return self.idle.get_nowait()
        except Empty:
            return self._connect()

    def _give_back(self, database: sqlite3.Connection) -> None:
        if database.in_transaction:
            database.execute("ROLLBACK")
        if self.closed:
            database.close()
        else:
            self.idle.put(database)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One change that happens whole or not at all.

        Raises:
            IndexFault: the file cannot be written.
        """
        try:
            with self.lock:
                self.writer.execute("BEGIN IMMEDIATE")
                try:
                    yield self.writer
                    self.writer.execute("COMMIT")
                except BaseException:
                    if self.writer.in_transaction:
                        self.writer.execute("ROLLBACK")
                    raise
        except sqlite3.Error as error:
            raise named(self.path, "{path}: the index cannot be written: {error}", error) from error

    def shrink(self) -> list[str]:
        """Give back the room of what is no longer there, if it is much; one sentence for what was done."""
        try:
            with self.lock:
                free, pages = (
                    int(self.writer.execute(f"PRAGMA {fact}").fetchone()[0])
                    for fact in ("freelist_count", "page_count")
                )
                if free > MOST_FREE * pages:
                    self.writer.execute("VACUUM")
                self.writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            raise named(self.path, "{path}: the index cannot be made smaller: {error}", error) from error
        return [f"{free} of {pages} pages were free and are given back"] if free > MOST_FREE * pages else []

    def close(self) -> None:
        """Let go of the file."""
        self.closed = True
        self.writer.close()
        while not self.idle.empty():
            self.idle.get().close()


def version_of(database: sqlite3.Connection) -> int:
    """The version of the schema of a file; 0 for an empty one."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def layout() -> bytes:
    """The fields that an index is made for: with others it is filled anew."""
    return json.dumps([(field.name, field.kind, field.facet) for field in FIELDS]).encode()


def is_current(path: Path, database: sqlite3.Connection) -> bool:
    """Whether the file has this version's tables and fields.

    Raises:
        IndexFault: a newer version made it.
    """
    version = version_of(database)
    if version > SCHEMA_VERSION:
        told = "{path}: the index has schema {version}, known is up to {known}; use a newer version"
        raise IndexFault(told, path=path, version=version, known=SCHEMA_VERSION)
    return version == SCHEMA_VERSION and state(database, "layout") == layout()


def make_tables(database: sqlite3.Connection) -> None:
    """Make the tables of an empty file, inside of a transaction."""
    for statement in SCHEMA.read_text().split(";\n"):
        database.execute(statement)
    kept = {"layout": layout(), "specimen": SPECIMEN.read_bytes()}
    database.executemany("INSERT INTO state VALUES (?, ?)", kept.items())
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def state(database: sqlite3.Connection, name: str) -> bytes:
    """A fact about the file as a whole; nothing where it has none."""
    row = database.execute("SELECT value FROM state WHERE name=?", (name,)).fetchone()
    return bytes(row[0]) if row else b""


def packing(path: Path, database: sqlite3.Connection) -> Packing:
    """How the file packs its records."""
    return Packing(path, state(database, "specimen"))
