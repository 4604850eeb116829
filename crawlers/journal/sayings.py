"""What a run has read before, by its words: a farm's thousandth page says what its first one said."""

import hashlib
import re
import sqlite3
from collections.abc import Container, Iterable
from dataclasses import dataclass

from records.reading import Post
from records.visit import JudgedPost

_NO_WORDS = re.compile(r"[\W\d_]+")
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Novelty:
    """How many posts of a page, and listings among them, are new to the run; ``counted`` are the new ones of
    threads of which a list counts the replies.
    """

    posts: int
    listings: int
    counted: int


class Sayings:
    """The ``saying`` table: digests of words, numbers and signs aside."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def count_new(self, posts: Iterable[JudgedPost], followed: Container[str]) -> Novelty:
        """How many of ``posts`` say what none in this run has said; they are known from now on.

        A row whose thread is ``followed`` is a promise, and counts when that is kept. A listing counts
        whatever it says, for offers are repeated: once as a row, once as a whole; and so does each post of a
        thread of which a list counts the replies: people do say "up" a hundred times.
        """
        fresh = listings = promises = 0
        for judged in posts:
            post = judged.post
            promised = post.excerpt and post.url in followed
            counted = self._is_counted(post)
            said = f"{judged.listing_id} said" if counted else words_of(post)
            new = not promised and self._learn(said)
            promises += new and counted
            if judged.assessment.label != "other":
                whole = self._learn(f"{judged.listing_id} {judged.post.excerpt}")
                listings += whole
                new = new or whole
            fresh += new
        return Novelty(fresh, listings, promises)

    def _is_counted(self, post: Post) -> bool:
        """Whether a list of this run counts the replies of the post's thread, as this row may do."""
        if post.thread is None:
            return False
        row = f"replies of {post.thread} are counted"
        if post.excerpt and "replies" in (post.counters or {}):
            self._learn(row)
            return True
        found = self.database.execute("SELECT 1 FROM saying WHERE digest=?", (_digest(row),)).fetchone()
        return found is not None

    def _learn(self, words: str) -> bool:
        statement = "INSERT OR IGNORE INTO saying VALUES (?)"
        return self.database.execute(statement, (_digest(words),)).rowcount > 0


def words_of(post: Post) -> str:
    """What a post says, without numbers and signs; of one without words its number."""
    said = f"{post.title or ''}\n{post.text}"[:_LONGEST]
    return _NO_WORDS.sub("", said) or f"{post.platform} {post.post_id}"


def _digest(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)
