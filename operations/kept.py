"""The kept listings of all runs: the newest version of each, one after the other."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from crawlers.journal.account import Account, journals
from records.visit import Listing
from records.wire import decode

# Every run may have kept a version of a listing, and there may be millions: which is the newest is settled in
# a temporary file. Two passes over the journals cost less than holding what is in them. Times are
# microseconds since 1970. The rule is that of ``known.merged``.
VERSIONS = "CREATE TABLE version (id TEXT PRIMARY KEY, rank, run, first_seen) WITHOUT ROWID"
NOTE = """
INSERT INTO version VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
    run = iif(excluded.rank >= rank, excluded.run, run),
    rank = max(excluded.rank, rank),
    first_seen = min(excluded.first_seen, first_seen)
"""
FIRST_SEEN = "SELECT first_seen FROM version WHERE id=? AND run=?"
STANDING = 2**60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Dates(msgspec.Struct):
    """What of a kept listing decides between its versions."""

    seen_at: datetime
    first_seen: datetime | None = None
    withdrawn_since: str = ""


def kept_listings(home: Path) -> Iterator[Listing]:
    """The newest version of each kept listing, with the time of the first sight of any."""
    paths = journals(home.resolve())
    with closing(sqlite3.connect("", isolation_level=None, check_same_thread=False)) as versions:
        versions.execute(VERSIONS)
        for run, path in enumerate(paths):
            _note(versions, run, path)
        for run, path in enumerate(paths):
            yield from _newest(versions, run, path)


def newest(home: Path) -> dict[str, Listing]:
    """The newest version of each kept listing by id."""
    return {listing.id: listing for listing in kept_listings(home)}


def _note(versions: sqlite3.Connection, run: int, path: Path) -> None:
    with closing(Account(path)) as account:
        versions.execute("BEGIN")
        rows = (_row(id_, decode(record, Dates), run) for id_, record in account.records())
        versions.executemany(NOTE, rows)
        versions.execute("COMMIT")


def _row(id_: str, dates: Dates, run: int) -> tuple[str, int, int, int]:
    seen = _micros(dates.seen_at)
    first = min(seen, _micros(dates.first_seen or dates.seen_at))
    return id_, seen + (0 if dates.withdrawn_since else STANDING), run, first


def _newest(versions: sqlite3.Connection, run: int, path: Path) -> Iterator[Listing]:
    with closing(Account(path)) as account:
        for id_, record in account.records():
            if found := versions.execute(FIRST_SEEN, (id_, run)).fetchone():
                listing = decode(record, Listing)
                first = EPOCH + found[0] * MICROSECOND
                known = first if first < listing.seen_at else None
                yield listing if listing.first_seen == known else replace(listing, first_seen=known)


def _micros(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND
