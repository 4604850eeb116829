"""What each page said of the length of its list or thread, and which posts it showed."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import iter_unpack, pack
from zlib import crc32

from records.reading import Pager, Post, Reading
from records.visit import Visit

SCHEMA = Path(__file__).with_name("extent.sql")


@dataclass(frozen=True, slots=True)
class Extent:
    """One page: what its pager said, the ``thread`` that all its whole posts are of, whether it leads
    ``onward`` and whether a browser showed it; ``posts`` are digests of the posts' numbers, four bytes each.
    """

    row: int
    page: int | None
    pages: int | None
    total: int | None
    capped: bool
    thread: str | None
    onward: bool
    rendered: bool
    posts: frozenset[int]


class Extents:
    """The tables ``extent`` and ``promised`` of a journal's database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def note(self, visit: Visit) -> None:
        """Write what a visit that ended said; the caller's transaction holds it."""
        reading = visit.reading
        if not reading.posts and reading.pager is None:
            return
        pager = reading.pager or Pager()
        values = (
            visit.row,
            pager.page,
            pager.pages,
            pager.total,
            pager.capped,
            thread_of(reading.posts),
            any(link.kind == "next" for link in reading.links),
            visit.page.rendering is not None,
            b"".join(pack("<I", crc32(post.post_id.encode())) for post in counted_posts(reading)),
        )
        self.database.execute("INSERT OR REPLACE INTO extent VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        self.database.executemany(
            "INSERT INTO promised VALUES (?, ?)"
            " ON CONFLICT (url) DO UPDATE SET posts=max(posts, excluded.posts)",
            promised(reading.posts),
        )

    def all(self) -> Iterator[Extent]:
        """Every page's extent."""
        for row, page, pages, total, capped, thread, onward, rendered, posts in self.database.execute(
            "SELECT * FROM extent"
        ):
            marks = frozenset(mark for (mark,) in iter_unpack("<I", posts))
            yield Extent(row, page, pages, total, bool(capped), thread, bool(onward), bool(rendered), marks)

    def promised(self) -> dict[str, int]:
        """How many posts, the opener included, the rows of lists say that the thread at each address has."""
        return dict(self.database.execute("SELECT url, posts FROM promised"))


def thread_of(posts: Iterable[Post]) -> str | None:
    """The one thread whose posts these are; None for a list."""
    threads = {post.thread for post in posts if not post.excerpt}
    return threads.pop() if len(threads) == 1 else None


def counted_posts(reading: Reading) -> list[Post]:
    """The posts that a counter of the site means: not those that others on the page pass on."""
    passed_on = {post.reply_to for post in reading.posts if post.thread is None}
    return [post for post in reading.posts if post.thread is not None or post.post_id not in passed_on]


def promised(posts: Iterable[Post]) -> Iterator[tuple[str, int]]:
    """The address of each thread in a list, and how many posts its row counts."""
    for post in posts:
        replies = (post.counters or {}).get("replies")
        if post.excerpt and post.floor in (0, 1) and replies and not replies.rounded:
            yield post.url, replies.value + 1
