"""The addresses of one run, each with what became of it and where it came from."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from crawlers.completeness.extent import Extent, Extents
from crawlers.completeness.windows import is_window


@dataclass(frozen=True, slots=True)
class Asked:
    """One address; ``state`` is None where the run ended before it was read, ``parent`` the row of the page
    that led to it, ``branch`` the start address at the end of that way.

    ``stopped`` where the run went no further behind it, for all was known; ``forked`` where it led on itself,
    ``divided`` where it led to spans of its own time.
    """

    row: int
    url: str
    kind: str
    parent: int | None
    branch: str
    state: str | None
    why: str
    stopped: bool
    forked: bool
    divided: bool
    extent: Extent | None


def asked_pages(database: sqlite3.Connection) -> tuple[Asked, ...]:
    """Every address of the run, in the order in which they were found."""
    extents = {extent.row: extent for extent in Extents(database).all()}
    stops = _stops(database)
    rows = database.execute(
        "SELECT request.row, request.url, kind, referrer, visit.url, visit.state, visit.why FROM request"
        " LEFT JOIN visit ON visit.row = request.row AND visit.final AND request.state = 'done'"
        " ORDER BY request.row"
    ).fetchall()
    parents = _parents(rows)
    forked = set(parents.values())
    divided = {parents[row] for row, url, *_ in rows if row in parents and is_window(url)}
    branches: dict[int, str] = {}
    pages = []
    for row, url, kind, _, read, state, why in rows:
        branches[row] = branches.get(parents.get(row, 0), url)
        page = Asked(
            row, url, kind, parents.get(row), branches[row], state, why or "", read in stops, row in forked,
            row in divided, extents.get(row),
        )  # fmt: skip
        pages.append(page)
    return tuple(pages)


def promised_posts(database: sqlite3.Connection) -> dict[str, int]:
    """How many posts lists say that the thread at each address has."""
    return Extents(database).promised()


def _parents(
    rows: list[tuple[int, str, str, str | None, str | None, str | None, str | None]],
) -> dict[int, int]:
    """The row of the page that each row was found on."""
    by_address: dict[str, int] = {}
    for row, url, _, _, read, *_ in rows:
        by_address.setdefault(url, row)
        by_address.setdefault(read or url, row)
    found = ((row, by_address.get(referrer or "")) for row, _, _, referrer, *_ in rows)
    return {row: parent for row, parent in found if parent is not None and parent != row}


def _stops(database: sqlite3.Connection) -> frozenset[str]:
    """Pages behind which nothing was asked, for what they showed was known."""
    return frozenset(
        url for (url,) in _rows(database, "seen_page", "SELECT url FROM seen_page WHERE stopped")
    )


def left_shapes(database: sqlite3.Connection) -> dict[str, str]:
    """The shapes of addresses of which the rest was left, and why."""
    return dict(_rows(database, "shape", "SELECT name, why FROM shape WHERE why IS NOT NULL"))


def _rows(database: sqlite3.Connection, table: str, statement: str) -> Iterator[tuple]:  # type: ignore[type-arg]
    """The rows of a table that journals begun by an earlier version do not have."""
    there = database.execute("SELECT 1 FROM sqlite_master WHERE name=?", (table,)).fetchone()
    return iter(database.execute(statement) if there else ())
