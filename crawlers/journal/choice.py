"""Which of the addresses that wait is asked for next."""

import sqlite3

from crawlers.journal.rank import Rank
from crawlers.journal.shape_budget import ShapeBudget

# After so many addresses, then after twice as many more, and so on, one is of those not known to bring
# listings, so that none waits for ever behind a farm.
LOOK_AROUND = 50
# Row, shape, rank and parent of an address.
Waiting = tuple[int, str, int, int | None]


class Choice:
    """Chooses among the queued rows of the ``request`` table, by rank; what the budget refuses is left."""

    def __init__(self, database: sqlite3.Connection, budget: ShapeBudget) -> None:
        self.database = database
        self.budget = budget
        self.taken = self.looks = self.doubtful = 0

    def next(self, now: float, fresh: bool) -> int | None:
        """The row whose turn it is; None where none is due at ``now`` (Unix seconds), or a page under way may
        lead to a better one, or tell of a shape that is about to be left. One never asked for is chosen only
        where ``fresh``.
        """
        around = self._first(now, fresh, Rank.ONWARD, Rank.UNTRIED) if self._looks_around() else None
        if around and not self.budget.refusal(*around[1:3]):
            return self._picked(around)
        while found := self._first(now, fresh):
            _, shape, rank, _ = found
            if rank > Rank.PROMISING and self._awaits_better():
                return None
            why = self.budget.refusal(shape, rank)
            if why is None:
                return self._picked(found)
            if self._is_under_way(shape):
                return None
            self.budget.leave(shape, rank, why)
        return None

    def _awaits_better(self) -> bool:
        """Whether a promising page is under way in a run that knows its listings: what that leads to goes
        before anything doubtful.
        """
        if not self.budget.patience.listings_are_known():
            return False
        statement = "SELECT 1 FROM request WHERE state='in_flight' AND rank <= ? LIMIT 1"
        return self.database.execute(statement, (Rank.PROMISING,)).fetchone() is not None

    def _is_under_way(self, shape: str) -> bool:
        """Whether a page of a shape is not answered yet: which of several comes first is chance."""
        statement = "SELECT 1 FROM request WHERE state='in_flight' AND shape=? LIMIT 1"
        return self.database.execute(statement, (shape,)).fetchone() is not None

    def _looks_around(self) -> bool:
        self.taken += 1
        due = self.taken >= LOOK_AROUND * (self.looks + 1) * (self.looks + 2) // 2
        self.looks += due
        return due

    def _picked(self, found: Waiting) -> int:
        row, _, rank, parent = found
        return (self._sibling(parent, rank) if rank >= Rank.POSTS else None) or row

    def _first(
        self, now: float, fresh: bool, least: Rank = Rank.START, most: Rank = Rank.BARREN
    ) -> Waiting | None:
        """The first of those of the given ranks."""
        statement = (
            "SELECT row, shape, rank, parent FROM request WHERE state='queued' AND rank BETWEEN ? AND ?"
            " AND not_before <= ? AND (attempts > 0 OR ?) ORDER BY rank, row LIMIT 1"
        )
        found: Waiting | None = self.database.execute(statement, (least, most, now, fresh)).fetchone()
        return found

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
