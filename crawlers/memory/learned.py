"""What a run learns for source memory: tables of its journal, written with each visit."""

import hashlib
import json
import re
import sqlite3
from pathlib import Path

from crawlers.memory.knowledge import KnownPost
from crawlers.memory.way import Way
from crawlers.memory.wording import price_of, text_digest
from crawlers.readers.paging import series_of
from records.reading import Post
from records.visit import JudgedPost, KeptVisit, Sighting

SCHEMA = Path(__file__).with_name("learned.sql")
_NUMBER = re.compile(r"(\d{1,18})$")
# Places of one page's rows lie within so many of each other.
ROWS = 10_000


class Learned:
    """The tables of what was learned, in a journal's database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def post(self, id_: str) -> KnownPost | None:
        """A post as this run has seen it."""
        found = self.database.execute(
            "SELECT text_digest, price, EXISTS (SELECT 1 FROM listing l WHERE l.id = seen_post.id), seen_at"
            " FROM seen_post WHERE id=?",
            (id_,),
        ).fetchone()
        return KnownPost(found[0], found[1], bool(found[2]), found[3]) if found else None

    def has_row(self, thread: str) -> bool:
        """Whether a list has shown the thread with this key."""
        found = self.database.execute("SELECT 1 FROM seen_thread WHERE key=?", (thread,)).fetchone()
        return found is not None

    def reached(self, list_: str, walk: str) -> int | None:
        """The last place of an earlier walk through a list that this run has come to; None where to none."""
        statement = "SELECT max(was_place) FROM seen_thread WHERE list=? AND was_walk=?"
        found = self.database.execute(statement, (list_, walk)).fetchone()[0]
        return None if found is None else int(found)

    def quiet_pages(self) -> int:
        """How many lists showed nothing unknown so far."""
        return int(self.database.execute("SELECT count(*) FROM seen_page WHERE quiet").fetchone()[0])

    def note(self, kept: KeptVisit, way: Way, page: str, thread: str | None) -> None:
        """Write what a visit taught, in the caller's transaction.

        ``page`` is the fingerprint of its address, ``thread`` the key of the thread it belongs to.
        """
        visit = kept.judged.visit
        seen_at = visit.page.fetched_at.timestamp()
        list_ = strand_of(visit.source.family, visit.page.url)
        for judged in kept.judged.posts:
            self._see(judged, thread or list_, page, seen_at)
        self._note_rows(way, page, list_, seen_at)
        if visit.again is None and visit.page.exchange is not None:
            self._note_page(kept, way, page, seen_at)
        for id_ in way.missing:
            self.database.execute("INSERT OR IGNORE INTO missing VALUES (?, ?)", (id_, seen_at))
        for sighting in (*kept.sightings, *way.sighted):
            self.note_sighting(sighting)

    def note_sighting(self, sighting: Sighting) -> None:
        """Write a sighting; what changed is not written over by another look at the same post, and a row that
        leads to a post that is missing does not bring it back.
        """
        values = (sighting.id, sighting.seen_at.isoformat(), sighting.change, sighting.before, sighting.after)
        self.database.execute(
            "INSERT INTO sighting (id, seen_at, change, before, after) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET seen_at=excluded.seen_at, change=excluded.change,"
            " before=excluded.before, after=excluded.after"
            " WHERE sighting.change = 'same' OR (sighting.change = 'gone'"
            " AND NOT EXISTS (SELECT 1 FROM missing WHERE missing.id = sighting.id))",
            values,
        )

    def _see(self, judged: JudgedPost, strand: str, page: str, seen_at: float) -> None:
        post = judged.post
        row = (
            judged.listing_id,
            text_digest(post),
            price_of(post, judged.assessment),
            "" if post.excerpt else strand,
            None if post.excerpt else number_of(post),
            page,
            seen_at,
        )
        self.database.execute(
            "INSERT INTO seen_post VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " text_digest=excluded.text_digest, price=excluded.price, strand=excluded.strand,"
            " number=excluded.number, page=excluded.page, seen_at=excluded.seen_at"
            " WHERE seen_post.text_digest LIKE '~%' OR excluded.text_digest NOT LIKE '~%'",
            row,
        )
        if not post.excerpt:
            self.database.execute("DELETE FROM missing WHERE id=?", (judged.listing_id,))

    def _note_rows(self, way: Way, page: str, list_: str, seen_at: float) -> None:
        visits = int(self.database.execute("SELECT max(n) FROM visit").fetchone()[0] or 0)
        for order, row in enumerate(way.rows):
            place = visits * ROWS + order
            facts = (row.key, row.title, row.replies, page, place, row.passed, row.posts, list_)
            self.database.execute(
                "INSERT INTO seen_thread VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
                " SET title=excluded.title, replies=excluded.replies, page=excluded.page,"
                " place=excluded.place, list=excluded.list, passed=max(passed, excluded.passed)"
                " WHERE seen_thread.replies IS NULL",
                (*facts, *(row.stood or (None, None)), seen_at),
            )

    def _note_page(self, kept: KeptVisit, way: Way, page: str, seen_at: float) -> None:
        visit = kept.judged.visit
        exchange = visit.page.exchange
        assert exchange is not None
        # What a script makes of a page changes while the page itself stays the same.
        validators = ("etag", "last-modified") if visit.page.rendering is None else ()
        etag, modified = [exchange.header(name) for name in validators] or [None, None]
        self.database.execute(
            "INSERT OR REPLACE INTO seen_page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                page,
                visit.page.url,
                etag,
                modified,
                hashlib.sha256(visit.page.content).hexdigest()[:32],
                visit.reading.state.value,
                seen_at,
                json.dumps(way.next),
                way.quiet,
                way.stopped,
            ),
        )


def number_of(post: Post) -> int | None:
    """The number at the end of a post's id: sites count their posts upwards."""
    found = _NUMBER.search(post.post_id)
    return int(found[1]) if found else None


def strand_of(family: str, url: str) -> str:
    """The name of the list that a page is a part of: the same for all its pages."""
    return hashlib.sha256(series_of(family, url).encode("utf-8", "surrogatepass")).hexdigest()[:32]
