"""Which of the addresses that wait is asked for next."""

import sqlite3

from crawlers.journal.rank import Rank
from crawlers.journal.shape_budget import ShapeBudget

# Of so many addresses one is of those not known to bring listings, so that none waits for ever behind a farm.
LOOK_AROUND = 50


class Choice:
    """Chooses among the queued rows of the ``request`` table, by rank; what the budget refuses is left."""

    def __init__(self, database: sqlite3.Connection, budget: ShapeBudget) -> None:
        self.database = database
        self.budget = budget
        self.taken = self.doubtful = 0

    def next(self, now: float, fresh: bool) -> int | None:
        """The row whose turn it is; None where none is due at ``now`` (Unix seconds). One never asked for is
        chosen only where ``fresh``.
        """
        self.taken += 1
        around = self._among(now, fresh, Rank.POSTS, Rank.UNTRIED) if self.taken % LOOK_AROUND == 0 else None
        return around or self._among(now, fresh)

    def _among(
        self, now: float, fresh: bool, least: Rank = Rank.START, most: Rank = Rank.BARREN
    ) -> int | None:
        """The row whose turn it is among those of the given ranks."""
        statement = (
            "SELECT row, shape, rank, parent FROM request WHERE state='queued' AND rank BETWEEN ? AND ?"
            " AND not_before <= ? AND (attempts > 0 OR ?) ORDER BY rank, row LIMIT 1"
        )
        while found := self.database.execute(statement, (least, most, now, fresh)).fetchone():
            row, shape, rank, parent = found
            if not self.budget.refuses(shape, rank):
                return self._sibling(parent, rank) or int(row) if rank >= Rank.POSTS else int(row)
        return None

    def _sibling(self, parent: int | None, rank: int) -> int | None:
        """Every second time the last address of the same page: what matters may stand at a list's end."""
        self.doubtful += 1
        found = (
            self.doubtful % 2
            and self.database.execute(
                "SELECT max(row) FROM request WHERE parent=? AND state='queued' AND rank=? AND attempts=0",
                (parent, rank),
            ).fetchone()
        )
        return found[0] if found else None
