"""Boards, threads, floors and members."""

from dataclasses import dataclass

from testbed.posting import Placed

BOARDS = {2: "灌水杂谈", 36: "同城生活", 37: "资源交流", 38: "求职兼职", 40: "二手交易"}
LOCKED_BOARD = (41, "内部交流")
EMPTY_BOARD = (42, "新版试用")


@dataclass(frozen=True, slots=True)
class Member:
    """A registered author; ``qq`` is the number shown in the side box."""

    uid: int
    name: str
    qq: str | None = None
    signature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """One post of a thread; ``member`` is None for an anonymous author."""

    pid: int
    placed: Placed
    member: Member | None
    quoted: int | None = None

    @property
    def at(self) -> int:
        """Unix second of the post."""
        return self.placed.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A thread: the opener and its replies, oldest first.

    One that was ``moved_from`` another board has a row there still, under a number of its own.
    """

    tid: int
    fid: int
    title: str
    kind: str
    floors: tuple[Floor, ...]
    views: int
    pinned: bool = False
    closed_to_robots: bool = False
    moved_from: int | None = None

    @property
    def last(self) -> Floor:
        """The newest floor."""
        return self.floors[-1]
