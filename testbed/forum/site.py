"""A forum of any make: which address shows which page.

Every thread is reached from the front page, or from the boards 2, 36, 37, 38 and 40. Board 41 needs a log-in,
board 42 is empty.
"""

from collections.abc import Iterator

from testbed.answer import Answer, Request
from testbed.board.changes import changed
from testbed.board.drafts import build_threads
from testbed.board.threads import BOARDS, EMPTY_BOARD, LOCKED_BOARD, Thread
from testbed.change import Change
from testbed.clock import Clock
from testbed.forum.pages import BoardPage, Look, ThreadPage
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of


class ForumSite:
    """Threads of a few postings, shown by a ``Look``."""

    charset = "utf-8"

    def __init__(self, name: str, look: Look, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self.name = name
        self._look, self._clock = look, clock
        self._show(build_threads(placed, seed, clock))

    def _show(self, threads: tuple[Thread, ...]) -> None:
        self._threads = threads
        self._by_tid = {thread.tid: thread for thread in self._threads}

    def change(self, change: Change) -> str:
        """A thread or post more, less or another."""
        threads, post = changed(self._threads, change, self._clock.now())
        self._show(threads)
        return post

    def answer(self, request: Request) -> Answer:
        """The true answer; what the software has no page for is the server's plain 404."""
        asked = self._look.asked(request)
        if asked is None:
            return self._other(request)
        if asked.kind == "front":
            return self._look.front(request, BOARDS | dict([LOCKED_BOARD, EMPTY_BOARD]))
        if asked.kind == "board":
            return self._board(request, asked.number, asked.page)
        return self._thread(request, asked.number, asked.page)

    def wall(self, kind: str, request: Request) -> Answer:
        """The software's own walls, or those of a guard before it."""
        return self._look.wall(kind, request)

    def truth(self) -> Iterator[Truth]:
        """Every listing with the page on which it stands."""
        for thread in self._threads:
            for place, floor in enumerate(thread.floors):
                if floor.placed.posting.listing:
                    page = place // self._look.posts_per_page + 1
                    yield truth_of(
                        floor.placed,
                        site=self.name,
                        platform=self._look.platform,
                        post_id=self._look.post_id(thread, floor),
                        thread=str(thread.tid),
                        path=self._look.path(thread, page),
                    )

    def _board(self, request: Request, fid: int, page: int) -> Answer:
        if fid == LOCKED_BOARD[0]:
            return self._look.wall("login_wall", request)
        names = BOARDS | dict([EMPTY_BOARD])
        if fid not in names:
            return self._look.wall("gone", request)
        threads = sorted((one for one in self._threads if one.fid == fid), key=lambda one: not one.pinned)
        size = self._look.threads_per_page
        pages = max(1, -(-len(threads) // size))
        page = min(max(page, 1), pages)
        shown = tuple(threads[(page - 1) * size : page * size])
        return self._look.board(request, BoardPage(fid, names[fid], shown, page, pages, self._clock.now()))

    def _thread(self, request: Request, tid: int, page: int) -> Answer:
        thread = self._by_tid.get(tid)
        if thread is None:
            return self._look.wall("gone", request)
        size = self._look.posts_per_page
        pages = -(-len(thread.floors) // size)
        page = min(max(page, 1), pages)
        first = (page - 1) * size
        shown = ThreadPage(
            thread=thread,
            board=BOARDS[thread.fid],
            floors=thread.floors[first : first + size],
            first=first + 1,
            page=page,
            pages=pages,
            now=self._clock.now(),
        )
        return self._look.thread(request, shown)

    def _other(self, request: Request) -> Answer:
        if request.path == "/robots.txt":
            return text_answer("User-agent: *\nDisallow: /search.php\n")
        return icon_answer() if request.path == "/favicon.ico" else plain_not_found()
