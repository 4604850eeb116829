"""Honest forums whose listings lie behind much that brings nothing: empty boards, dead threads, chatter.

Each plan says board by board which threads it lists, in their order; nothing in it is a trap.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from testbed.answer import Answer, Request
from testbed.maze.pages import board, empty, links, locked, missing, thread
from testbed.maze.site import FIRST, Offer
from testbed.maze.traps import junk, talk

ROWS = 20
# A thread is the place of its offer, or one of these.
Thread = int | str
Boards = list[list[Thread]]


def _shares(count: int, boards: int) -> Boards:
    return [list(range(first, count, boards)) for first in range(boards)]


def empty_boards(count: int) -> Boards:
    """Two hundred boards, twenty with threads, wherever they stand."""
    places = dict(zip(random.Random(1).sample(range(200), 20), _shares(count, 20), strict=True))
    return [places.get(place, []) for place in range(200)]


def empty_beginning(count: int) -> Boards:
    """Thirty empty boards before the first that is not."""
    return [*([] for _ in range(30)), *_shares(count, 3)]


def dead_boards(count: int) -> Boards:
    """Among a hundred boards twenty with offers and thirty with closed and deleted threads alone."""
    order = random.Random(2).sample(range(100), 50)
    dead: Boards = [["gone", "locked"] * 3 for _ in range(30)]
    boards = dict(zip(order, [*_shares(count, 20), *dead], strict=True))
    return [boards.get(place, []) for place in range(100)]


def dead_rows(count: int) -> Boards:
    """On every page of a list fourteen dead threads stand before six offers."""
    dead: list[Thread] = ["gone", "locked"] * 7
    return [
        [one for first in range(0, len(own), 6) for one in (*dead, *own[first : first + 6])]
        for own in _shares(count, 3)
    ]


def dead_pages(count: int) -> Boards:
    """The first five pages of every list are dead threads."""
    return [[*["gone"] * 5 * ROWS, *own] for own in _shares(count, 3)]


def dead_lists(count: int) -> Boards:
    """Fifty pages of dead threads come first, more than anybody looks through."""
    return [[*["gone"] * 50 * ROWS, *own] for own in _shares(count, 3)]


def dead_middle(count: int) -> Boards:
    """Five pages of dead threads lie between the offers."""
    return [[*own[: 2 * ROWS], *["gone"] * 5 * ROWS, *own[2 * ROWS :]] for own in _shares(count, 3)]


def chatter(count: int) -> Boards:
    """Five pages of chatter come first."""
    return [[*["talk"] * 5 * ROWS, *own] for own in _shares(count, 3)]


def repeated(count: int) -> Boards:
    """Between two offers always four threads that say what others said."""
    return [[one for place in own for one in (*["junk"] * 4, place)] for own in _shares(count, 3)]


PLANS: dict[str, Callable[[int], Boards]] = {
    plan.__name__: plan
    for plan in (
        empty_boards, empty_beginning, dead_boards, dead_rows, dead_pages, dead_lists, dead_middle,
        chatter, repeated,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shown:
    """A thread: its address's number, and what it is."""

    number: int
    is_: Thread


class QuietSite:
    """A forum after a plan; its addresses are those of the maze."""

    def __init__(self, plan: str, offers: Sequence[Offer]) -> None:
        self.offers = offers
        dead = iter(range(FIRST + len(offers), 10**9))
        self.boards = [list(self._numbered(own, dead)) for own in PLANS[plan](len(offers))]
        self.threads = {shown.number: shown for own in self.boards for shown in own}

    def answer(self, request: Request) -> Answer:
        """The page at an address."""
        kind, _, number = request.path.strip("/").partition("/")
        if request.path == "/":
            return links("首页", [f"/board/{place + 1}" for place in range(len(self.boards))])
        if kind == "board" and number.isdigit() and 1 <= int(number) <= len(self.boards):
            return self._board(int(number), request.number("page", 1))
        if kind == "thread" and number.isdigit() and int(number) in self.threads:
            return self._thread(self.threads[int(number)])
        return missing()

    def _numbered(self, own: list[Thread], dead: Iterator[int]) -> Iterator[_Shown]:
        for one in own:
            yield _Shown(FIRST + one if isinstance(one, int) else next(dead), one)

    def _board(self, number: int, page: int) -> Answer:
        own = self.boards[number - 1]
        if not own:
            return empty(f"版块 {number}")
        shown = own[(page - 1) * ROWS : page * ROWS]
        onward = f"/board/{number}?page={page + 1}" if page * ROWS < len(own) else None
        rows = [(f"/thread/{one.number}", self._said(one)[0]) for one in shown]
        return board(f"版块 {number}", rows, onward) if shown else missing()

    def _thread(self, shown: _Shown) -> Answer:
        match shown.is_:
            case "gone":
                return missing()
            case "locked":
                return locked()
        return thread(shown.number, *self._said(shown))

    def _said(self, shown: _Shown) -> tuple[str, str]:
        match shown.is_:
            case int(place):
                return self.offers[place].title, self.offers[place].text
            case "talk":
                return talk(shown.number)
            case "junk":
                return junk(shown.number)
        return f"主题 {shown.number}", ""
