"""What a run is asked to do, and what it says of itself afterwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


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

    ``known`` maps listing ids to the digest of the text last seen (the snapshot of source memory).
    ``pages`` and ``seconds`` cap the run (``seconds`` is the hard deadline of the process).
    """

    run: str
    source: str
    journal: str
    vault: str
    ledger: str
    pages: int
    seconds: float
    known: dict[str, str]
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
    gaps: tuple[Gap, ...] = ()
    faults: tuple[str, ...] = ()
