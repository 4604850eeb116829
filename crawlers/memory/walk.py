"""Which way a run takes through its source: what it need not ask again, and where it may stop.

List pages are always asked. A thread whose row looks as it did when the thread was read whole is passed over,
one with more replies is asked from its last known page on.
"""

from collections.abc import Iterator

from crawlers.journal.address_queue import AddressQueue
from crawlers.memory.absent import Absent
from crawlers.memory.ends import Ends, in_order_of_time
from crawlers.memory.knowledge import FILLED, Knowledge, beginnings
from crawlers.memory.learned import Learned, strand_of
from crawlers.memory.rows import Rows
from crawlers.memory.sighted import found_gone, seen_again
from crawlers.memory.way import Step, ThreadRow, Way
from crawlers.memory.wording import brings_news
from records.order import RunOrder
from records.page import Page
from records.reading import Link, State
from records.source import Mode, Source
from records.visit import JudgedVisit, Sighting

NOT_MODIFIED = 304
CONDITIONS = {"if-none-match", "if-modified-since"}


class Walk:
    """The way of one run. It remembers nothing itself: a run that is resumed goes the same way."""

    def __init__(
        self, source: Source, order: RunOrder, knowledge: Knowledge, queue: AddressQueue, learned: Learned
    ) -> None:
        self.source = source
        self.order = order
        self.knowledge = knowledge
        self.queue = queue
        self.mode = mode_of(source, order, knowledge)
        self.rows = Rows(source, self.mode, knowledge, queue)
        self.absent = Absent(knowledge, learned)
        self.ends = Ends(self.mode, order.pages, knowledge, learned)

    def beginning(self) -> tuple[Step, ...]:
        """Where the run begins: at the declared addresses, a back-fill where the last one had to stop."""
        if self.mode == "backfill":
            waiting = self.knowledge.waiting(self.order.pages)
            steps = tuple(Step(one.url, one.kind, one.thread) for one in waiting)  # type: ignore[arg-type]
            if steps:
                return steps
        return tuple(Step(url, "next") for url in self.source.start)

    def conditions(self, url: str) -> dict[str, str]:
        """The headers by which an unchanged page need not be sent again (RFC 9110, 13.1)."""
        known = self.knowledge.page(self.queue.key(url))
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
        missing = self.absent.posts(judged.posts, thread)
        return Way(
            steps=tuple(Step(link.url, link.kind, thread if link.kind == "next" else None) for link in links),
            next=_nexts(links),
            missing=tuple(id_ for id_, _ in missing),
            sighted=found_gone(missing, judged.visit.page.fetched_at.timestamp()),
        )

    def _along(self, judged: JudgedVisit, links: tuple[Link, ...]) -> Way:
        """On from a list."""
        visit, now = judged.visit, judged.visit.page.fetched_at.timestamp()
        list_, nexts = strand_of(self.source.family, visit.page.url), _nexts(links)
        decided = self.rows.decide_all(links, visit.reading.posts)
        asked, rows = tuple(step for step, _ in decided if step), tuple(row for _, row in decided)
        missing = self.absent.posts(judged.posts, list_)
        quiet = not asked and self.ends.is_quiet(judged.posts)
        in_order = in_order_of_time(visit.reading.posts)
        stopped = quiet and len(nexts) == 1 and self.ends.may_stop(in_order, of_threads=bool(rows))
        onward = tuple(Step(url, "next") for url in nexts if not stopped)
        return Way(
            steps=(
                *asked,
                *self._vanished(judged, rows, list_),
                *onward,
                *self._boards_gone(judged, nexts),
                *self._single(links, judged),
            ),
            rows=rows,
            sighted=(*self._seen_in(rows, now), *found_gone(missing, now)),
            missing=tuple(id_ for id_, _ in missing),
            next=nexts,
            quiet=quiet,
            stopped=stopped,
        )

    def _vanished(self, judged: JudgedVisit, rows: tuple[ThreadRow, ...], list_: str) -> Iterator[Step]:
        """The threads that are no longer in their list: they themselves tell whether they are gone."""
        for known in self.absent.threads(rows, list_, self._begins(judged)):
            if not self.queue.has_thread(known.key):
                yield Step(known.url, "thread", known.key)

    def _boards_gone(self, judged: JudgedVisit, nexts: tuple[str, ...]) -> Iterator[Step]:
        """The boards that a page of boards shows no more: they themselves tell what has become of them."""
        known = self.knowledge.page(self.queue.name(judged.visit.row)[0])
        if known is None or judged.posts or not nexts or judged.visit.reading.state is not State.ITEMS:
            return
        shown = {self.queue.key(url) for url in nexts}
        yield from (Step(url, "next") for url in known.next if self.queue.key(url) not in shown)

    def _begins(self, judged: JudgedVisit) -> bool:
        """Whether a page is the first of its list."""
        pager = judged.visit.reading.pager
        if pager is not None and pager.page is not None:
            return pager.page == 1
        return judged.visit.depth == 0 and self.mode == "newest"

    def _as_before(self, page: str, thread: str | None, now: float) -> Way:
        """On from a page that is as it was: everything it showed still stands, and was read."""
        known = self.knowledge.page(page)
        nexts = known.next if known else ()
        threads = [
            self.rows.decide_known(one, one.title, one.replies, counted=True)
            for one in self.knowledge.threads_on(page)
        ]
        rows = tuple(row for _, row in threads)
        posts = self.knowledge.posts_on(page)
        stopped = (
            thread is None and len(nexts) == 1 and self.ends.may_stop(in_order=True, of_threads=bool(rows))
        )
        return Way(
            steps=(
                *(step for step, _ in threads if step),
                *(Step(url, "next", thread) for url in nexts if not stopped),
            ),
            rows=rows,
            sighted=(*seen_again(posts, now), *self._seen_in(rows, now)),
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
        missing = [one for one in self.knowledge.posts_in(thread) if not self.absent.seen_whole(one[0])]
        return Way(missing=tuple(id_ for id_, _ in missing), sighted=found_gone(missing, now))

    def _single(self, links: tuple[Link, ...], judged: JudgedVisit) -> Iterator[Step]:
        """Authors, and of the pages of single posts those whose post is not known whole."""
        shown = {one.post.url: one for one in judged.posts}
        for link in links:
            one = shown.get(link.url) if link.kind == "post" else None
            known = self.knowledge.post(one.listing_id) if one else None
            is_known = one is not None and known is not None and not brings_news(one.post, known.text_digest)
            if link.kind in ("user", "post") and not is_known:
                yield Step(link.url, link.kind)

    def _seen_in(self, rows: tuple[ThreadRow, ...], now: float) -> Iterator[Sighting]:
        """The listings of the threads passed over."""
        for row in rows:
            if row.passed:
                yield from seen_again(self.knowledge.posts_in(row.key), now)


def mode_of(source: Source, order: RunOrder, knowledge: Knowledge) -> Mode:
    """The mode of a run: behind the end of a back-fill there is only what is new."""
    return "newest" if knowledge.fact(FILLED) == beginnings(source) else order.mode


def is_unasked(page: Page) -> bool:
    """Whether an answer says that nothing has changed though nobody asked whether (RFC 9110, 15.4.5)."""
    if page.exchange is None or page.status != NOT_MODIFIED:
        return False
    return not {name.lower() for name, _ in page.exchange.request_headers} & CONDITIONS


def _nexts(links: tuple[Link, ...]) -> tuple[str, ...]:
    return tuple(link.url for link in links if link.kind == "next")
