"""The run's journal: one SQLite file that is the frontier, the dupe filter and the record of what was done.

A visit is committed whole or not at all: page state, new links, listings, captures and outbox rows travel in
one transaction (WAL, ``synchronous=FULL``), so a killed run resumes with nothing lost and nothing doubled.
"""

import fcntl
import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from crawlers.completeness.extent import SCHEMA as EXTENT
from crawlers.completeness.extent import Extents
from crawlers.completeness.fill import Fills
from crawlers.journal.address_queue import AddressQueue
from crawlers.journal.following import Following
from crawlers.journal.shape_budget import ShapeBudget
from crawlers.memory.learned import SCHEMA as LEARNED
from crawlers.memory.learned import Learned
from crawlers.memory.render_choice import SCHEMA as RENDER_CHOICE
from crawlers.memory.render_choice import RenderChoices
from crawlers.memory.way import Way
from crawlers.memory.wording import text_digest
from crawlers.readers.canonical import Canonical, canonical
from crawlers.transaction import transaction
from records.document import Document, document_of
from records.order import RunOrder
from records.visit import KeptVisit, Listing
from records.wire import encode

SCHEMA = Path(__file__).with_name("journal.sql")
SHAPES = Path(__file__).with_name("shapes.sql")
# Columns that a journal of an earlier version has not.
LATER = (
    ("visit", "charset", "TEXT"),
    ("request", "thread", "TEXT"),
    ("request", "parent", "INTEGER"),
    ("request", "shape", "TEXT NOT NULL DEFAULT ''"),
    *(("request", name, "INTEGER NOT NULL DEFAULT 0") for name in ("rank", "fruitful", "barren", "shows")),
    ("sighting", "change", "TEXT NOT NULL DEFAULT 'same'"),
    ("sighting", "before", "TEXT NOT NULL DEFAULT ''"),
    ("sighting", "after", "TEXT NOT NULL DEFAULT ''"),
)


class JournalError(RuntimeError):
    """The journal cannot be opened or written; the message names the file."""


class Journal:
    """The journal of one run. One writer process; readers may look on at any time.

    ``canonical`` names addresses as the source's family does, ``fruitless`` is the source's pace.
    """

    def __init__(self, path: Path, canonical: Canonical = canonical, fruitless: int = 30) -> None:
        self.path = path
        self.lock: IO[bytes] | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.database = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
            self.database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
            # In one piece, for somebody may be looking on.
            tables = SCHEMA.read_text() + LEARNED.read_text() + EXTENT.read_text() + RENDER_CHOICE.read_text()
            self.database.executescript(f"BEGIN IMMEDIATE; {tables} COMMIT;")
            self._upgrade()
            self.database.executescript(f"BEGIN IMMEDIATE; {SHAPES.read_text()} COMMIT;")
        except (sqlite3.Error, OSError) as error:
            raise JournalError(f"{path}: the journal cannot be opened: {error}") from error
        self.queue = AddressQueue(self.database, canonical, ShapeBudget(self.database, fruitless))
        self.following = Following(self.database, self.queue)
        self.learned = Learned(self.database)
        self.choices = RenderChoices(self.database)

    def _upgrade(self) -> None:
        """Give a journal begun by an earlier version what it lacks: its run is resumed with this one."""
        for table, column, kind in LATER:
            columns = [name for _, name, *_ in self.database.execute(f"PRAGMA table_info({table})")]
            if column not in columns:
                self.database.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
        self.database.execute("CREATE INDEX IF NOT EXISTS request_thread ON request (thread)")

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
                Fills(self.database).note(visit.reading.posts, self.queue.kind_of(visit.row))
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
            self.post(document_of(listing))
        for passed in kept.passed_over:
            self.database.execute(
                "INSERT INTO passed_over (seen_at, record) VALUES (?, ?)",
                (passed.seen_at.isoformat(), encode(passed)),
            )

    def post(self, document: Document) -> None:
        """Put a document into the outbox, for the index."""
        self.database.execute(
            "INSERT INTO outbox (id, document) VALUES (?, ?)", (document.id, encode(document))
        )

    def keep_listing(self, listing: Listing) -> None:
        """Write a listing over what was kept under its id."""
        self.database.execute(
            "INSERT OR REPLACE INTO listing VALUES (?, ?, ?, ?)",
            (listing.id, text_digest(listing.post), listing.seen_at.isoformat(), encode(listing)),
        )

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


def hold(path: Path) -> IO[bytes]:
    """The journal's lock file, held; the system lets go of it when the process dies, however it dies.

    Raises:
        JournalError: another process holds it.
    """
    lock = path.with_suffix(".lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise JournalError(f"{path}: this run is under way in another process") from None
    return lock
