"""Whose turn it is to ask a host: one table for all runs and errands of a machine."""

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path

from crawlers.manners.standing import Standing, answered
from crawlers.transaction import transaction
from records.write_ahead import write_ahead

# A run waits so long for a host that asked to be left alone; for longer it ends, to be resumed.
LONGEST_WAIT = 300.0
# Requests are counted by quarters of an hour, for every zone's day begins with one.
QUARTER = 900
KEPT_QUARTERS = 4 * 24 * 3

_NAMES = [field.name for field in fields(Standing)]
_COLUMNS = ", ".join(_NAMES)
_MARKS = ", ".join("?" for _ in _NAMES)
_values = attrgetter(*_NAMES)  # dataclasses.astuple copies deeply, at four times the price
_SCHEMA = f"""
PRAGMA synchronous=NORMAL;
PRAGMA wal_autocheckpoint=4000;
CREATE TABLE IF NOT EXISTS turn (egress, host, {_COLUMNS}, PRIMARY KEY (egress, host)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS asked (egress, host, quarter, requests, PRIMARY KEY (egress, host, quarter))
    WITHOUT ROWID;
"""


class LeftAlone(RuntimeError):
    """A host that may not be asked before ``until`` (Unix seconds); ``kind`` says why in a word:
    ``rate_limited budget hours interrupted store``.
    """

    def __init__(self, message: str, kind: str, until: float) -> None:
        super().__init__(message)
        self.kind = kind
        self.until = until


class TurnsError(RuntimeError):
    """The table cannot be opened; the message names the file."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn at a host: it ``starts`` then (Unix seconds), ``gap`` seconds behind the one before."""

    starts: float
    gap: float


class Turns:
    """The table ``turns.sqlite``. Any number of processes take their turns in it; a turn is kept by who took
    it alone, so a process that dies holds nobody up for longer than its own delay.

    In WAL mode with ``synchronous=NORMAL`` a commit costs no fsync: a power cut may lose the last turns,
    never the table.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.database = sqlite3.connect(path, isolation_level=None, timeout=10)
            write_ahead(self.database)
            self.database.executescript(_SCHEMA)
        except (sqlite3.Error, OSError) as error:
            raise TurnsError(f"{path}: the table of turns cannot be opened: {error}") from error

    def standing(self, egress: str, host: str) -> Standing:
        """How the host stands with us through that exit."""
        row = self.database.execute(
            f"SELECT {_COLUMNS} FROM turn WHERE egress=? AND host=?", (egress, host)
        ).fetchone()
        return Standing(*row) if row else Standing()

    def change(self, egress: str, host: str, how: Callable[[Standing], Standing]) -> Standing:
        """Write what ``how`` makes of the host's standing; returns it."""
        with transaction(self.database):
            standing = how(self.standing(egress, host))
            self._write(egress, host, standing)
        return standing

    def take(
        self,
        egress: str,
        host: str,
        now: float,
        *,
        delay: float = 0.0,
        least: float = 0.0,
        jitter: bool = False,
        counted: bool = True,
        heard: tuple[float | None, ...] = (),
    ) -> Turn:
        """Take the next turn. One that starts at ``now`` has begun; for a later one come back with begin().

        It lies a pause behind the turn before: ``delay`` or what the taker before keeps, whichever is longer
        (with ``jitter`` between half and one and a half of it, never below ``least``), longer after trouble.
        ``counted`` turns are those that requests_since() tells of; ``heard`` are the latencies of good
        answers since the last turn, noted along with it.
        """
        with transaction(self.database):
            standing = self.standing(egress, host)
            for latency in heard:
                standing = answered(standing, latency, now)
            drawn = random.uniform(0.5, 1.5) if jitter else 1.0
            gap = max(standing.pause(delay, now) * drawn, standing.least, least)
            starts = max(now, standing.until, max(standing.taken, standing.begun) + gap)
            begun = starts if starts <= now else standing.begun
            shortest = max(least, delay / 2 if jitter else delay)
            took = replace(standing, taken=starts, begun=begun, delay=delay, least=shortest)
            self._write(egress, host, took)
            if counted:
                self._count(egress, host, starts)
        return Turn(starts, gap)

    def begin(self, egress: str, host: str, turn: Turn, now: float) -> float:
        """Begin a turn whose time has come; returns ``now``, or when to come back: a turn before it was begun
        late, or the host wants to be left alone meanwhile.
        """
        with transaction(self.database):
            standing = self.standing(egress, host)
            starts = max(now, turn.starts, standing.until, standing.begun + turn.gap)
            if starts <= now:
                self._write(egress, host, replace(standing, begun=now))
        return starts

    def requests_since(self, egress: str, host: str, moment: float) -> int:
        """How many counted turns were taken since ``moment`` (Unix seconds, a whole quarter of an hour)."""
        found = self.database.execute(
            "SELECT coalesce(sum(requests), 0) FROM asked WHERE egress=? AND host=? AND quarter >= ?",
            (egress, host, int(moment // QUARTER)),
        ).fetchone()
        return int(found[0])

    def left_alone(self, now: float) -> list[tuple[str, str, float, str]]:
        """Exit, host, until when and why, of each host that wants to be left alone at ``now``, by host."""
        statement = "SELECT egress, host, until, why FROM turn WHERE until > ? ORDER BY host, egress"
        return self.database.execute(statement, (now,)).fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def _write(self, egress: str, host: str, standing: Standing) -> None:
        self.database.execute(
            f"INSERT OR REPLACE INTO turn (egress, host, {_COLUMNS}) VALUES (?, ?, {_MARKS})",
            (egress, host, *_values(standing)),
        )

    def _count(self, egress: str, host: str, moment: float) -> None:
        quarter = int(moment // QUARTER)
        new = self.database.execute(
            "INSERT INTO asked VALUES (?, ?, ?, 1)"
            " ON CONFLICT (egress, host, quarter) DO UPDATE SET requests=requests+1 RETURNING requests=1",
            (egress, host, quarter),
        ).fetchone()
        if new[0]:
            self.database.execute("DELETE FROM asked WHERE quarter < ?", (quarter - KEPT_QUARTERS,))
