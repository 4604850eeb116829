"""What a run is asked to do, and what it says of itself afterwards."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from records.source import Mode


class Exit(IntEnum):
    """Exit codes of the command line."""

    OK = 0
    NEGATIVE = 1
    USAGE = 2
    SHORT = 10
    INTERRUPTED = 11
    DISK = 12
    STORE = 13
    BROWSER = 14
    LIMIT = 15
    RATE_LIMITED = 16
    PROXY = 17
    SESSION = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOrder:
    """One crawl of one source: written as a file before the run's process starts, read by nothing else.

    ``memory`` is the file of source memory, of which the run reads its source's rows; empty: it knows none.
    ``mode`` says whether it ends where it meets what is known or walks on past it.
    ``pages`` and ``seconds`` cap the run (``seconds`` is the hard deadline of the process).
    """

    run: str
    source: str
    journal: str
    vault: str
    ledger: str
    pages: int
    seconds: float
    memory: str = ""
    mode: Mode = "newest"
    passed_over_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something a run did not get, and why."""

    url: str
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """Expected against collected. ``pages`` counts by State; ``outcome`` is ``full quiet short failed
    interrupted``.

    ``sightings`` counts known listings seen again, ``changes`` by what had changed (``same text price
    gone``); ``remembered`` are known posts that need not be read again. ``backfill`` is ``going on`` or
    ``complete``, empty where the run was none. ``robots`` says by whose leave robots.txt was not obeyed,
    empty where it was.
    """

    run: str
    source: str
    started_at: datetime
    ended_at: datetime
    outcome: str
    exit_code: int
    pages: dict[str, int]
    posts: int
    listings: int
    sightings: int
    captures: int
    expected_posts: int
    changes: dict[str, int] = field(default_factory=dict)
    remembered: int = 0
    backfill: str = ""
    robots: str = ""
    gaps: tuple[Gap, ...] = ()
    faults: tuple[str, ...] = ()
