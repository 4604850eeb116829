"""What is usual for a source: how its fields were filled and what its runs found, from source memory."""

import sqlite3
from pathlib import Path

from crawlers.completeness.fill import Tallies, tallies_from
from crawlers.completeness.lacking import Lack

# Of so many last runs what is usual is told.
LAST_RUNS = 10


def usual_fill(path: str, source: str, reader: str) -> tuple[str, Tallies]:
    """The version of the reader whose rates count, and its rates: ``reader`` itself, in its first run the
    version before it. An empty path, or a memory that does not know the source, gives none.
    """
    if not path or not Path(path).is_file():
        return reader, {}
    database = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        known = _version(database, source, reader)
        return known or reader, tallies_from(_rates(database, source, known)) if known else {}
    finally:
        database.close()


def usual_lacks(path: str, source: str) -> frozenset[Lack]:
    """What the rows of single lists have lacked before; nothing where the memory does not know the source."""
    if not path or not Path(path).is_file():
        return frozenset()
    database = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=30)
    try:
        rows = database.execute("SELECT kind, list, field FROM lacking WHERE source=?", (source,))
        return frozenset(rows)
    finally:
        database.close()


def _version(database: sqlite3.Connection, source: str, reader: str) -> str | None:
    found = database.execute(
        "SELECT reader FROM fill WHERE source=? ORDER BY reader=? DESC, run DESC LIMIT 1", (source, reader)
    ).fetchone()
    return str(found[0]) if found else None


def _rates(database: sqlite3.Connection, source: str, reader: str) -> list[tuple[str, str, int, int]]:
    return database.execute(
        "SELECT kind, field, sum(filled), sum(posts) FROM fill WHERE source=? AND reader=? AND run IN"
        " (SELECT DISTINCT run FROM fill WHERE source=? AND reader=? ORDER BY run DESC LIMIT ?)"
        " GROUP BY kind, field",
        (source, reader, source, reader, LAST_RUNS),
    ).fetchall()
