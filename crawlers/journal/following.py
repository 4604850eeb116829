"""Where a page leads, followed as long as it brings something new to the run."""

import sqlite3
from collections.abc import Iterable

from crawlers.completeness.windows import is_window
from crawlers.journal.address_queue import AddressQueue, Origin
from crawlers.journal.patience import PROBES
from crawlers.journal.rank import Harvest, Hope
from crawlers.journal.sayings import Novelty, Sayings
from crawlers.memory.way import Step
from records.reading import State
from records.visit import KeptVisit, Visit

# What such a page says is of the site's moment, not of what is to be found there.
NEUTRAL = frozenset(
    [
        State.UNREACHABLE, State.SERVER_ERROR, State.RATE_LIMITED, State.CAPTCHA, State.CHALLENGE,
        State.DISALLOWED, State.OUT_OF_SCOPE, State.LOGIN_WALL, State.UNCHANGED,
    ]
)  # fmt: skip


class Following:
    """Notes the posts of each visit and queues its steps, in the transaction of the visit."""

    def __init__(self, database: sqlite3.Connection, queue: AddressQueue) -> None:
        self.database = database
        self.queue = queue
        self.sayings = Sayings(database)

    def settle(self, kept: KeptVisit, steps: Iterable[Step]) -> None:
        """Count what is new to the run in a visit, follow its steps, and settle its shape's budget."""
        visit, posts, steps = kept.judged.visit, kept.judged.posts, tuple(steps)
        added = self.database.executemany(
            "INSERT OR IGNORE INTO post VALUES (?, ?)", [(judged.listing_id, visit.row) for judged in posts]
        ).rowcount
        known = bool(posts) and added == 0
        if posts:
            self.queue.learn(visit.row, visit.page.url, (judged.post.post_id for judged in posts))
        new = self.sayings.count_new(posts, {step.url for step in steps})
        if visit.reading.state is State.UNCHANGED:  # it was worth following when it was read
            self.queue.budget.branches.credit(visit.row)
        asked = self._follow(visit, self._worth(kept, steps, new, known), new)
        if visit.again is None and visit.reading.state not in NEUTRAL:
            self.queue.budget.settle(visit.row, self._harvest(kept, new, asked, known))

    def _worth(self, kept: KeptVisit, steps: tuple[Step, ...], new: Novelty, known: bool) -> tuple[Step, ...]:
        """The steps to follow: none at the end of a chain without news, no pager that repeats itself."""
        row, budget = kept.judged.visit.row, self.queue.budget
        if new.posts:
            return steps
        if not budget.leads_on(row, budget.patience.first):
            # A list may have lost the threads of some pages on end; none goes on for ever like that.
            onward = bool(kept.judged.posts) and budget.leads_on(row, 2 * budget.patience.first)
            followed = tuple(step for step in steps if onward and step.kind == "next")
            budget.cut(row, sum(not self.queue.knows(step.url) for step in steps if step not in followed))
            return followed
        # A span of time begins with the hits of the hour at which the search before it was broken off.
        if known and self._repeats(kept) and not is_window(kept.judged.visit.page.url):
            return tuple(step for step in steps if step.kind != "next")
        return steps

    def _repeats(self, kept: KeptVisit) -> bool:
        """Whether most posts of the page stood on those it was reached by: a pager past its end. The others
        may be pinned, and have stood on the first page of all lists.
        """
        above = set(self.queue.budget.above(kept.judged.visit.row))
        rows = [
            self.database.execute("SELECT row FROM post WHERE id=?", (judged.listing_id,)).fetchone()[0]
            for judged in kept.judged.posts
        ]
        return 2 * sum(row in above for row in rows) > len(rows)

    def _follow(self, visit: Visit, steps: Iterable[Step], new: Novelty) -> int:
        """Queue the steps; returns how many addresses are new. A redirect to another form of its own address
        is asked for in that form.
        """
        passed_on = visit.reading.state is State.REDIRECTED_ELSEWHERE
        unchanged = visit.reading.state is State.UNCHANGED
        asked = 0
        sure, most = new.listings > 0 or unchanged, self.queue.budget.hope_below(visit.row)
        for step in steps:
            hope = Hope.SURE if sure else hope_of(visit, step, most, asked < PROBES)
            origin = Origin(visit.row, visit.page.url, visit.depth, hope)
            verbatim = passed_on and self.queue.canonical(step.url) == self.queue.canonical(visit.page.url)
            asked += self.queue.ask(step.url, step.kind, origin, step.thread, verbatim)
        return asked

    def _harvest(self, kept: KeptVisit, new: Novelty, asked: int, known: bool) -> Harvest:
        visit = kept.judged.visit
        empty = visit.reading.state is State.EMPTY
        # A thread is read to its end; that there is one more of them promises nothing, as farms count, too.
        counted = new.counted if self.queue.kind_of(visit.row) == "next" else 0
        return Harvest(new.posts, new.listings, asked, len(kept.judged.posts), empty, counted, known)


def hope_of(visit: Visit, step: Step, most: Hope, first: bool) -> Hope:
    """What a page without listings lets hope of where it leads; ``first`` for the first of its addresses."""
    if step.kind == "next" and visit.reading.posts and most:
        return Hope.ONWARD
    return most if first else min(most, Hope.NONE)
