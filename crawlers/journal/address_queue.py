"""The addresses of one run: queue and dupe filter, a table of the run's journal."""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from crawlers.journal.choice import Choice
from crawlers.journal.path_shape import shape_of
from crawlers.journal.rank import Hope, Rank
from crawlers.journal.sameness import Sameness
from crawlers.journal.shape_budget import ShapeBudget
from crawlers.readers.canonical import Canonical
from records.visit import Again


@dataclass(frozen=True, slots=True)
class Row:
    """One address of the frontier; ``attempts`` counts this one too."""

    row: int
    url: str
    kind: str
    depth: int
    referrer: str | None
    attempts: int
    render: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """The page that leads to an address: its row, its own address and depth, and how much is to be
    hoped of what it leads to. A start address has none.
    """

    row: int | None = None
    url: str | None = None
    depth: int = -1
    hope: Hope = Hope.SOME


class AddressQueue:
    """The ``request`` table of a journal's database.

    ``canonical`` gives the name by which two addresses are known to be one, ``budget`` the order in which
    they are asked for.
    """

    def __init__(self, database: sqlite3.Connection, canonical: Canonical, budget: ShapeBudget) -> None:
        self.database = database
        self.sameness = Sameness(database, lru_cache(maxsize=4096)(canonical))
        self.canonical = self.sameness.name
        self.budget = budget
        self.choice = Choice(database, budget)

    def pages_done(self) -> int:
        """How many addresses of this run have ended."""
        return int(self.database.execute("SELECT count(*) FROM request WHERE state='done'").fetchone()[0])

    def recover(self) -> int:
        """Put rows a dead process left in flight back into the queue; returns how many."""
        return self.database.execute("UPDATE request SET state='queued' WHERE state='in_flight'").rowcount

    def key(self, url: str) -> str:
        """The name of the page at ``url``, as a digest."""
        return fingerprint(self.canonical(url))

    def begin_at(self, url: str, kind: str, thread: str | None = None) -> bool:
        """Queue a start address, of the ``thread`` with that key if any; False where this run knows it."""
        return self._queue(url, self.key(url), kind, thread, (shape_of(url), Rank.START), Origin())

    def ask(
        self,
        url: str,
        kind: str,
        origin: Origin | None = None,
        thread: str | None = None,
        verbatim: bool = False,
    ) -> bool:
        """Queue an address that a page leads to, of the ``thread`` with that key if any; False where this run
        knows it already, or has left its shape. ``verbatim`` asks even for another form of a known address.
        """
        origin = origin or Origin()
        key = fingerprint(url) if verbatim else self.key(url)
        if self._has(key) or (turn := self.budget.turn(url, origin.hope)) is None:
            return False
        return self._queue(url, key, kind, thread, turn, origin)

    def knows(self, url: str) -> bool:
        """Whether this run has the page at ``url`` in its queue, or had it."""
        return self._has(self.key(url))

    def _has(self, key: str) -> bool:
        return bool(self.database.execute("SELECT 1 FROM request WHERE fingerprint=?", (key,)).fetchone())

    def _queue(
        self, url: str, key: str, kind: str, thread: str | None, turn: tuple[str, Rank], origin: Origin
    ) -> bool:
        statement = (
            "INSERT INTO request (fingerprint, url, kind, thread, depth, referrer, parent, shape, rank)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING"
        )
        values = (key, url, kind, thread, origin.depth + 1, origin.url, origin.row, *turn)
        return self.database.execute(statement, values).rowcount > 0

    def learn(self, row: int, url: str, posts: Iterable[str]) -> None:
        """Note which ``posts`` (ids) the page of a row shows; where that teaches that a parameter does not
        matter, addresses that wait under several forms are asked for once.
        """
        if shape := self.sameness.note(row, url, posts):
            rows = self.database.execute(
                "SELECT row, url FROM request WHERE shape=? ORDER BY state='queued', row", (shape,)
            ).fetchall()
            for other, address in rows:
                self._rename(other, self.key(address))

    def _rename(self, row: int, key: str) -> None:
        statement = "UPDATE OR IGNORE request SET fingerprint=? WHERE row=?"
        if not self.database.execute(statement, (key, row)).rowcount:
            self.database.execute("DELETE FROM request WHERE row=? AND state='queued' AND rank > 0", (row,))

    def enter(self, url: str, kind: str) -> int | None:
        """Put an address in flight out of its turn; its row, None where it has ended already."""
        self.begin_at(url, kind)
        statement = (
            "UPDATE request SET state='in_flight', attempts=attempts+1"
            " WHERE fingerprint=? AND state!='done' RETURNING row"
        )
        found = self.database.execute(statement, (self.key(url),)).fetchone()
        return int(found[0]) if found else None

    def pending(self, fresh: bool = True, due: float = inf) -> bool:
        """Whether an address waits that is due by ``due`` (Unix seconds); one never asked for counts only
        where ``fresh``.
        """
        statement = (
            "SELECT 1 FROM request WHERE state='queued' AND not_before <= ? AND (attempts > 0 OR ?) LIMIT 1"
        )
        return self.database.execute(statement, (due, fresh)).fetchone() is not None

    def take(self, now: float, fresh: bool = True) -> Row | None:
        """The next address that is due, marked in flight; None where none is due at ``now`` (Unix seconds).

        One never asked for is taken only where ``fresh``.
        """
        row = self.choice.next(now, fresh)
        if row is None:
            return None
        address, kind, depth, referrer, attempts, render = self.database.execute(
            "UPDATE request SET state='in_flight', attempts=attempts+1 WHERE row=?"
            " RETURNING url, kind, depth, referrer, attempts, render",
            (row,),
        ).fetchone()
        return Row(row, address, kind, depth, referrer, attempts, bool(render))

    def end(self, row: int, again: Again | None, now: float) -> None:
        """End an address, or return it to the queue to be asked ``again``."""
        state = "queued" if again else "done"
        how = again or Again()
        self.database.execute(
            "UPDATE request SET state=?, not_before=?, render=max(render, ?), rank=rank*? WHERE row=?",
            (state, now + how.after, how.render, again is None, row),
        )

    def leave(self, row: Row, until: float) -> None:
        """Return an address that was taken but not asked for, due at ``until`` (Unix seconds)."""
        self.database.execute(
            "UPDATE request SET state='queued', attempts=?, not_before=? WHERE row=?",
            (row.attempts - 1, until, row.row),
        )

    def name(self, row: int) -> tuple[str, str | None]:
        """The fingerprint of an address, and the key of the thread it belongs to."""
        statement = "SELECT fingerprint, thread FROM request WHERE row=?"
        page, thread = self.database.execute(statement, (row,)).fetchone()
        return str(page), thread

    def kind_of(self, row: int) -> str:
        """The kind of the link that led to an address."""
        found = self.database.execute("SELECT kind FROM request WHERE row=?", (row,)).fetchone()
        return str(found[0]) if found else ""

    def has_thread(self, key: str) -> bool:
        """Whether a page of the thread with this key has been asked for."""
        return bool(self.database.execute("SELECT 1 FROM request WHERE thread=? LIMIT 1", (key,)).fetchone())

    def reopen(self, url: str, most_tries: int) -> None:
        """Return an address that has ended to the queue, unless it was tried ``most_tries`` times."""
        self.database.execute(
            "UPDATE request SET state='queued' WHERE url=? AND state='done' AND attempts < ?",
            (url, most_tries),
        )

    def put_back(self, row: int, after: float, now: float, render: bool = False) -> None:
        """Return an address whose visit was not kept to the queue, due ``after`` seconds from ``now``, to be
        fetched by a browser if ``render``.
        """
        self.database.execute(
            "UPDATE request SET state='queued', not_before=?, render=max(render, ?), rank=0 WHERE row=?",
            (now + after, render, row),
        )


def fingerprint(name: str) -> str:
    """The digest under which an address is known once, of its canonical form."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
