"""What a forum shows on one page, before its software's markup is around it."""

from dataclasses import dataclass
from typing import Literal, Protocol

from testbed.answer import Answer, Request
from testbed.board.threads import Floor, Thread


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the ``front`` page, or page ``page`` of a board or thread."""

    kind: Literal["front", "board", "thread"]
    number: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of a board; pinned threads come first. ``now`` is the unix second at which it is shown."""

    fid: int
    name: str
    threads: tuple[Thread, ...]
    page: int
    pages: int
    now: int


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of a thread; ``first`` is the place of its first floor, counted from one."""

    thread: Thread
    board: str
    floors: tuple[Floor, ...]
    first: int
    page: int
    pages: int
    now: int


class Look(Protocol):
    """A forum software as a visitor sees it: its addresses, its markup, its walls."""

    platform: str
    threads_per_page: int
    posts_per_page: int

    def asked(self, request: Request) -> Asked | None:
        """What the address asks for, None where it is none of this software's."""

    def path(self, thread: Thread, page: int) -> str:
        """The address of a page of a thread."""

    def post_id(self, thread: Thread, floor: Floor) -> str:
        """The number by which the software knows a post."""

    def front(self, request: Request, boards: dict[int, str]) -> Answer:
        """The front page."""

    def board(self, request: Request, shown: BoardPage) -> Answer:
        """A page of a board; one without threads says so."""

    def thread(self, request: Request, shown: ThreadPage) -> Answer:
        """A page of a thread."""

    def wall(self, kind: str, request: Request) -> Answer:
        """The page for ``gone``, ``login_wall``, ``challenge`` or ``captcha``."""


def guard(kind: str) -> str:
    """The page of a guard before the site: ``challenge`` or ``captcha``."""
    title = "Just a moment..." if kind == "challenge" else "Captcha - are you a robot?"
    script = "window._cf_chl_opt = {cType: 'managed'};" if kind == "challenge" else ""
    form = '<form method="post"><input type="text" name="answer"></form>' if kind == "captcha" else ""
    return (
        f'<!DOCTYPE html><html lang="en-US"><head><title>{title}</title></head><body>'
        "<noscript>Enable JavaScript and cookies to continue</noscript>"
        f"<script>{script}</script>{form}</body></html>"
    )
