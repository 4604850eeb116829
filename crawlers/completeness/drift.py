"""Drift: a site changes its pages, and a field that was filled in nearly all posts is filled in few."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from crawlers.completeness.fill import FIELDS, NOTHING, Tallies, Tally, tallies_of
from records.page import Page
from records.reading import Post

# Fewer posts, or those of one page alone, may have been written by the same people.
FEW_POSTS = 20
FEW_PAGES = 2
FIRST_TIMES = 3
# A field filled in fewer posts than this comes and goes by itself.
USUAL = 0.8
FALLEN = 0.5


@dataclass(frozen=True, slots=True)
class Seen:
    """One page that was looked at, and what was filled in its posts."""

    page: Page
    tally: Tally


@dataclass(frozen=True, slots=True)
class Drift:
    """On pages of a ``kind`` the ``fields`` have fallen; ``pages`` are those that showed it."""

    kind: str
    fields: tuple[str, ...]
    pages: tuple[Page, ...]


class DriftWatch:
    """Holds the last pages of each kind against ``usual``, the tallies of earlier runs; where there are none,
    against the earlier pages of this run, over ``FIRST_TIMES`` as many: the guests of one board have no
    accounts, and nobody knows yet that this is usual. ``lacks`` is what the rows of single lists have lacked
    before: kind of page, list, field.
    """

    def __init__(self, usual: Tallies, lacks: Collection[tuple[str, str, str]] = ()) -> None:
        self.lacks = lacks
        self.times = 1 if usual else FIRST_TIMES
        self.before = dict(usual)
        self.recent: dict[str, list[Seen]] = {}
        self.known: dict[str, frozenset[str]] = {}

    def look(self, page: Page, posts: tuple[Post, ...], link: str, list_: str = "") -> Iterator[Drift]:
        """What is new of a drift in the posts of ``page``, to which a ``link`` led; rows are of ``list_``."""
        for kind, shown in tallies_of(posts, link).items():
            tally = self._as_usual(kind, list_, shown)
            recent = [*self.recent.get(kind, ()), Seen(page, tally)]
            while self._is_enough(recent[1:]):
                self.before[kind] = self.before.get(kind, NOTHING) + self._settled(kind, recent.pop(0).tally)
            self.recent[kind] = recent
            fallen = self._fallen(kind) - self.known.get(kind, frozenset())
            if fallen:
                self.known[kind] = self.known.get(kind, frozenset()) | fallen
                fields = tuple(name for name in FIELDS if name in fallen)
                yield Drift(kind, fields, tuple(seen.page for seen in recent))

    def shows(self, posts: tuple[Post, ...], link: str) -> bool:
        """Whether a page is of a kind on which a drift is known and lacks what has fallen."""
        if not self.known:
            return False
        return any(
            tally.share(field) < FALLEN * self.before[kind].share(field)
            for kind, tally in tallies_of(posts, link).items()
            for field in self.known.get(kind, ())
        )

    def told(self, drift: Drift) -> str:
        """The drift as a sentence."""
        now = sum((seen.tally for seen in self.recent[drift.kind]), NOTHING)
        before = self.before[drift.kind]
        shares = (f"{field} {before.share(field):.0%} → {now.share(field):.0%}" for field in drift.fields)
        return f"drift on pages of kind {drift.kind}, over {now.posts} posts: {', '.join(shares)}"

    def _as_usual(self, kind: str, list_: str, tally: Tally) -> Tally:
        """The tally as if the rows had what the rows of this list never have."""
        lacking = Counter({field: tally.posts for field in FIELDS if (kind, list_, field) in self.lacks})
        return Tally(tally.posts, tally.filled | lacking) if lacking else tally

    def _settled(self, kind: str, tally: Tally) -> Tally:
        """What counts as usual of a page that is no longer recent: nothing where it is part of a drift."""
        return NOTHING if self.known.get(kind) else tally

    def _is_enough(self, seen: list[Seen]) -> bool:
        posts = sum(one.tally.posts for one in seen)
        return len(seen) >= self.times * FEW_PAGES and posts >= self.times * FEW_POSTS

    def _fallen(self, kind: str) -> frozenset[str]:
        before, recent = self.before.get(kind, NOTHING), self.recent[kind]
        if before.posts < FEW_POSTS or not self._is_enough(recent):
            return frozenset()
        usual = (field for field in FIELDS if before.share(field) >= USUAL)
        return frozenset(field for field in usual if _has_fallen(field, before, recent))


def _has_fallen(field: str, before: Tally, recent: list[Seen]) -> bool:
    """Whether a field is filled far less often, and on most pages: one board alone may be built otherwise."""
    least = FALLEN * before.share(field)
    now = sum((seen.tally for seen in recent), NOTHING)
    lacking = sum(seen.tally.share(field) < least for seen in recent)
    return now.share(field) < least and 2 * lacking > len(recent)
