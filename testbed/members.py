"""Parts of the sites that only members see: a cookie opens them, may change, and may be called in."""

import threading
from dataclasses import dataclass, replace
from typing import Any

from testbed.answer import Answer, Fields, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """What is for members on one site: the paths that begin with ``path``, opened by ``cookie`` = ``value``.

    After every ``turns`` answers the value gets a new ending by Set-Cookie, and only the newest two open
    (None: it stays as it is). ``open`` is false once every log-in was called in.
    """

    site: str
    path: str
    cookie: str
    value: str
    turns: int | None = None
    answers: int = 0
    open: bool = True

    def values(self) -> tuple[str, ...]:
        """The values that open now, the newest first."""
        if not self.turns:
            return (self.value,)
        turn = self.answers // self.turns
        return tuple(f"{self.value}{each or ''}" for each in (turn, turn - 1) if each >= 0)


class MembersRoom:
    """The members' parts of all sites, one each."""

    def __init__(self) -> None:
        self._rooms: dict[str, Members] = {}
        self._lock = threading.Lock()

    def open(self, room: Members) -> None:
        """Close a part of a site to everybody without its cookie."""
        with self._lock:
            self._rooms[room.site] = room

    def end(self, site: str) -> bool:
        """Call in every log-in of a site: the cookie opens nothing any more. False where there is none."""
        with self._lock:
            if site not in self._rooms:
                return False
            self._rooms[site] = replace(self._rooms[site], open=False)
        return True

    def list(self) -> list[dict[str, Any]]:
        """The members' parts with the values that open them."""
        with self._lock:
            return [
                {"site": one.site, "path": one.path, "open": one.open, "values": one.values()}
                for one in self._rooms.values()
            ]

    def admit(self, site: str, request: Request) -> Fields | None:
        """The headers that go with the answer to somebody let in; None for a stranger."""
        with self._lock:
            room = self._rooms.get(site)
            if room is None or not request.target.startswith(room.path):
                return ()
            if not room.open or not any(
                f"{room.cookie}={value}" in cookies_of(request) for value in room.values()
            ):
                return None
            self._rooms[site] = later = replace(room, answers=room.answers + 1)
            if later.values()[0] == room.values()[0]:
                return ()
            return (("Set-Cookie", f"{room.cookie}={later.values()[0]}; Path=/; HttpOnly; Max-Age=86400"),)


def cookies_of(request: Request) -> tuple[str, ...]:
    """The cookies that came with a request, as ``name=value``."""
    return tuple(one.strip() for one in request.headers.get("cookie", "").split(";"))


def with_headers(answer: Answer, headers: Fields) -> Answer:
    """The answer with more headers."""
    return replace(answer, headers=(*answer.headers, *headers))
