"""Where a run goes on from a page, and what the page told it of what it knew."""

from dataclasses import dataclass

from records.reading import LinkKind
from records.visit import Sighting


@dataclass(frozen=True, slots=True)
class Step:
    """An address to be asked; ``thread`` is the key of the thread whose page it is."""

    url: str
    kind: LinkKind
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread as a list shows it; ``replies`` is None where the row has no exact count.

    ``passed`` where it looks as it did when it was read, ``posts`` how many of its posts are known then,
    ``stood`` the walk and place in which it stood before where nothing can have moved it since.
    """

    key: str
    title: str | None
    replies: int | None
    passed: bool = False
    posts: int = 0
    stood: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What follows from a visit.

    ``sighted`` are listings that need not be read to be seen again, ``missing`` the ids of known posts that
    are no longer where they stood, ``next`` where the page's pager leads. ``quiet`` tells that a list showed
    nothing unknown, ``stopped`` that the run goes no further behind it.
    """

    steps: tuple[Step, ...] = ()
    rows: tuple[ThreadRow, ...] = ()
    sighted: tuple[Sighting, ...] = ()
    missing: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    quiet: bool = False
    stopped: bool = False
