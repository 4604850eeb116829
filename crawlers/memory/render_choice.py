"""What a run knows of where its source needs a browser: by kind and shape of address, from run to run.

A list may need its script and its threads not, so each shape is learned by itself. Whatever was learned is
put to the test again: a site that is rebuilt must not be rendered, or read without its posts, for ever.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from crawlers.journal.path_shape import shape_of
from records.reading import State
from records.visit import Visit

SCHEMA = Path(__file__).with_name("render_choice.sql")
# So often in a row a browser has to mend a plain page before the plain one is left out, or to show no more
# than the plain one before it is left alone.
MENDED, FUTILE = 3, 5
# Pages after which, and time after which, the way left out is tried once more.
RECHECK_PAGES, RECHECK_SECONDS = 50, 7 * 86_400.0
# What a plain page that lacks its posts was read as (crawlers.manners.retry).
LACKING = ("unknown", "empty", "challenge", "forbidden")


@dataclass(frozen=True, slots=True)
class Tally:
    """One shape: ``mended`` and ``futile`` times in a row, ``since`` pages without a check, the last one at
    ``checked_at`` (Unix seconds).
    """

    shape: str
    mended: int = 0
    futile: int = 0
    since: int = 0
    checked_at: float = 0.0

    def is_fresh(self, now: float) -> bool:
        """Whether what was learned needs no new test yet."""
        return self.since < RECHECK_PAGES and now - self.checked_at < RECHECK_SECONDS


class RenderChoices:
    """The ``render_choice`` table of a journal's database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def recall(self, tallies: Iterable[Tally]) -> None:
        """Begin with what earlier runs have learned."""
        rows = [astuple(one) for one in tallies]
        self.database.executemany("INSERT OR IGNORE INTO render_choice VALUES (?, ?, ?, ?, ?)", rows)

    def at_once(self, kind: str, url: str, now: float) -> bool:
        """Whether the plain page is known to lack its posts, so that the browser is asked first."""
        tally = self.tally(f"{kind} {shape_of(url)}")
        return tally.mended >= MENDED and tally.is_fresh(now)

    def in_vain(self, kind: str, url: str, now: float) -> bool:
        """Whether a browser is known to show no more than the plain page."""
        tally = self.tally(f"{kind} {shape_of(url)}")
        return tally.futile >= FUTILE and tally.is_fresh(now)

    def tally(self, shape: str) -> Tally:
        """What is known of a shape."""
        found = self.database.execute("SELECT * FROM render_choice WHERE shape=?", (shape,)).fetchone()
        return Tally(*found) if found else Tally(shape)

    def note(self, visit: Visit) -> None:
        """Learn from a visit that ended with a page, in the caller's transaction."""
        if visit.source.render != "when-empty" or visit.page.exchange is None:
            return
        statement = "SELECT kind, url FROM request WHERE row=?"
        kind, url = self.database.execute(statement, (visit.row,)).fetchone()
        shape = f"{kind} {shape_of(url)}"
        after = self._after(visit, self.tally(shape))
        self.database.execute("INSERT OR REPLACE INTO render_choice VALUES (?, ?, ?, ?, ?)", astuple(after))

    def _after(self, visit: Visit, tally: Tally) -> Tally:
        shows = visit.reading.state is State.ITEMS
        at = visit.page.fetched_at.timestamp()
        if visit.page.rendering is None:
            if shows:  # as it should be: whatever was learned is void
                return Tally(tally.shape, checked_at=at)
            return tally if visit.again else replace(tally, since=tally.since + 1)
        if not self._plain_lacked(visit.row):
            return replace(tally, since=tally.since + 1)
        if shows:
            return Tally(tally.shape, mended=tally.mended + 1, checked_at=at)
        return replace(tally, futile=tally.futile + 1, since=0, checked_at=at)

    def _plain_lacked(self, row: int) -> bool:
        marks = ",".join("?" * len(LACKING))
        statement = f"SELECT 1 FROM visit WHERE row=? AND NOT final AND state IN ({marks}) LIMIT 1"
        return self.database.execute(statement, (row, *LACKING)).fetchone() is not None
