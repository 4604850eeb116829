"""The forum: which address shows which page.

Every topic is reached from the front page or from ``/viewforum.php?f=N`` for N in 2, 36, 37, 38, 40. Forum 41
is seen and not read, 42 is empty, 43 has a password, 44 needs a log-in.
"""

from collections.abc import Iterator

from testbed.answer import Answer, Request
from testbed.board.changes import changed
from testbed.board.drafts import build_threads
from testbed.board.threads import BOARDS, EMPTY_BOARD, LOCKED_BOARD, Floor, Thread
from testbed.change import Change
from testbed.clock import Clock
from testbed.phpbb.frame import message_page
from testbed.phpbb.list_page import index_page, list_page
from testbed.phpbb.search_page import search_page
from testbed.phpbb.topic_page import first_of_page, topic_page
from testbed.phpbb.walls import (
    LOCKED,
    NO_FORUM,
    NO_TOPIC,
    log_in_page,
    password_page,
    seen_only_page,
    wall,
)
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of

PASSWORD_FORUM, MEMBERS_FORUM = (43, "老客专区"), (44, "会员之家")
_READABLE = {**BOARDS, EMPTY_BOARD[0]: EMPTY_BOARD[1]}
# Guests do not find the members' forum in the list, but its address is known.
_LISTED = {**_READABLE, LOCKED_BOARD[0]: LOCKED_BOARD[1], PASSWORD_FORUM[0]: PASSWORD_FORUM[1]}
_PROFILES = "您必须注册并登录才能浏览用户资料。"


class PhpbbSite:
    """A phpBB 3.3-like forum; UTF-8; 25 topics and 10 posts a page."""

    name = "phpbb"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._clock = clock
        self._show(build_threads(placed, seed, clock))

    def _show(self, threads: tuple[Thread, ...]) -> None:
        self._threads = threads
        self._by_tid = {thread.tid: thread for thread in self._threads}
        self._by_pid = {floor.pid: (thread, place) for thread, floor, place in self._floors()}

    def change(self, change: Change) -> str:
        """A topic or post more, less or another."""
        threads, post = changed(self._threads, change, self._clock.now())
        self._show(threads)
        return post

    def answer(self, request: Request) -> Answer:
        """The true answer; unknown addresses get the server's plain 404."""
        match request.path:
            case "/" | "/index.php":
                return index_page(request, _LISTED)
            case "/viewforum.php":
                return self._forum(request)
            case "/viewtopic.php":
                return self._topic(request)
            case "/search.php":
                return search_page(request, self._threads, BOARDS, self._clock.now())
            case "/memberlist.php" | "/ucp.php":
                return log_in_page(request, _PROFILES)
            case "/robots.txt":
                return text_answer("User-agent: *\nDisallow: /ucp.php\nDisallow: /posting.php\n")
            case path if path.endswith((".png", ".ico", ".js", ".css")):
                return icon_answer()
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """phpBB's own log-in, or a guard before the forum."""
        return wall(kind, request)

    def truth(self) -> Iterator[Truth]:
        """Listings among openers and replies; the path carries the page that shows them."""
        for thread, floor, place in self._floors():
            if floor.placed.posting.listing:
                start = first_of_page(place)
                path = f"/viewtopic.php?t={thread.tid}" + (f"&start={start}" if start else "")
                keys = {"post_id": str(floor.pid), "thread": str(thread.tid), "path": path}
                yield truth_of(floor.placed, site=self.name, platform="phpbb", **keys)

    def _floors(self) -> Iterator[tuple[Thread, Floor, int]]:
        return (
            (thread, floor, place) for thread in self._threads for place, floor in enumerate(thread.floors)
        )

    def _forum(self, request: Request) -> Answer:
        fid = request.number("f")
        if fid == LOCKED_BOARD[0]:
            return seen_only_page(request, LOCKED_BOARD[1])
        if fid == PASSWORD_FORUM[0]:
            return password_page(request, PASSWORD_FORUM[1])
        if fid == MEMBERS_FORUM[0]:
            return log_in_page(request, LOCKED)
        if fid not in _READABLE:
            return message_page(request, NO_FORUM, section="viewforum", status=404)
        pinned = [thread for thread in self._threads if thread.pinned]
        ordinary = [thread for thread in self._threads if thread.fid == fid and not thread.pinned]
        return list_page(request, fid, _READABLE[fid], pinned, ordinary, self._clock.now())

    def _topic(self, request: Request) -> Answer:
        thread, start = self._by_pid.get(request.number("p"), (None, 0))
        if thread is None:
            thread, start = self._by_tid.get(request.number("t")), request.number("start")
        if thread is None:
            return message_page(request, NO_TOPIC, status=404)
        return topic_page(request, thread, BOARDS[thread.fid], start, self._clock.now())
