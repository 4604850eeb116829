"""Which way a run takes through its source: what it need not ask again, and where it may stop.

List pages are always asked. A thread whose row looks as it did when the thread was read whole is passed over,
one with more replies is asked from its last known page on.
"""

import time
from collections.abc import Iterable, Iterator

from crawlers.journal.address_queue import AddressQueue, fingerprint
from crawlers.memory.knowledge import Knowledge, KnownThread
from crawlers.memory.learned import Learned, number_of, strand_of
from crawlers.memory.order import in_order_of_time, rows_by_address, threads_shown
from crawlers.memory.way import Step, ThreadRow, Way
from crawlers.memory.wording import EXCERPT, brings_news, moment
from records.order import RunOrder
from records.reading import Link, Post, State
from records.source import Source
from records.visit import JudgedPost, JudgedVisit, Sighting

DAY = 86_400
# That a thread has vanished shows in its list only: one page of so many may be a list with nothing new.
QUIET_SHARE = 10


class Walk:
    """The way of one run. It remembers nothing itself: a run that is resumed goes the same way."""

    def __init__(
        self, source: Source, order: RunOrder, knowledge: Knowledge, queue: AddressQueue, learned: Learned
    ) -> None:
        self.source = source
        self.order = order
        self.knowledge = knowledge
        self.queue = queue
        self.learned = learned

    def beginning(self) -> tuple[Step, ...]:
        """Where the run begins: at the declared addresses, a back-fill where the last one had to stop."""
        if self.order.mode == "backfill":
            waiting = self.knowledge.waiting(self.order.pages)
            steps = tuple(Step(one.url, one.kind, one.thread) for one in waiting)  # type: ignore[arg-type]
            if steps:
                return steps
        return tuple(Step(url, "next") for url in self.source.start)

    def conditions(self, url: str) -> dict[str, str]:
        """The headers by which an unchanged page need not be sent again (RFC 9110, 13.1)."""
        known = self.knowledge.page(fingerprint(url))
        wanted = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known else {}
        return {name: value for name, value in wanted.items() if value}

    def way(self, judged: JudgedVisit, links: tuple[Link, ...]) -> Way:
        """Where a visit leads, of ``links`` that the source follows."""
        visit = judged.visit
        page, thread = self.queue.name(visit.row)
        if visit.again is not None:
            return Way()
        if visit.reading.state is State.UNCHANGED:
            return self._as_before(page, thread, visit.page.fetched_at.timestamp())
        if visit.reading.state is State.GONE:
            return self._gone(page, thread, visit.page.fetched_at.timestamp())
        if thread is not None:
            return self._through(judged, links, thread)
        return self._along(judged, links)

    def _through(self, judged: JudgedVisit, links: tuple[Link, ...], thread: str) -> Way:
        """On from a page of a thread: all of it is read."""
        onward = tuple(Step(link.url, link.kind, thread if link.kind == "next" else None) for link in links)
        missing = self._missing(judged.posts, thread)
        return Way(
            steps=onward,
            next=_nexts(links),
            missing=tuple(id_ for id_, _ in missing),
            sighted=_gone(missing, judged.visit.page.fetched_at.timestamp()),
        )

    def _along(self, judged: JudgedVisit, links: tuple[Link, ...]) -> Way:
        """On from a list."""
        visit, now = judged.visit, judged.visit.page.fetched_at.timestamp()
        shown = rows_by_address(visit.reading.posts)
        decided = [self._thread(link, shown.get(link.url)) for link in links if link.kind == "thread"]
        asked = [step for step, _ in decided if step]
        rows = tuple(row for _, row in decided)
        quiet = not asked and self._is_quiet(judged.posts)
        nexts = _nexts(links)
        in_order = in_order_of_time(visit.reading.posts)
        stopped = quiet and len(nexts) == 1 and self._may_stop(in_order, of_threads=bool(rows))
        others = [Step(link.url, link.kind) for link in links if link.kind in ("user", "post")]
        missing = self._missing(judged.posts, strand_of(visit.page.url))
        return Way(
            steps=(
                *asked,
                *(Step(url, "next") for url in nexts if not stopped),
                *self._unknown(others, judged),
            ),
            rows=rows,
            sighted=(*self._seen_in(rows, now), *_gone(missing, now)),
            missing=tuple(id_ for id_, _ in missing),
            next=nexts,
            quiet=quiet,
            stopped=stopped,
        )

    def _as_before(self, page: str, thread: str | None, now: float) -> Way:
        """On from a page that is as it was: everything it showed still stands, and was read."""
        known = self.knowledge.page(page)
        nexts = known.next if known else ()
        threads = [self._known(one, one.title, one.replies) for one in self.knowledge.threads_on(page)]
        rows = tuple(row for _, row in threads)
        posts = self.knowledge.posts_on(page)
        stopped = thread is None and len(nexts) == 1 and self._may_stop(in_order=True, of_threads=bool(rows))
        return Way(
            steps=(
                *(step for step, _ in threads if step),
                *(Step(url, "next", thread) for url in nexts if not stopped),
            ),
            rows=rows,
            sighted=(*_seen(posts, now), *self._seen_in(rows, now)),
            next=nexts,
            quiet=thread is None,
            stopped=stopped,
        )

    def _gone(self, page: str, thread: str | None, now: float) -> Way:
        """A thread whose own address answers gone is gone with all its posts; a later page of it may have
        gone alone, so the thread is asked from its beginning.
        """
        if thread is None:
            return Way()
        known = self.knowledge.thread(thread)
        if page != thread:
            return Way(steps=(Step(known.url, "thread", thread),) if known else ())
        missing = [one for one in self.knowledge.posts_in(thread) if not self._seen_whole(one[0])]
        return Way(missing=tuple(id_ for id_, _ in missing), sighted=_gone(missing, now))

    def _thread(self, link: Link, row: Post | None) -> tuple[Step | None, ThreadRow]:
        """Whether and from where a thread is asked, and its row."""
        key = fingerprint(link.url)
        title, replies = threads_shown(row)
        known = self.knowledge.thread(key)
        if known is None:
            return Step(link.url, "thread", key), ThreadRow(key, title, replies)
        return self._known(known, title, replies)

    def _known(
        self, known: KnownThread, title: str | None, replies: int | None
    ) -> tuple[Step | None, ThreadRow]:
        start = self._from_where(known, title, replies)
        if start is not None and self.queue.has_thread(known.key):  # another list shows it, too
            return None, ThreadRow(known.key, title, replies)
        if start is None:
            posts = len(self.knowledge.posts_in(known.key))
            return None, ThreadRow(known.key, title, replies, passed=True, posts=posts)
        return Step(start, "thread", known.key), ThreadRow(known.key, title, replies)

    def _from_where(self, known: KnownThread, title: str | None, replies: int | None) -> str | None:
        """The address from which a known thread is asked, None where it need not be."""
        if known.whole_at is None:
            return known.onward
        if self.order.mode == "newest" and time.time() >= known.whole_at + self.source.recheck * DAY:
            return known.url
        if replies is None or known.replies is None:
            # A row that counts nothing (a moved thread's) leaves it to the one that does.
            return known.onward if known.replies is None else None
        if (title and known.title and title != known.title) or replies < known.replies:
            return known.url
        return known.onward if replies > known.replies else None

    def _is_quiet(self, posts: tuple[JudgedPost, ...]) -> bool:
        """Whether a list shows posts, and none that memory does not have as it stands there."""
        known = [(judged.post, self.knowledge.post(judged.listing_id)) for judged in posts]
        return bool(known) and all(
            seen is not None
            and not seen.loose
            and not (seen.gone and not post.excerpt)
            and not brings_news(post, seen.text_digest)
            for post, seen in known
        )

    def _may_stop(self, in_order: bool, of_threads: bool) -> bool:
        """Whether the newest are all seen once a list is quiet.

        Posts in the order of time have nothing new behind known ones; where the order is another, or threads
        are listed, some more pages are looked at.
        """
        if self.order.mode == "backfill":
            return False
        if in_order and not of_threads:
            return True
        return self.learned.quiet_pages() >= self.order.pages // QUIET_SHARE

    def _unknown(self, steps: list[Step], judged: JudgedVisit) -> Iterator[Step]:
        """Of the pages of single posts those whose post is not known whole."""
        whole = {one.post.url: one for one in judged.posts if one.post.url}
        for step in steps:
            one = whole.get(step.url) if step.kind == "post" else None
            known = self.knowledge.post(one.listing_id) if one else None
            if one is None or known is None or brings_news(one.post, known.text_digest):
                yield step

    def _missing(self, posts: tuple[JudgedPost, ...], strand: str) -> list[tuple[str, bool]]:
        """Known posts that stood between those shown, where the page shows them in their order."""
        numbers = [number_of(one.post) for one in posts if not one.post.excerpt]
        counted = [number for number in numbers if number is not None]
        if len(counted) < 2 or counted not in (sorted(set(counted)), sorted(set(counted), reverse=True)):
            return []
        shown = {one.listing_id for one in posts}
        between = self.knowledge.between(strand, min(counted), max(counted))
        return [one for one in between if one[0] not in shown and not self._seen_whole(one[0])]

    def _seen_whole(self, id_: str) -> bool:
        """Whether this run has read the post itself, not only a row that leads to it."""
        seen = self.learned.post(id_)
        return seen is not None and not seen.text_digest.startswith(EXCERPT)

    def _seen_in(self, rows: tuple[ThreadRow, ...], now: float) -> Iterator[Sighting]:
        """The listings of the threads passed over."""
        for row in rows:
            if row.passed:
                yield from _seen(self.knowledge.posts_in(row.key), now)


def _nexts(links: tuple[Link, ...]) -> tuple[str, ...]:
    return tuple(link.url for link in links if link.kind == "next")


def _seen(posts: Iterable[tuple[str, bool]], now: float) -> tuple[Sighting, ...]:
    return tuple(Sighting(id_, moment(now)) for id_, listing in posts if listing)


def _gone(posts: Iterable[tuple[str, bool]], now: float) -> tuple[Sighting, ...]:
    return tuple(Sighting(id_, moment(now), "gone") for id_, listing in posts if listing)
