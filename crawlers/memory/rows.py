"""Whether and from where a thread is asked, by what its row in a list shows."""

import time
from collections.abc import Iterable

from crawlers.journal.address_queue import AddressQueue
from crawlers.memory.knowledge import Knowledge, KnownThread
from crawlers.memory.way import Step, ThreadRow
from records.reading import Link, Post
from records.source import Mode, Source

DAY = 86_400
Decided = tuple[Step | None, ThreadRow]


class Rows:
    """Decides row by row; a thread is asked once in a run, however many lists show it."""

    def __init__(self, source: Source, mode: Mode, knowledge: Knowledge, queue: AddressQueue) -> None:
        self.source = source
        self.mode = mode
        self.knowledge = knowledge
        self.queue = queue

    def decide_all(self, links: Iterable[Link], posts: tuple[Post, ...]) -> list[Decided]:
        """The way into each thread that a list of ``posts`` links to."""
        shown = {post.url: post for post in posts}
        counted = any(shown_in(post)[1] is not None for post in posts)
        return [self.decide(link, shown.get(link.url), counted) for link in links if link.kind == "thread"]

    def decide(self, link: Link, row: Post | None, counted: bool) -> Decided:
        """The way into the thread behind ``link``, shown as ``row``; ``counted`` where the list shows
        numbers of replies.
        """
        key = self.queue.key(link.url)
        title, replies = shown_in(row)
        known = self.knowledge.thread(key)
        if known is None:
            return Step(link.url, "thread", key), ThreadRow(key, title, replies)
        return self.decide_known(known, title, replies, counted)

    def decide_known(
        self, known: KnownThread, title: str | None, replies: int | None, counted: bool
    ) -> Decided:
        """The way into a known thread whose row shows ``title`` and ``replies``."""
        start = self._from_where(known, title, replies, counted)
        stood = _stood(known, replies)
        if start is None:
            posts = len(self.knowledge.posts_in(known.key))
            return None, ThreadRow(known.key, title, replies, passed=True, posts=posts, stood=stood)
        asked = None if self.queue.has_thread(known.key) else Step(start, "thread", known.key)
        return asked, ThreadRow(known.key, title, replies, stood=stood)

    def _from_where(
        self, known: KnownThread, title: str | None, replies: int | None, counted: bool
    ) -> str | None:
        """The address from which a known thread is asked, None where it need not be."""
        if known.whole_at is None:
            return known.onward
        if known.gone_at is not None:  # and yet its list shows it
            return known.url
        if self.mode == "newest" and time.time() >= known.whole_at + self.source.recheck * DAY:
            return known.url
        if title and known.title and title != known.title:
            return known.url
        if replies is None:
            # In a list that counts, such a row has no replies, or is a moved thread's and counts elsewhere.
            return None if counted or known.replies is not None else known.onward
        if known.replies is not None and replies < known.replies:
            return known.url
        return known.onward if known.replies is None or replies > known.replies else None


def shown_in(row: Post | None) -> tuple[str | None, int | None]:
    """Title and replies in a thread's row; a rounded count is none, for it does not show one reply more."""
    if row is None:
        return None, None
    counters = row.counters or {}
    count = counters.get("replies") or counters.get("comments")
    return row.title, count.value if count and not count.rounded else None


def _stood(known: KnownThread, replies: int | None) -> tuple[str, int] | None:
    """Where an unanswered thread stood before: lists are ordered by the last reply."""
    if known.walk is None or known.place is None or replies is None or replies != known.replies:
        return None
    return known.walk, known.place
