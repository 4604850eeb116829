"""Source memory: what is known of a source between runs. A run reads it and writes what it learned to its
journal; that is folded in here when the run has ended.
"""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from crawlers.journal.account import Account
from crawlers.memory.file import memory_path, open_memory
from crawlers.memory.sighted import moment
from operations.folding import fold_journal
from records.wire import encode


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

    def gone_or_back(self, run: str) -> list[str]:
        """The ids of the listings that went or came back in a run."""
        rows = self.database.execute(
            "SELECT DISTINCT id FROM change JOIN post USING (source, id)"
            " WHERE change.run=? AND change IN ('gone', 'back')",
            (run,),
        )
        return [id_ for (id_,) in rows]

    def gone(self, ids: Collection[str] | None = None) -> dict[str, datetime]:
        """The listings that are gone, of these or of all, and since when."""
        some = "" if ids is None else " AND id IN (SELECT value FROM json_each(?))"
        rows = self.database.execute(
            f"SELECT id, max(gone_at) FROM post WHERE gone_at IS NOT NULL AND listing{some} GROUP BY id",
            () if ids is None else (encode(list(ids)).decode(),),
        )
        return {id_: moment(at) for id_, at in rows}

    def kept_by(self, source: str, id_: str) -> str | None:
        """The run that kept the newest version of a listing of a source."""
        found = self.database.execute(
            "SELECT run FROM post WHERE source=? AND id=?", (source, id_)
        ).fetchone()
        return str(found[0]) if found else None

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
