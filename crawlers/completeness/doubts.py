"""What a run is in doubt of: drifts that it found, and pages kept for some days to be read again."""

import sqlite3
from dataclasses import dataclass

from records.visit import Capture
from records.wire import decode, encode


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A page that was not understood (``unknown``), or that showed a ``drift``."""

    reason: str
    capture: Capture


class Doubts:
    """The tables ``drift`` and ``doubtful`` of a journal's database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def note_drift(self, kind: str, text: str) -> None:
        """Write a drift found on pages of a kind, over what was said of it before."""
        self.database.execute("INSERT OR REPLACE INTO drift VALUES (?, ?)", (kind, text))

    def drifts(self) -> tuple[str, ...]:
        """The drifts, a sentence each."""
        return tuple(text for (text,) in self.database.execute("SELECT text FROM drift ORDER BY kind"))

    def drifted(self) -> set[str]:
        """The kinds of pages on which there was a drift."""
        return {kind for (kind,) in self.database.execute("SELECT kind FROM drift")}

    def note_page(self, capture: Capture, reason: str) -> bool:
        """Name a capture that is kept for some days; False where it is named already."""
        row = (capture.digest, reason, encode(capture))
        return self.database.execute("INSERT OR IGNORE INTO doubtful VALUES (?, ?, ?)", row).rowcount > 0

    def pages(self) -> list[Doubtful]:
        """The pages kept; none in a journal begun before there were such."""
        there = self.database.execute("SELECT 1 FROM sqlite_master WHERE name='doubtful'").fetchone()
        rows = self.database.execute("SELECT reason, record FROM doubtful ORDER BY digest") if there else ()
        return [Doubtful(reason, decode(record, Capture)) for reason, record in rows]

    def forget(self, digest: str) -> None:
        """Take a page's name back."""
        self.database.execute("DELETE FROM doubtful WHERE digest=?", (digest,))
