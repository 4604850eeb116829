"""In how many posts each field is filled: by this it shows that a reader drifts away from its site."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from records.reading import Post

# What every post has by its nature, or what says where it stands and nothing of what it holds.
_ALWAYS = ("platform", "post_id", "url", "excerpt")
FIELDS = tuple(field.name for field in fields(Post) if field.name not in _ALWAYS)


@dataclass(frozen=True, slots=True)
class Tally:
    """Of ``posts`` posts so many had each field filled."""

    posts: int
    filled: Counter[str]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.posts + other.posts, self.filled + other.filled)

    def share(self, field: str) -> float:
        """The share of posts in which ``field`` was filled; 0 where there are no posts."""
        return self.filled[field] / self.posts if self.posts else 0.0


NOTHING = Tally(0, Counter())
# How the kind of page ends whose posts are rows of a list.
ROWS = " rows"
# Tallies by the kind of page: the link that led to it, whole posts apart from the rows of lists.
Tallies = dict[str, Tally]


def tally(posts: Sequence[Post]) -> Tally:
    """The tally of ``posts``."""
    filled = Counter(
        name for post in posts for name in FIELDS if getattr(post, name) not in (None, "", (), {})
    )
    return Tally(len(posts), filled)


def tallies_of(posts: Iterable[Post], kind: str) -> Tallies:
    """The tallies of one page that a link of ``kind`` led to."""
    sorts: dict[str, list[Post]] = {}
    for post in posts:
        sorts.setdefault(f"{kind}{ROWS}" if post.excerpt else kind, []).append(post)
    return {sort: tally(found) for sort, found in sorts.items()}


class Fills:
    """The table ``filled`` of a journal's database."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def note(self, tallies: Tallies) -> None:
        """Count the posts of one page; the caller's transaction holds it."""
        for sort, found in tallies.items():
            self.database.executemany(
                "INSERT INTO filled VALUES (?, ?, ?, ?) ON CONFLICT (kind, field) DO UPDATE SET"
                " filled=filled+excluded.filled, posts=posts+excluded.posts",
                [(sort, field, found.filled[field], found.posts) for field in FIELDS],
            )

    def tallies(self) -> Tallies:
        """All that was counted."""
        return tallies_from(self.database.execute("SELECT kind, field, filled, posts FROM filled"))

    def of_whole_posts(self) -> Tally:
        """The tally of the posts read whole, on pages of whatever kind."""
        whole = (found for kind, found in self.tallies().items() if not kind.endswith(ROWS))
        return sum(whole, NOTHING)


def tallies_from(rows: Iterable[tuple[str, str, int, int]]) -> Tallies:
    """Tallies of rows with kind, field, how often it was filled, and in how many posts."""
    found: Tallies = {}
    for kind, field, filled, posts in rows:
        one = found.get(kind, NOTHING)
        found[kind] = Tally(max(one.posts, posts), one.filled + Counter({field: filled}))
    return found
