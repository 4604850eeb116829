"""What the pages of each path shape have brought so far in a run."""

import sqlite3
from dataclasses import dataclass, fields


@dataclass(slots=True)
class ShapeTally:
    """A row of the ``shape`` table. ``barren`` counts since the last fruitful page, ``left`` the links that
    were not asked for once ``why`` was given.
    """

    name: str
    queued: int = 0
    pages: int = 0
    fruitful: int = 0
    listings: int = 0
    barren: int = 0
    left: int = 0
    example: str | None = None
    why: str | None = None


_COLUMNS = tuple(field.name for field in fields(ShapeTally))
_WRITE = f"INSERT OR REPLACE INTO shape ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"


class ShapeTallies:
    """The ``shape`` table, each row read once, for a journal has one writer; and the sums over all shapes.

    ``pages`` and ``listings`` are of the whole run, ``wasted`` the pages of shapes that were never fruitful;
    ``idle`` counts the pages since the last one with a new listing, or with posts that the site had told of
    (from anew where a run is resumed).
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        rows = database.execute(f"SELECT {', '.join(_COLUMNS)} FROM shape").fetchall()
        self.known = {row[0]: ShapeTally(*row) for row in rows}
        every = self.known.values()
        self.pages = sum(one.pages for one in every)
        self.listings = sum(one.listings for one in every)
        self.wasted = sum(one.pages for one in every if not one.fruitful)
        self.idle = 0

    def of(self, name: str) -> ShapeTally:
        """The tally of a shape, begun where there is none."""
        return self.known.setdefault(name, ShapeTally(name))

    def count(self, tally: ShapeTally, worth: int) -> None:
        """One more page, with so many posts ``worth`` going on for."""
        tally.pages += 1
        self.pages += 1
        self.wasted += not tally.fruitful
        self.idle = 0 if worth else self.idle + 1

    def credit(self, tally: ShapeTally, listings: int) -> None:
        """One more page that was fruitful, or led to one that was."""
        self.wasted -= 0 if tally.fruitful else tally.pages
        tally.fruitful += 1
        tally.barren = 0
        tally.listings += listings
        self.listings += listings

    def write(self, tally: ShapeTally) -> None:
        """Write a tally over what stood there."""
        self.database.execute(_WRITE, tuple(getattr(tally, name) for name in _COLUMNS))
