"""What runs of a source usually find behind each start address, learned from the first of them."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from crawlers.completeness.baseline import LAST_RUNS
from records.order import LedgerRow

# Earlier runs without which nothing is usual yet.
ENOUGH_RUNS = 3
# So many new posts are usual before a run with a quarter of them or fewer is called quiet.
FEW_NEW = 4
LITTLE = 0.25


@dataclass(frozen=True, slots=True)
class Found:
    """What one run found behind a start address: rows on the ``pages`` of its lists, posts never seen before,
    the ``share`` that it read of the posts the site counts (None where the site counts none).
    """

    listed: int
    pages: int
    new_posts: int
    share: float | None = None

    @property
    def density(self) -> float:
        """Rows on a page of a list."""
        return self.listed / self.pages if self.pages else 0.0


@dataclass(frozen=True, slots=True)
class Usual:
    """Medians over earlier runs."""

    density: float
    pages: float
    new_posts: float
    share: float | None


@dataclass(frozen=True, slots=True)
class Experience:
    """What is ``usual`` behind each start address, how many posts of it a run saw for the first time, and how
    many it ``saw`` in all.
    """

    usual: Mapping[str, Usual]
    fresh: Mapping[str, int]
    saw: int = 0

    def is_known(self) -> bool:
        """Whether all that a run saw was known before."""
        return self.saw > 0 and not any(self.fresh.values())

    def is_quiet(self) -> bool:
        """Whether a run found far fewer new posts than most runs do."""
        expected = sum(usual.new_posts for usual in self.usual.values())
        return expected >= FEW_NEW and sum(self.fresh.values()) <= LITTLE * expected


NO_EXPERIENCE = Experience({}, {})


def found_in(branch: LedgerRow, lists: Iterable[LedgerRow], fresh: int = 0) -> Found:
    """What a run found behind a start address, by its row and those of its lists."""
    rows = tuple(lists)
    return Found(
        listed=sum(row.posts_seen for row in rows),
        pages=sum(row.pages_seen for row in rows),
        new_posts=fresh,
        share=_share([row for row in rows if not row.gaps] + [branch]),
    )


def _share(rows: list[LedgerRow]) -> float | None:
    """Of the first of ``rows`` that counts and was read from its beginning; lists come before branches."""
    counted = (row for row in rows if row.posts_expected and not row.posts_passed)
    first = next(counted, None)
    return min(1.0, first.posts_seen / (first.posts_expected or 1)) if first else None


def read_usual(database: sqlite3.Connection, source: str, mode: str, run: str) -> dict[str, Usual]:
    """What is usual behind each start address in runs of this ``mode`` other than ``run``; nothing where
    there were fewer than three.
    """
    statement = (
        "SELECT branch, listed, pages, new_posts, share FROM usual WHERE source=? AND mode=? AND run != ?"
        " ORDER BY run DESC"
    )
    runs: dict[str, list[Found]] = {}
    for branch, *values in database.execute(statement, (source, mode, run)):
        runs.setdefault(branch, []).append(Found(*values))
    last = {branch: found[:LAST_RUNS] for branch, found in runs.items() if len(found) >= ENOUGH_RUNS}
    return {branch: _medians(found) for branch, found in last.items()}


def _medians(found: list[Found]) -> Usual:
    shares = [one.share for one in found if one.share is not None]
    return Usual(
        density=median(one.density for one in found),
        pages=median(one.pages for one in found),
        new_posts=median(one.new_posts for one in found),
        share=median(shares) if shares else None,
    )
