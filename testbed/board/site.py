"""The board: which address shows which page.

Every thread is reached from ``/forum.php?mod=forumdisplay&fid=N`` for N in 2, 36, 37, 38, 40 (or from the
index). fid 41 needs a log-in, fid 42 is empty. ``robots.txt`` closes one ordinary thread of fid 2. The same
threads stand in ``/archiver/``, in the app's JSON below ``/api/mobile/`` and behind a search with words.
"""

from collections.abc import Iterator

from testbed.answer import Answer, Request, redirect_answer
from testbed.board.archive import archive_page
from testbed.board.changes import changed
from testbed.board.drafts import build_threads
from testbed.board.frame import message_page
from testbed.board.list_page import POSTS_PER_PAGE, list_page
from testbed.board.mobile import mobile_answer
from testbed.board.pages import guide_page, index_page, space_page
from testbed.board.search import search_page
from testbed.board.thread_page import thread_page
from testbed.board.threads import BOARDS, EMPTY_BOARD, LOCKED_BOARD, Floor, Member, Thread
from testbed.board.walls import NO_BOARD, NO_THREAD, NOT_SIGNED_IN, wall
from testbed.change import Change
from testbed.clock import Clock
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of

_ROBOTS = """# robots.txt for Discuz! X3
User-agent: *
Disallow: /api/
Disallow: /data/
Disallow: /source/
Disallow: /install/
Disallow: /template/
Disallow: /config/
Disallow: /uc_client/
Disallow: /uc_server/
Disallow: /admin.php
Disallow: /search.php
Disallow: /member.php
Disallow: /api.php
Disallow: /misc.php
Disallow: /connect.php
Disallow: /forum.php?mod=redirect*
Disallow: /forum.php?mod=post*
Disallow: /forum.php?mod=misc*
Disallow: /home.php?mod=spacecp*
"""


class BoardSite:
    """A Discuz! X3.4-like board; GBK; 20 threads and 10 posts a page."""

    name = "board"
    charset = "gbk"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._clock = clock
        self._show(build_threads(placed, seed, clock))

    def _show(self, threads: tuple[Thread, ...]) -> None:
        self._threads = threads
        self._by_tid = {thread.tid: thread for thread in self._threads}
        self._members = {
            floor.member.uid: floor.member for _, floor in self._floors() if floor.member is not None
        }  # fmt: skip

    def change(self, change: Change) -> str:
        """A thread or post more, less or another."""
        threads, post = changed(self._threads, change, self._clock.now())
        self._show(threads)
        return post

    def answer(self, request: Request) -> Answer:
        """The true answer; unknown addresses get the server's plain 404."""
        match request.path, request.query.get("mod"):
            case ("/" | "/forum.php", None):
                return index_page(request, self._threads)
            case "/forum.php", "forumdisplay":
                return self._list(request)
            case "/forum.php", "viewthread":
                return self._thread(request)
            case "/forum.php", "guide":
                return guide_page(request, self._threads, self._clock.now())
            case "/forum.php", "redirect":
                return self._redirect(request)
            case "/home.php", "space":
                return self._space(request)
            case _:
                return self._other(request)

    def wall(self, kind: str, request: Request) -> Answer:
        """Discuz!'s own walls."""
        return wall(kind, request)

    def truth(self) -> Iterator[Truth]:
        """Listings among openers and replies; the path carries the page that shows them."""
        for thread, floor in self._floors():
            if floor.placed.posting.listing:
                page = thread.floors.index(floor) // POSTS_PER_PAGE + 1
                path = f"/forum.php?mod=viewthread&tid={thread.tid}" + (f"&page={page}" if page > 1 else "")
                keys = {"post_id": str(floor.pid), "thread": str(thread.tid), "path": path}
                yield truth_of(floor.placed, site=self.name, platform="discuz", **keys)

    def _floors(self) -> Iterator[tuple[Thread, Floor]]:
        return ((thread, floor) for thread in self._threads for floor in thread.floors)

    def _list(self, request: Request) -> Answer:
        fid = request.number("fid")
        if fid == LOCKED_BOARD[0]:
            return message_page(request, NOT_SIGNED_IN, login=True, kind="alert_info")
        name = {**BOARDS, EMPTY_BOARD[0]: EMPTY_BOARD[1]}.get(fid)
        if name is None:
            return message_page(request, NO_BOARD)
        pinned = [thread for thread in self._threads if thread.pinned]
        return list_page(request, fid, name, pinned, self._ordinary(fid), self._clock.now())

    def _ordinary(self, fid: int) -> list[Thread]:
        """The board's threads and those that were moved away from it."""
        return [t for t in self._threads if fid in (t.fid, t.moved_from) and not t.pinned]

    def _thread(self, request: Request) -> Answer:
        thread = self._by_tid.get(request.number("tid"))
        if thread is None:
            return message_page(request, NO_THREAD)
        return thread_page(request, thread, self._clock.now())

    def _redirect(self, request: Request) -> Answer:
        thread = self._by_tid.get(request.number("ptid") or request.number("tid"))
        if thread is None:
            return message_page(request, NO_THREAD)
        pid = request.number("pid") or thread.last.pid
        place = next((n for n, floor in enumerate(thread.floors) if floor.pid == pid), 0)
        page = place // POSTS_PER_PAGE + 1
        return redirect_answer(f"forum.php?mod=viewthread&tid={thread.tid}&page={page}#pid{pid}", 301)

    def _space(self, request: Request) -> Answer:
        member = self._members.get(request.number("uid"))
        if member is None:
            return message_page(request, "抱歉，您指定的用户空间不存在")
        return space_page(request, member, self._threads_of(member), self._clock.now())

    def _threads_of(self, member: Member) -> list[Thread]:
        return [t for t in self._threads if t.floors[0].member and t.floors[0].member.uid == member.uid]

    def _other(self, request: Request) -> Answer:
        match request.path:
            case "/robots.txt":
                return text_answer(_ROBOTS + self._closed_to_robots())
            case "/archiver/":
                return archive_page(request, self._threads)
            case "/api/mobile/index.php":
                return mobile_answer(request, self._threads, self._clock.now())
            case "/search.php" if "srchtxt" in request.query or "kw" in request.query:
                return search_page(request, self._threads, self._clock.now())
            case "/search.php" | "/member.php":
                return message_page(request, "抱歉，您所在的用户组(游客)无法进行此操作", login=True)
            case path if path.startswith("/static/image/") or path == "/favicon.ico":
                return icon_answer()
            case _:
                return plain_not_found()

    def _closed_to_robots(self) -> str:
        closed = [thread.tid for thread in self._threads if thread.closed_to_robots]
        return "".join(f"Disallow: /forum.php?mod=viewthread&tid={tid}\n" for tid in closed)
