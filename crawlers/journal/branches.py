"""The addresses of a run as a tree: which page led to which, and what came of it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crawlers.journal.rank import Rank

Column = Literal["shape", "parent"]
# Only a start address, a second try or another order of the same posts have the others; they keep them.
_MOVABLE = f"rank NOT IN ({Rank.START:d}, {Rank.ARRANGED:d})"
_DOUBTFUL = f"rank IN ({Rank.ONWARD:d}, {Rank.POSTS:d}, {Rank.UNTRIED:d})"


@dataclass(frozen=True, slots=True)
class Branch:
    """An address: how many of the pages below it were ``fruitful`` (it counts as its own), how many
    ``barren`` since; how many posts it ``shows`` itself; at which ``rank`` it was asked for.
    """

    row: int
    url: str
    shape: str
    parent: int | None
    fruitful: int
    barren: int
    shows: int
    rank: int


class Branches:
    """The columns of the ``request`` table that tell what came of an address."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def of(self, row: int) -> Branch | None:
        """The branch of a row; None for one of a journal that was begun without branches."""
        found = self.database.execute(
            "SELECT row, url, shape, parent, fruitful, barren, shows, rank FROM request WHERE row=?", (row,)
        ).fetchone()
        return Branch(*found) if found and found[2] else None

    def chain(self, row: int, length: int) -> Iterator[Branch]:
        """The address itself and those above it, up to ``length``."""
        branch = self.of(row)
        for _ in range(length):
            if branch is None:
                return
            yield branch
            branch = None if branch.parent is None else self.of(branch.parent)

    def shows(self, row: int, posts: int) -> None:
        """Note how many posts the page shows."""
        self.database.execute("UPDATE request SET shows=? WHERE row=?", (posts, row))

    def credit(self, row: int) -> None:
        """One more fruitful page."""
        self.database.execute("UPDATE request SET fruitful=fruitful+1, barren=0 WHERE row=?", (row,))

    def debit(self, branch: Branch) -> int:
        """One more barren page; how many in a row that makes."""
        self.database.execute("UPDATE request SET barren=barren+1 WHERE row=?", (branch.row,))
        return branch.barren + 1

    def promote(self, row: int, rank: int) -> None:
        """Ask sooner for what the page of ``row`` led to, but for what has proved barren elsewhere."""
        self.database.execute(
            f"UPDATE request SET rank=? WHERE parent=? AND state='queued' AND {_MOVABLE} AND rank > ?"
            " AND shape IN (SELECT name FROM shape WHERE fruitful > 0)",
            (rank, row, rank),
        )

    def rerank(self, column: Column, value: str | int, least: int, rank: int) -> None:
        """Give another turn to the addresses of a shape, or below a page, from the rank ``least`` on."""
        self.database.execute(
            f"UPDATE request SET rank=? WHERE {column}=? AND state='queued' AND rank >= ? AND {_MOVABLE}",
            (rank, value, least),
        )

    def defer(self, row: int, pager: bool) -> None:
        """Ask last for what the page of ``row`` led to and is not promising; for where a list goes on only
        with ``pager``.
        """
        self.database.execute(
            f"UPDATE request SET rank=? WHERE parent=? AND state='queued' AND {_DOUBTFUL}"
            " AND (? OR kind != 'next')",
            (Rank.BARREN, row, pager),
        )

    def drop(self, column: Column, value: str | int, least: int) -> int:
        """Take addresses of the rank ``least`` or a later one out of the queue; returns how many."""
        return self.database.execute(
            f"DELETE FROM request WHERE {column}=? AND state='queued' AND rank >= ?", (value, least)
        ).rowcount

    def example(self, shape: str) -> str | None:
        """An address of the shape that waits."""
        found = self.database.execute(
            "SELECT url FROM request WHERE shape=? AND state='queued' ORDER BY row LIMIT 1", (shape,)
        ).fetchone()
        return str(found[0]) if found else None
