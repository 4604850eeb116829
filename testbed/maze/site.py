"""The maze: which address shows which page.

Every thread is reached from the front page through the boards and their pages. ``kind`` names the one trap
that is set: one of ``traps.ENTRANCES``, of ``disguises.DISGUISES``, or of the ``PAGERS`` (boards whose last
page goes on for ever: as it is, or with new rows whose threads are missing or chatter).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from testbed.answer import Answer, Request
from testbed.maze.disguises import DISGUISES, disguised
from testbed.maze.pages import board, links, missing, thread
from testbed.maze.traps import ENTRANCES, entrances, talk, trapped
from testbed.picture import plain_not_found, text_answer
from testbed.site import Truth

PAGERS = ("repeating", "filler", "filler_talk")
KINDS = (*ENTRANCES, *DISGUISES, *PAGERS)
FIRST = 1000
_ROWS, _PINNED = 20, 3


@dataclass(frozen=True, slots=True)
class Offer:
    """A planted listing."""

    title: str
    text: str


class MazeSite:
    """A forum of ``offers``, one thread each, spread over ``boards`` boards, with one trap."""

    name = "maze"
    charset = "utf-8"

    def __init__(self, kind: str, offers: Sequence[Offer], boards: int = 3) -> None:
        self.kind, self.offers, self.boards = kind, offers, boards

    def answer(self, request: Request) -> Answer:
        """The page, its links in disguise where that is the trap."""
        disguise = DISGUISES.get(self.kind)
        if disguise is None:
            return self._page(request)
        plain = replace(request, target=disguise.undress(request.target))
        return disguised(self._page(plain), disguise, request.target)

    def wall(self, kind: str, request: Request) -> Answer:
        """The maze has no walls."""
        return plain_not_found()

    def truth(self) -> Iterator[Truth]:
        """Nothing for the testbed's list: the offers were given by the caller."""
        return iter(())

    def useful(self) -> set[str]:
        """The addresses that show or lead to an offer for the first time."""
        pages = {
            self._board_address(number, page)
            for number in range(1, self.boards + 1)
            for page in range(1, self._pages(number) + 1)
        }
        return {"/", *pages, *(f"/thread/{FIRST + place}" for place in range(len(self.offers)))}

    def page_at(self, target: str) -> str:
        """The address of the page that stands at ``target``, whatever disguise that wears."""
        disguise = DISGUISES.get(self.kind)
        path, _, query = (disguise.undress(target) if disguise else target).partition("?")
        own = path.startswith("/board/") and len(path) < len("/board/0000")
        pages = [pair for pair in query.split("&") if own and pair.startswith("page=") and pair != "page=1"]
        return path + (f"?{pages[0]}" if pages else "")

    def _page(self, request: Request) -> Answer:
        kind, _, number = request.path.strip("/").partition("/")
        if request.path == "/":
            return self._front()
        if request.path == "/robots.txt":
            return text_answer("User-agent: *\nDisallow:\n")
        if kind == "board" and number.isdigit() and 1 <= int(number) <= self.boards:
            return self._board(int(number), request.number("page", 1))
        if kind == "thread" and number.isdigit() and 0 <= (place := int(number) - FIRST) < len(self.offers):
            return thread(int(number), self.offers[place].title, self.offers[place].text)
        if self.kind == "filler_talk" and kind == "thread" and number.isdigit():
            return thread(int(number), *talk(int(number)))
        return trapped(self.kind, request) or missing()

    def _front(self) -> Answer:
        own = [self._board_address(number, 1) for number in range(1, self.boards + 1)]
        return links("首页", [*entrances(self.kind), *own])

    def _board(self, number: int, page: int) -> Answer:
        places = range(number - 1, len(self.offers), self.boards)
        last = self._pages(number)
        shown = [*range(min(_PINNED, len(self.offers))), *places[(min(page, last) - 1) * _ROWS :][:_ROWS]]
        rows = [(f"/thread/{FIRST + place}", self.offers[place].title) for place in shown]
        if self.kind == "filler" and page > last:
            rows = [(f"/thread/{page * 1_000 + n}", f"公告 {page}-{n}") for n in range(_ROWS)]
        if self.kind == "filler_talk" and page > last:
            places = range(page * 1_000, page * 1_000 + _ROWS)
            rows = [(f"/thread/{number}{place}", talk(int(f"{number}{place}"))[0]) for place in places]
        endless = self.kind in PAGERS
        onward = self._board_address(number, page + 1) if page < last or endless else None
        return board(f"版块 {number}", rows, onward)

    def _pages(self, number: int) -> int:
        return max(1, -(-len(range(number - 1, len(self.offers), self.boards)) // _ROWS))

    def _board_address(self, number: int, page: int) -> str:
        return f"/board/{number}" + (f"?page={page}" if page > 1 else "")
