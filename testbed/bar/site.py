"""The bars: which address shows which page.

Every thread is reached from ``/f?kw=BAR&ie=utf-8`` for the bars in ``testbed.bar.threads.BARS``; below
``/pc/`` the same is shown as the site of 2026 does (``testbed.bar.newer``).
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from testbed.answer import Answer, Request
from testbed.bar.frame import bar_page, deleted_thread, missing_bar, wall
from testbed.bar.list_page import THREADS_PER_PAGE, list_page
from testbed.bar.newer import newer_call, newer_page, newer_wall
from testbed.bar.search_page import search_page
from testbed.bar.thread_page import STOREYS_PER_PAGE, asides_page, thread_page
from testbed.bar.threads import BARS, BarThread, Storey, build_bars
from testbed.clock import Clock
from testbed.picture import icon_answer, plain_not_found, text_answer
from testbed.posting import Placed
from testbed.site import Truth, truth_of


class BarSite:
    """Classic-Tieba-like bars; UTF-8; 50 threads and 30 floors a page."""

    name = "bar"
    charset = "utf-8"

    def __init__(self, placed: tuple[Placed, ...], seed: int, clock: Clock) -> None:
        self._clock = clock
        self._threads = build_bars(placed, seed, clock.start)
        self._by_tid = {thread.tid: thread for thread in self._threads}

    def answer(self, request: Request) -> Answer:
        """The true answer."""
        if called := newer_call(request, self._threads):
            return called
        match request.path.strip("/").split("/"):
            case ["robots.txt"]:
                return text_answer("User-agent: *\nDisallow: /home/\nDisallow: /tb/\n")
            case ["favicon.ico"] | ["tb", "static", _]:
                return icon_answer()
            case ["pc", *_]:
                return newer_page()
            case ["f"]:
                return self._list(request)
            case ["f", "search", "res"]:
                return search_page(request, self._threads)
            case ["p", "comment"]:
                storey = self._storey(request.number("tid"), request.number("pid"))
                return asides_page(storey, request.number("pn", 1)) if storey else deleted_thread()
            case ["p", number] if number.isascii() and number.isdigit():
                return self._thread(int(number), request)
            case ["home", "main"]:
                return self._person(request.query.get("id", ""))
            case [""]:
                return self._front()
            case _:
                return plain_not_found()

    def wall(self, kind: str, request: Request) -> Answer:
        """Tieba's own walls."""
        return newer_wall(kind, request) or wall(kind, request)

    def truth(self) -> Iterator[Truth]:
        """Listings among all floors."""
        for thread in self._threads:
            for storey in thread.storeys:
                if storey.placed.posting.listing:
                    page = (storey.number - 1) // STOREYS_PER_PAGE + 1
                    path = f"/p/{thread.tid}" + (f"?pn={page}" if page > 1 else "")
                    keys = {"post_id": str(storey.post_id), "thread": str(thread.tid), "path": path}
                    yield truth_of(storey.placed, site=self.name, platform="tieba", **keys)

    def _list(self, request: Request) -> Answer:
        bar = request.query.get("kw", "").removesuffix("吧")
        if bar not in BARS:
            return missing_bar(bar)
        threads = [thread for thread in self._threads if thread.bar == bar]
        start = request.number("pn") // THREADS_PER_PAGE * THREADS_PER_PAGE
        return list_page(bar, threads, start, self._clock.now())

    def _thread(self, tid: int, request: Request) -> Answer:
        thread = self._by_tid.get(tid)
        if thread is None:
            return deleted_thread()
        return thread_page(
            _opener_only(thread) if request.query.get("see_lz") == "1" else thread, request.number("pn", 1)
        )

    def _storey(self, tid: int, pid: int) -> Storey | None:
        thread = self._by_tid.get(tid)
        return next((s for s in thread.storeys if s.post_id == pid), None) if thread else None

    def _person(self, portrait: str) -> Answer:
        own = [thread for thread in self._threads if thread.storeys[0].person.portrait == portrait]
        if not own:
            return deleted_thread()
        name = escape(own[0].storeys[0].person.shown)
        rows = "".join(
            f'<li><a class="title" href="/p/{thread.tid}">{escape(thread.title)}</a></li>' for thread in own
        )
        return bar_page(
            f"{name}的贴吧",
            f'<div class="userinfo_title"><span>{name}</span></div><ul class="new_list">{rows}</ul>',
        )

    def _front(self) -> Answer:
        links = "".join(f'<li><a href="/f?kw={quote(bar)}&amp;ie=utf-8">{bar}吧</a></li>' for bar in BARS)
        return bar_page("百度贴吧——全球领先的中文社区", f"<ul>{links}</ul>")


def _opener_only(thread: BarThread) -> BarThread:
    opener = thread.storeys[0].person
    own = tuple(storey for storey in thread.storeys if storey.person == opener)
    return BarThread(thread.tid, thread.bar, thread.title, own, thread.pinned)
