"""SQLite's write-ahead log, where several processes may open a new file at once."""

import random
import sqlite3
import time

WAIT_SECONDS = 30.0
PAUSE_SECONDS = 0.01


def write_ahead(database: sqlite3.Connection) -> None:
    """Switch the file of ``database`` to WAL mode, in which readers do not wait for a writer.

    While another connection switches, SQLite says "busy" at once and never waits, whatever the connection's
    timeout (https://www.sqlite.org/c3ref/busy_handler.html), so the waiting is ours.

    Raises:
        sqlite3.OperationalError: the file is still held after 30 s, or cannot be written.
    """
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0, PAUSE_SECONDS))
        else:
            return
