"""The run's journal: one SQLite file that is the frontier, the dupe filter and the record of what was done.

A visit is committed whole or not at all: page state, new links, listings, captures and outbox rows travel in
one transaction (WAL, ``synchronous=FULL``), so a killed run resumes with nothing lost and nothing doubled.
"""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from crawlers.completeness.extent import Extents
from crawlers.completeness.fill import Fills, tallies_of
from crawlers.completeness.lacking import Lacks
from crawlers.journal.address_queue import AddressQueue
from crawlers.journal.file import hold, open_journal_file
from crawlers.journal.following import Following
from crawlers.journal.shape_budget import ShapeBudget
from crawlers.memory.learned import Learned
from crawlers.memory.render_choice import RenderChoices
from crawlers.memory.way import Way
from crawlers.memory.wording import text_digest
from crawlers.readers.canonical import Canonical, canonical
from crawlers.transaction import transaction
from records.order import RunOrder
from records.visit import KeptVisit, Listing
from records.wire import decode, encode


class Journal:
    """The journal of one run. One writer process; readers may look on at any time.

    ``canonical`` names addresses as the source's family does, ``fruitless`` is the source's pace.
    """

    def __init__(self, path: Path, canonical: Canonical = canonical, fruitless: int = 30) -> None:
        self.path = path
        self.database = open_journal_file(path)
        self.lock: IO[bytes] | None = None
        self.queue = AddressQueue(self.database, canonical, ShapeBudget(self.database, fruitless))
        self.following = Following(self.database, self.queue)
        self.learned = Learned(self.database)
        self.choices = RenderChoices(self.database)

    def begin(self, order: RunOrder) -> None:
        """Take the journal for this process; name the run on first opening, else put what was in flight back.

        Raises:
            JournalError: another process is working on this run.
        """
        self.lock = hold(self.path)
        self.queue.recover()
        for key, value in (
            ("run", order.run),
            ("source", order.source),
            ("started_at", datetime.now(UTC).isoformat()),
        ):
            self.database.execute("INSERT OR IGNORE INTO meta VALUES (?, ?)", (key, value))

    def note(self, key: str, value: str) -> None:
        """Write one fact about the run over what stood there."""
        self.database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def forget(self, key: str) -> None:
        """Take one fact about the run back."""
        self.database.execute("DELETE FROM meta WHERE key=?", (key,))

    def fact(self, key: str) -> str | None:
        """One fact about the run."""
        found = self.database.execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
        return str(found[0]) if found else None

    def commit(self, kept: KeptVisit, way: Way, now: float) -> None:
        """Write one kept visit with what follows from it: the whole of it in one transaction."""
        visit = kept.judged.visit
        with transaction(self.database):
            self.queue.end(visit.row, visit.again, now)
            self._note_visit(kept)
            if visit.again is None:
                Extents(self.database).note(visit)
                tallies = tallies_of(visit.reading.posts, self.queue.kind_of(visit.row))
                Fills(self.database).note(tallies)
                Lacks(self.database).note(visit, tallies)
            self.following.settle(kept, way.steps)
            self._keep(kept)
            self.learned.note(kept, way, *self.queue.name(visit.row))
            self.choices.note(visit)

    def _note_visit(self, kept: KeptVisit) -> None:
        visit = kept.judged.visit
        page, reading = visit.page, visit.reading
        digest = hashlib.sha256(page.content).hexdigest() if page.exchange else None
        self.database.execute(
            "INSERT INTO visit"
            " (row, url, state, why, status, fetched_at, digest, bytes, charset, posts, final, capture)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                visit.row,
                page.url,
                reading.state.value,
                reading.why,
                page.status,
                page.fetched_at.isoformat(),
                digest,
                len(page.content),
                reading.charset,
                len(reading.posts),
                visit.again is None,
                kept.capture.digest if kept.capture else None,
            ),
        )

    def _keep(self, kept: KeptVisit) -> None:
        if kept.capture:
            self.database.execute(
                "INSERT OR IGNORE INTO capture VALUES (?, ?)", (kept.capture.digest, encode(kept.capture))
            )
        for listing in kept.listings:
            self.keep_listing(listing)
            self.announce(listing.id)
        for passed in kept.passed_over:
            self.database.execute(
                "INSERT INTO passed_over (seen_at, record) VALUES (?, ?)",
                (passed.seen_at.isoformat(), encode(passed)),
            )

    def announce(self, listing: str) -> None:
        """Put a listing (by id) into the outbox: what the index holds of it has changed."""
        self.database.execute("INSERT INTO outbox (id) VALUES (?)", (listing,))

    def keep_listing(self, listing: Listing) -> None:
        """Write a listing over what was kept under its id, of which the first sight stays."""
        seen = self._as_first_seen(listing)
        self.database.execute(
            "INSERT OR REPLACE INTO listing VALUES (?, ?, ?, ?)",
            (listing.id, text_digest(listing.post), listing.seen_at.isoformat(), encode(seen)),
        )

    def _as_first_seen(self, listing: Listing) -> Listing:
        found = self.database.execute("SELECT record FROM listing WHERE id=?", (listing.id,)).fetchone()
        if found is None:
            return listing
        before = decode(found[0], Listing)
        sights = (before.seen_at, before.first_seen, listing.seen_at, listing.first_seen)
        first = min(sight for sight in sights if sight)
        return replace(listing, first_seen=first if first < listing.seen_at else None)

    def note_fault(self, text: str) -> int:
        """Record something the run could not do; returns how many faults there are now."""
        self.database.execute(
            "INSERT INTO fault (at, text) VALUES (?, ?)", (datetime.now(UTC).isoformat(), text)
        )
        return int(self.database.execute("SELECT count(*) FROM fault").fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
        if self.lock is not None:
            self.lock.close()
