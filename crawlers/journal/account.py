"""What a journal says about its run: counts, gaps and what was kept."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawlers.completeness.fill import Fills
from crawlers.journal.fault import JournalError
from crawlers.transaction import transaction
from records.order import Gap
from records.visit import Capture, Listing
from records.wire import decode

# States that end an address without its posts; the others are answers.
LACKING = (
    "login_wall", "forbidden", "captcha", "challenge", "rate_limited", "disallowed", "server_error",
    "unreachable", "too_large", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parcel:
    """One undelivered outbox row: its number and the id of the listing it names."""

    n: int
    id: str


class Account:
    """A journal opened to be read, and to note what became of its outbox."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise JournalError(f"{path}: there is no journal")
        self.path = path
        try:
            self.database = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
            self.database.execute("PRAGMA synchronous=FULL")
            self.database.execute("SELECT 1 FROM meta LIMIT 1")
        except sqlite3.Error as error:
            raise JournalError(f"{path}: the journal cannot be read: {error}") from error

    def fact(self, key: str) -> str | None:
        """One fact about the run (``run source started_at stopped ended_at outcome``)."""
        found = self.database.execute("SELECT value FROM meta WHERE key=?", (key,)).fetchone()
        return str(found[0]) if found else None

    def count(self, table: str, where: str = "1", *values: str) -> int:
        """Rows of one of the journal's tables."""
        found = self.database.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()
        return int(found[0])

    def pages_by_state(self) -> dict[str, int]:
        """Ended visits by state."""
        rows = self.database.execute(
            "SELECT state, count(*) FROM visit WHERE final GROUP BY state ORDER BY state"
        )
        return {str(state): int(number) for state, number in rows}

    def gaps(self) -> tuple[Gap, ...]:
        """Every address that was not read, and why; what the budget left waiting is one gap."""
        marks = ",".join("?" * len(LACKING))
        rows = self.database.execute(
            f"SELECT url, state, why FROM visit WHERE final AND state IN ({marks}) ORDER BY n", LACKING
        )
        gaps = [Gap(url=url, state=state, why=why) for url, state, why in rows]
        waiting = self.database.execute(
            "SELECT count(*), min(url) FROM request WHERE state != 'done'"
        ).fetchone()
        if waiting[0]:
            why = f"{waiting[0]} addresses were not read before the run ended"
            reason = self.fact("stopped_why")
            gaps.append(Gap(url=waiting[1], state="unread", why=f"{why}: {reason}" if reason else why))
        return (*gaps, *self.traps())

    def traps(self) -> tuple[Gap, ...]:
        """What of a site was left because it brought nothing new, one gap for each shape of address."""
        if not self.count("sqlite_master", "name='shape'"):
            return ()
        rows = self.database.execute(
            "SELECT coalesce(example, name), why, left FROM shape WHERE why IS NOT NULL ORDER BY name"
        )
        return tuple(Gap(url=url, state="left", why=f"{why}; {left} links left") for url, why, left in rows)

    def links_left(self) -> int:
        """How many links were left among which posts may be: of shapes of address that have brought some; of
        any shape where no post has been read at all.
        """
        if not self.count("sqlite_master", "name='shape'"):
            return 0
        blind = Fills(self.database).of_whole_posts().posts == 0
        statement = "SELECT coalesce(sum(left), 0) FROM shape WHERE why IS NOT NULL AND (fruitful > 0 OR ?)"
        return int(self.database.execute(statement, (blind,)).fetchone()[0])

    def unfilled(self, fields: Collection[str]) -> tuple[str, ...]:
        """Of ``fields`` those that are empty in half of the posts or more, each as a sentence."""
        whole = Fills(self.database).of_whole_posts()
        return tuple(
            f"{field} was filled in {whole.filled[field]} of {whole.posts} posts"
            for field in sorted(fields)
            if whole.posts and 2 * whole.filled[field] <= whole.posts
        )

    def faults(self) -> tuple[str, ...]:
        """What the run could not understand or do."""
        return tuple(text for (text,) in self.database.execute("SELECT text FROM fault ORDER BY n"))

    def records(self) -> Iterator[tuple[str, bytes]]:
        """The ids of the kept listings, and the listings as they are written."""
        yield from self.database.execute("SELECT id, record FROM listing ORDER BY id")

    def listings(self) -> Iterator[Listing]:
        """The kept listings, oldest first."""
        for (record,) in self.database.execute("SELECT record FROM listing ORDER BY seen_at, id"):
            yield decode(record, Listing)

    def listing(self, id_: str) -> Listing | None:
        """One kept listing."""
        found = self.database.execute("SELECT record FROM listing WHERE id=?", (id_,)).fetchone()
        return decode(found[0], Listing) if found else None

    def captures(self) -> Iterator[Capture]:
        """The captures this run names."""
        for (record,) in self.database.execute("SELECT record FROM capture ORDER BY digest"):
            yield decode(record, Capture)

    def digests(self) -> dict[str, str]:
        """Listing ids with the digest of their masked wording."""
        return dict(self.database.execute("SELECT id, text_digest FROM listing"))

    def changes(self) -> dict[str, int]:
        """How many known listings were seen again, by what had changed (``same text price gone``)."""
        rows = self.database.execute("SELECT change, count(*) FROM sighting GROUP BY change ORDER BY change")
        return {str(change): int(number) for change, number in rows}

    def parcels(self, most: int) -> list[Parcel]:
        """Up to ``most`` undelivered outbox rows, oldest first."""
        rows = self.database.execute(
            "SELECT n, id FROM outbox WHERE delivered_at IS NULL AND dead=0 ORDER BY n LIMIT ?", (most,)
        )
        return [Parcel(n, id_) for n, id_ in rows]

    def settle(self, parcels: Iterable[Parcel], refused: Mapping[str, str]) -> None:
        """Note which parcels were delivered; those whose ids were ``refused`` (with the reason) are dead."""
        now = datetime.now(UTC).isoformat()
        with transaction(self.database) as database:
            for parcel in parcels:
                reason = refused.get(parcel.id)
                database.execute(
                    "UPDATE outbox SET delivered_at=?, error=?, dead=? WHERE n=?",
                    (None if reason else now, reason, reason is not None, parcel.n),
                )

    def revive(self, ids: Collection[str]) -> None:
        """Let the parcels of these listings wait again, whatever became of them."""
        again = "UPDATE outbox SET delivered_at=NULL, dead=0, error=NULL WHERE id=?"
        with transaction(self.database) as database:
            database.executemany(again, [(id_,) for id_ in ids])

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def journals(home: Path) -> list[Path]:
    """The journals of all runs under ``home``, oldest first (run ids sort by time)."""
    return sorted(home.glob("runs/*/journal.sqlite"))
