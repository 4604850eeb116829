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
    """How many posts of a page, and listings among them, are new to the run."""

    posts: int
    listings: int


class Sayings:
    """The ``saying`` table: digests of words, numbers and signs aside."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def count_new(self, posts: Iterable[JudgedPost], followed: Container[str]) -> Novelty:
        """How many of ``posts`` say what none in this run has said; they are known from now on.

        A row whose thread is ``followed`` is a promise, and counts when that is kept. A listing counts
        whatever it says, for offers are repeated: once as a row, once as a whole.
        """
        fresh = listings = 0
        for judged in posts:
            promised = judged.post.excerpt and judged.post.url in followed
            new = not promised and self._learn(words_of(judged.post))
            if judged.assessment.label != "other":
                whole = self._learn(f"{judged.listing_id} {judged.post.excerpt}")
                listings += whole
                new = new or whole
            fresh += new
        return Novelty(fresh, listings)

    def _learn(self, words: str) -> bool:
        digest = hashlib.blake2b(words.encode(), digest_size=8).digest()
        number = int.from_bytes(digest, "big", signed=True)
        return self.database.execute("INSERT OR IGNORE INTO saying VALUES (?)", (number,)).rowcount > 0


def words_of(post: Post) -> str:
    """What a post says, without numbers and signs; of one without words its number."""
    said = f"{post.title or ''}\n{post.text}"[:_LONGEST]
    return _NO_WORDS.sub("", said) or f"{post.platform} {post.post_id}"
