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
    ``divided`` where it led to spans of its own time, ``left`` says why no more of its shape is asked for.
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
    left: str | None
    extent: Extent | None


def asked_pages(database: sqlite3.Connection) -> tuple[Asked, ...]:
    """Every address of the run, in the order in which they were found."""
    extents = {extent.row: extent for extent in Extents(database).all()}
    stops = _stops(database)
    rows = database.execute(
        "SELECT request.row, request.url, kind, parent, shape, visit.url, visit.state, visit.why FROM request"
        " LEFT JOIN visit ON visit.row = request.row AND visit.final AND request.state = 'done'"
        " ORDER BY request.row"
    ).fetchall()
    forked = {parent for _, _, _, parent, *_ in rows}
    left = left_shapes(database)
    divided = {parent for _, url, _, parent, *_ in rows if is_window(url)}
    branches: dict[int, str] = {}
    pages = []
    for row, url, kind, parent, shape, read, state, why in rows:
        branches[row] = branches.get(parent, url)
        page = Asked(
            row, url, kind, parent, branches[row], state, why or "", read in stops, row in forked,
            row in divided, left.get(shape), extents.get(row),
        )  # fmt: skip
        pages.append(page)
    return tuple(pages)


def promised_posts(database: sqlite3.Connection) -> dict[str, int]:
    """How many posts lists say that the thread at each address has."""
    return Extents(database).promised()


def _stops(database: sqlite3.Connection) -> frozenset[str]:
    """Pages behind which nothing was asked, for what they showed was known."""
    return frozenset(
        url for (url,) in _rows(database, "seen_page", "SELECT url FROM seen_page WHERE stopped")
    )


def passed_threads(database: sqlite3.Connection) -> dict[int, tuple[int, int]]:
    """How many known threads each row of a list passed over, and how many posts of them are known."""
    statement = (
        "SELECT request.row, count(*), sum(seen_thread.posts) FROM seen_thread"
        " JOIN request ON request.fingerprint = seen_thread.page WHERE passed GROUP BY request.row"
    )
    rows = _rows(database, "seen_thread", statement)
    return {row: (threads, posts or 0) for row, threads, posts in rows}


def left_shapes(database: sqlite3.Connection) -> dict[str, str]:
    """The shapes of addresses of which the rest was left, and why."""
    return dict(_rows(database, "shape", "SELECT name, why FROM shape WHERE why IS NOT NULL"))


def _rows(database: sqlite3.Connection, table: str, statement: str) -> Iterator[tuple]:  # type: ignore[type-arg]
    """The rows of a table that journals begun by an earlier version do not have."""
    there = database.execute("SELECT 1 FROM sqlite_master WHERE name=?", (table,)).fetchone()
    return iter(database.execute(statement) if there else ())
