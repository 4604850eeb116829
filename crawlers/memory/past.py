"""What is known of one listing over all runs: when it was seen, how it changed, whether it still stands."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawlers.memory.file import MemoryFault
from crawlers.memory.sighted import moment


@dataclass(frozen=True, slots=True)
class Changed:
    """A change: ``text price gone back``; prices before and after where they are others."""

    at: datetime
    change: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """When a listing was seen first and last, since when it is gone (None: it stands), and its changes."""

    first_seen: datetime
    last_seen: datetime
    gone_at: datetime | None
    changes: tuple[Changed, ...] = ()


def past_of(path: Path, source: str, listing: str) -> Past | None:
    """The past of a listing by the memory file at ``path``; None where it does not know it.

    Raises:
        MemoryFault: the file cannot be read.
    """
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as database:
            return _read(database, source, listing)
    except sqlite3.Error as error:
        raise MemoryFault("{path}: source memory cannot be read: {error}", path=path, error=error) from error


def _read(database: sqlite3.Connection, source: str, listing: str) -> Past | None:
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name='post'").fetchone():
        return None  # written by an earlier version, and by no run since
    seen = database.execute(
        "SELECT first_seen, last_seen, gone_at FROM post WHERE source=? AND id=?", (source, listing)
    ).fetchone()
    if not seen:
        return None
    rows = database.execute(
        "SELECT at, change, before, after FROM change WHERE source=? AND id=? ORDER BY at", (source, listing)
    )
    changes = tuple(Changed(moment(at), change, before, after) for at, change, before, after in rows)
    return Past(moment(seen[0]), moment(seen[1]), moment(seen[2]) if seen[2] is not None else None, changes)
