"""The addresses of one run: queue and dupe filter, a table of the run's journal."""

import hashlib
import sqlite3
from dataclasses import dataclass
from math import inf

from w3lib.url import canonicalize_url

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


class AddressQueue:
    """The ``request`` table of a journal's database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def pages_done(self) -> int:
        """How many addresses of this run have ended."""
        return int(self.database.execute("SELECT count(*) FROM request WHERE state='done'").fetchone()[0])

    def recover(self) -> int:
        """Put rows a dead process left in flight back into the queue; returns how many."""
        return self.database.execute("UPDATE request SET state='queued' WHERE state='in_flight'").rowcount

    def ask(
        self,
        url: str,
        kind: str,
        depth: int = 0,
        referrer: str | None = None,
        render: bool = False,
        thread: str | None = None,
    ) -> bool:
        """Queue an address, of the ``thread`` with that key if any; False where this run knows it already."""
        statement = (
            "INSERT INTO request (fingerprint, url, kind, depth, referrer, render, thread)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (fingerprint) DO NOTHING"
        )
        values = (fingerprint(url), url, kind, depth, referrer, render, thread)
        return self.database.execute(statement, values).rowcount > 0

    def enter(self, url: str, kind: str) -> int | None:
        """Put an address in flight out of its turn; its row, None where it has ended already."""
        self.ask(url, kind)
        statement = (
            "UPDATE request SET state='in_flight', attempts=attempts+1"
            " WHERE fingerprint=? AND state!='done' RETURNING row"
        )
        found = self.database.execute(statement, (fingerprint(url),)).fetchone()
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
        found = self.database.execute(
            "UPDATE request SET state='in_flight', attempts=attempts+1 WHERE row = (SELECT row FROM request"
            " WHERE state='queued' AND not_before <= ? AND (attempts > 0 OR ?) ORDER BY row LIMIT 1)"
            " RETURNING row, url, kind, depth, referrer, attempts, render",
            (now, fresh),
        ).fetchone()
        if not found:
            return None
        row, address, kind, depth, referrer, attempts, render = found
        return Row(row, address, kind, depth, referrer, attempts, bool(render))

    def end(self, row: int, again: Again | None, now: float) -> None:
        """End an address, or return it to the queue to be asked ``again``."""
        state = "queued" if again else "done"
        how = again or Again()
        self.database.execute(
            "UPDATE request SET state=?, not_before=?, render=max(render, ?) WHERE row=?",
            (state, now + how.after, how.render, row),
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

    def has_thread(self, key: str) -> bool:
        """Whether a page of the thread with this key has been asked for."""
        return bool(self.database.execute("SELECT 1 FROM request WHERE thread=? LIMIT 1", (key,)).fetchone())

    def put_back(self, row: int, after: float, now: float, render: bool = False) -> None:
        """Return an address whose visit was not kept to the queue, due ``after`` seconds from ``now``, to be
        fetched by a browser if ``render``.
        """
        self.database.execute(
            "UPDATE request SET state='queued', not_before=?, render=max(render, ?) WHERE row=?",
            (now + after, render, row),
        )


def fingerprint(url: str) -> str:
    """The name under which an address is known once: a digest of its canonical form."""
    return hashlib.sha256(canonicalize_url(url).encode()).hexdigest()[:32]
