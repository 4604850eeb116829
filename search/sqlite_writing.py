"""Rows of the embedded index."""

import sqlite3

from records.document import Document
from records.wire import encode
from search.entry import Entry

TABLES = ("document", "tag", "number", "term")


def store(database: sqlite3.Connection, document: Document, entry: Entry) -> None:
    """Put one document in, unless its version or a higher one is there."""
    known = database.execute("SELECT n, version FROM document WHERE id=?", (document.id,)).fetchone()
    if known and known[1] >= document.version:
        return
    if known:
        drop(database, known[0])
    n = _insert(database, known[0] if known else None, document, entry)
    database.execute(
        "INSERT INTO term (rowid, words, bigrams) VALUES (?, ?, ?)",
        (n, " ".join(entry.words), " ".join(entry.bigrams)),
    )
    database.executemany(
        "INSERT OR IGNORE INTO tag VALUES (?, ?, ?)",
        [(field, value, n) for field, values in entry.tags.items() for value in values],
    )
    database.executemany(
        "INSERT OR IGNORE INTO number VALUES (?, ?, ?)",
        [(field, number, n) for field, numbers in entry.numbers.items() for number in numbers],
    )


def _insert(database: sqlite3.Connection, n: int | None, document: Document, entry: Entry) -> int | None:
    facts = (entry.newest, document.score, entry.severity, entry.price)
    return database.execute(
        "INSERT INTO document (n, id, version, newest, score, severity, price, record)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (n, document.id, document.version, *facts, encode(document)),
    ).lastrowid


def drop(database: sqlite3.Connection, n: int) -> None:
    """Take every row of one document out."""
    for table in TABLES:
        key = "rowid" if table == "term" else "n"
        database.execute(f"DELETE FROM {table} WHERE {key}=?", (n,))
