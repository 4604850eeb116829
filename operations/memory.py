"""Source memory: what is known of a source between runs. A run reads it and writes what it learned to its
journal; that is folded in here when the run has ended.
"""

from datetime import datetime
from pathlib import Path

from crawlers.journal.account import Account
from crawlers.memory.file import memory_path, open_memory
from crawlers.memory.sighted import moment
from operations.folding import fold_journal


class Memory:
    """The memory file under a home folder."""

    def __init__(self, home: Path) -> None:
        self.path = memory_path(home)
        self.database = open_memory(self.path)

    def fold(self, account: Account) -> None:
        """Take over what a run learned; folding it once more changes nothing."""
        fold_journal(self.database, account.path)

    def standing(self, source: str) -> int:
        """How many posts of a source are known and not gone."""
        statement = "SELECT count(*) FROM post WHERE source=? AND gone_at IS NULL"
        return int(self.database.execute(statement, (source,)).fetchone()[0])

    def waiting(self, source: str) -> int:
        """How many addresses of a source were found and not read."""
        statement = "SELECT count(*) FROM waiting WHERE source=?"
        return int(self.database.execute(statement, (source,)).fetchone()[0])

    def note(self, source: str, key: str, value: str) -> None:
        """Write one fact about a source over what stood there."""
        self.database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?, ?)", (source, key, value))

    def gone_or_back(self, run: str) -> list[tuple[str, str, str, datetime | None, datetime]]:
        """The listings that went or came back in a run.

        Each with source, id, the run that kept it last, since when it is gone (None: it stands) and when it
        was first seen.
        """
        rows = self.database.execute(
            "SELECT DISTINCT source, id, post.run, gone_at, first_seen"
            " FROM change JOIN post USING (source, id)"
            " WHERE change.run=? AND change IN ('gone', 'back')",
            (run,),
        )
        return [
            (source, id_, kept, moment(gone) if gone is not None else None, moment(first))
            for source, id_, kept, gone, first in rows
        ]

    def gone(self) -> dict[str, datetime]:
        """Every listing that is gone, and since when."""
        rows = self.database.execute("SELECT id, gone_at FROM post WHERE gone_at IS NOT NULL AND listing")
        return {id_: moment(at) for id_, at in rows}

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
