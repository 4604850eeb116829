"""What a run may know of its source: source memory, read only, one look at a time."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from crawlers.memory.file import MemoryFault
from crawlers.memory.render_choice import Tally
from records.source import Source

# The fact that says of which start addresses a back-fill has come to the end.
FILLED = "filled"


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post seen before: ``text_digest`` empty where its words are not remembered, times in Unix seconds."""

    text_digest: str
    price: str
    listing: bool
    first_seen: float
    gone: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class KnownThread:
    """A thread asked for before; ``whole_at`` is None where something of it was left unread at ``onward``.

    ``place`` is where its row stood when the run ``walk`` went through ``list``.
    """

    key: str
    url: str
    title: str | None
    replies: int | None
    onward: str
    whole_at: float | None
    list: str | None = None
    walk: str | None = None
    place: int | None = None
    gone_at: float | None = None


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page read before; it has validators only if everything it led to was read."""

    etag: str | None
    modified: str | None
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that an earlier run found and did not read."""

    url: str
    kind: str
    thread: str | None


class Knowledge:
    """The rows of one source in the file at ``path``; an empty path knows nothing.

    Opening takes the same time however much is known, and nothing is held in memory. Rows of a source are
    written between its runs only, so what a run sees does not change under it.

    Raises:
        MemoryFault: the file cannot be read.
    """

    def __init__(self, path: str, source: str) -> None:
        self.source = source
        self.database: sqlite3.Connection | None = None
        if not path:
            return
        try:
            address = f"{Path(path).absolute().as_uri()}?mode=ro"
            self.database = sqlite3.connect(address, uri=True, timeout=30, check_same_thread=False)
            self.database.execute("SELECT 1 FROM post LIMIT 1")
        except sqlite3.Error as error:
            raise MemoryFault(
                "{path}: source memory cannot be read: {error}", path=path, error=error
            ) from error

    @classmethod
    def nothing(cls) -> Self:
        """Knowledge of a source never read."""
        return cls("", "")

    def post(self, id_: str) -> KnownPost | None:
        """A post by the id it has as a listing."""
        found = self._row(
            "SELECT text_digest, price, listing, first_seen, gone_at, loose FROM post"
            " WHERE source=? AND id=?",
            id_,
        )
        if not found:
            return None
        digest, price, listing, first_seen, gone_at, loose = found
        return KnownPost(digest, price, bool(listing), first_seen, gone_at is not None, bool(loose))

    def thread(self, key: str) -> KnownThread | None:
        """A thread by the fingerprint of its address."""
        found = self._row(f"SELECT {_THREAD} FROM thread WHERE source=? AND key=?", key)
        return KnownThread(*found) if found else None

    def threads_on(self, page: str) -> list[KnownThread]:
        """The threads whose rows stood on a list page when it was read last, in the order shown."""
        statement = (
            f"SELECT {_THREAD} FROM thread WHERE source=? AND page=? AND gone_at IS NULL ORDER BY place"
        )
        return [KnownThread(*row) for row in self._rows(statement, page)]

    def threads_between(self, list_: str, walk: str, first: int, last: int) -> Iterator[KnownThread]:
        """The threads that stood between two places when a run went through a list, and are not gone."""
        statement = (
            f"SELECT {_THREAD} FROM thread WHERE source=? AND list=? AND walk=? AND place>? AND place<?"
            " AND gone_at IS NULL ORDER BY place"
        )
        return (KnownThread(*row) for row in self._rows(statement, list_, walk, first, last))

    def page(self, fingerprint: str) -> KnownPage | None:
        """A page by the fingerprint of its address."""
        found = self._row(
            "SELECT etag, modified, next FROM page WHERE source=? AND fingerprint=?", fingerprint
        )
        return KnownPage(found[0], found[1], tuple(json.loads(found[2]))) if found else None

    def posts_on(self, page: str) -> list[tuple[str, bool]]:
        """Id, and whether it is a listing, of each post last seen on a page and not gone."""
        statement = "SELECT id, listing FROM post WHERE source=? AND page=? AND gone_at IS NULL"
        return [(id_, bool(listing)) for id_, listing in self._rows(statement, page)]

    def posts_in(self, strand: str) -> list[tuple[str, bool]]:
        """Id, and whether it is a listing, of each post of a thread that is not gone."""
        statement = "SELECT id, listing FROM post WHERE source=? AND strand=? AND gone_at IS NULL"
        return [(id_, bool(listing)) for id_, listing in self._rows(statement, strand)]

    def between(self, strand: str, first: int, last: int) -> list[tuple[str, bool]]:
        """Id, and whether it is a listing, of each post of a strand numbered between the two, not gone."""
        statement = (
            "SELECT id, listing FROM post WHERE source=? AND strand=? AND number>? AND number<?"
            " AND gone_at IS NULL"
        )
        return [(id_, bool(listing)) for id_, listing in self._rows(statement, strand, first, last)]

    def waiting(self, most: int) -> list[Waiting]:
        """Up to ``most`` addresses left unread, the longest waiting first."""
        statement = "SELECT url, kind, thread FROM waiting WHERE source=? ORDER BY n LIMIT ?"
        return [Waiting(*row) for row in self._rows(statement, most)]

    def render_choices(self) -> list[Tally]:
        """What was learned of where the source needs a browser."""
        statement = "SELECT shape, mended, futile, since, checked_at FROM render_choice WHERE source=?"
        return [Tally(*row) for row in self._rows(statement)]

    def fact(self, key: str) -> str | None:
        """One fact about the source."""
        found = self._row("SELECT value FROM fact WHERE source=? AND key=?", key)
        return str(found[0]) if found else None

    def close(self) -> None:
        """Let go of the file."""
        if self.database is not None:
            self.database.close()

    def _rows(self, statement: str, *values: object) -> Iterator[tuple]:  # type: ignore[type-arg]
        if self.database is None:
            return iter(())
        return self.database.execute(statement, (self.source, *values))

    def _row(self, statement: str, *values: object) -> tuple | None:  # type: ignore[type-arg]
        return next(self._rows(statement, *values), None)


def beginnings(source: Source) -> str:
    """The start addresses of a source as a fact remembers them."""
    return "\n".join(source.start)


_THREAD = "key, url, title, replies, onward, whole_at, list, walk, place, gone_at"
