"""The maze: which address shows which page.

Every thread is reached from the front page through the boards and their pages. ``kind`` names the one trap
that is set: one of ``traps.entrances``, or ``session`` and ``ticket`` (an id in every link, new with every
answer), ``repeating`` and ``filler`` (boards whose last page goes on for ever), ``twins`` (capitals are no
matter).
"""

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from testbed.answer import Answer, Request
from testbed.maze import traps
from testbed.maze.pages import board, links, thread
from testbed.picture import plain_not_found, text_answer
from testbed.site import Truth

KINDS = (
    "calendar", "redirects", "soft_missing", "recursion", "farm", "arranged", "session", "ticket",
    "repeating", "filler", "twins",
)  # fmt: skip
FIRST = 1000
_ROWS, _PINNED = 20, 3
_HREF = re.compile(rb'(?<=href=")(/[^"#]*)')


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
        """The page, its links marked with a session where that is the trap."""
        if self.kind == "twins":
            request = replace(request, target=request.target.lower())
        answer = self._page(request)
        match self.kind:
            case "session":
                return _marked(answer, "PHPSESSID")
            case "ticket":
                return _marked(answer, "visit")
            case "twins":
                return _twinned(answer)
        return answer

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
        return traps.trapped(request) or traps.missing()

    def _front(self) -> Answer:
        own = [self._board_address(number, 1) for number in range(1, self.boards + 1)]
        return links("首页", [*traps.entrances(self.kind), *own])

    def _board(self, number: int, page: int) -> Answer:
        places = range(number - 1, len(self.offers), self.boards)
        last = self._pages(number)
        shown = [*range(min(_PINNED, len(self.offers))), *places[(min(page, last) - 1) * _ROWS :][:_ROWS]]
        rows = [(f"/thread/{FIRST + place}", self.offers[place].title) for place in shown]
        if self.kind == "filler" and page > last:
            rows = [(f"/thread/{page * 1_000 + n}", f"公告 {page}-{n}") for n in range(_ROWS)]
        endless = self.kind in ("repeating", "filler")
        onward = self._board_address(number, page + 1) if page < last or endless else None
        return board(f"版块 {number}", rows, onward)

    def _pages(self, number: int) -> int:
        return max(1, -(-len(range(number - 1, len(self.offers), self.boards)) // _ROWS))

    def _board_address(self, number: int, page: int) -> str:
        return f"/board/{number}" + (f"?page={page}" if page > 1 else "")


def _marked(answer: Answer, name: str) -> Answer:
    """Every link with an id of this answer's own."""

    def mark(found: re.Match[bytes]) -> bytes:
        joint = b"&amp;" if b"?" in found[1] else b"?"
        return found[1] + joint + f"{name}={uuid.uuid4().hex[:12]}".encode()

    return replace(answer, body=_HREF.sub(mark, answer.body))


def _twinned(answer: Answer) -> Answer:
    """Every link thrice: as it is, capitalised, and in capitals."""
    rows = re.compile(rb'<li class="row">.*?</li>|<a href="/[^"]*">[^<]*</a> ')

    def twins(found: re.Match[bytes]) -> bytes:
        small, capitals = found[0], _HREF.sub(lambda href: href[1].upper(), found[0])
        return small + _HREF.sub(lambda href: href[1].title(), small) + capitals

    return replace(answer, body=rows.sub(twins, answer.body))
