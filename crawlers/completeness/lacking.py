"""Lists whose rows lack what the rows of their source usually have: a board of pictures prints no times."""

import sqlite3
from collections.abc import Iterable

from crawlers.completeness.drift import FALLEN
from crawlers.completeness.fill import FIELDS, ROWS, Tallies
from crawlers.memory.learned import strand_of
from records.visit import Visit

# Kind of page, list, and the field that most rows of it lack.
Lack = tuple[str, str, str]


class Lacks:
    """The table ``lacking`` of a journal's database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def note(self, visit: Visit, tallies: Tallies) -> None:
        """What the rows on a page of a list lack, over what was noted of it; in the caller's transaction."""
        for kind, tally in tallies.items():
            if not kind.endswith(ROWS):
                continue
            list_ = strand_of(visit.source.family, visit.page.url)
            self.database.execute("DELETE FROM lacking WHERE kind=? AND list=?", (kind, list_))
            lacking = [(kind, list_, field) for field in FIELDS if tally.share(field) < FALLEN]
            self.database.executemany("INSERT INTO lacking VALUES (?, ?, ?)", lacking)

    def all(self) -> list[Lack]:
        """All that was noted."""
        return self.database.execute("SELECT kind, list, field FROM lacking").fetchall()


def learn_lacks(memory: sqlite3.Connection, source: str, lacks: Iterable[Lack], drifted: set[str]) -> None:
    """Fold what a run noted into source memory; what vanished in a drift of its kind is not usual."""
    told = [lack for lack in lacks if lack[0] not in drifted]
    lists = {(source, kind, list_) for kind, list_, _ in told}
    memory.executemany("DELETE FROM lacking WHERE source=? AND kind=? AND list=?", lists)
    memory.executemany("INSERT INTO lacking VALUES (?, ?, ?, ?)", [(source, *lack) for lack in told])
