"""Source memory: what is known of a source between runs. A run gets a snapshot; its changes are folded
in after.
"""

import sqlite3
from pathlib import Path

from crawlers.journal.account import Account

SCHEMA = """
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS known (
    source TEXT NOT NULL,
    id TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    run TEXT NOT NULL,
    PRIMARY KEY (source, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS folded (run TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class Memory:
    """The memory file under a home folder."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.database = sqlite3.connect(home / "memory.sqlite", isolation_level=None, timeout=30)
        self.database.executescript(SCHEMA)

    def known(self, source: str) -> dict[str, str]:
        """Listing ids of a source with the digest of the wording last seen: the snapshot a run is given."""
        return dict(self.database.execute("SELECT id, text_digest FROM known WHERE source=?", (source,)))

    def fold(self, account: Account) -> None:
        """Take over what a run learned; a run is folded once, however often this is called."""
        run, source = account.fact("run"), account.fact("source")
        self.database.execute("BEGIN IMMEDIATE")
        with self.database:
            if self.database.execute("INSERT OR IGNORE INTO folded VALUES (?)", (run,)).rowcount == 0:
                return
            for listing in account.listings():
                self._see(source, listing.id, account.digests()[listing.id], listing.seen_at.isoformat(), run)
            for id_, seen_at in account.sightings().items():
                self.database.execute(
                    "UPDATE known SET last_seen=?, run=? WHERE source=? AND id=?", (seen_at, run, source, id_)
                )

    def _see(self, source: str | None, id_: str, digest: str, seen_at: str, run: str | None) -> None:
        self.database.execute(
            "INSERT INTO known VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source, id) DO UPDATE SET"
            " text_digest=excluded.text_digest, last_seen=excluded.last_seen, run=excluded.run",
            (source, id_, digest, seen_at, seen_at, run),
        )

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
