"""The pauses that hold, read without Django: whoever only searches need not wait for it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casework.fault import CaseworkError


@dataclass(frozen=True, slots=True)
class Held:
    """A source that is left alone, why and until when (None: until somebody resumes it)."""

    source: str
    why: str
    until: datetime | None


def held_sources(home: Path, now: datetime) -> dict[str, Held]:
    """The pauses of ``home`` that hold at ``now``, by source; none where nobody has opened the case room.

    Raises:
        CaseworkError: its database cannot be read.
    """
    path = home.resolve() / "casework.sqlite"
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)) as database:
            rows = _rows(database)
    except sqlite3.Error as error:
        raise CaseworkError("{path}: pauses cannot be read: {error}", path=path, error=error) from error
    held = (Held(source, why, _moment(until)) for source, why, until in rows)
    return {one.source: one for one in held if one.until is None or one.until > now}


def _rows(database: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name='casework_pause'").fetchone():
        return []  # a house of an earlier version
    return database.execute("SELECT source, why, until FROM casework_pause ORDER BY source").fetchall()


def _moment(written: str | None) -> datetime | None:
    """A time as Django keeps it in SQLite: UTC, without an offset."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC) if written else None
