"""What a run is asked to do, and what it says of itself afterwards."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Literal

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

    ``keys`` is the house's folder of keys.
    ``memory`` is the file of source memory, of which the run reads its source's rows; empty: it knows none.
    ``lexicon`` is the folder of the house's own words; empty: the shipped ones alone count.
    ``pictures``: those of posts are read, where a browser loads them anyway.
    ``mode`` says whether it ends where it meets what is known or walks on past it.
    ``pages`` and ``seconds`` cap the run (``seconds`` is the hard deadline of the process).
    """

    run: str
    source: str
    journal: str
    vault: str
    ledger: str
    keys: str
    pages: int
    seconds: float
    memory: str = ""
    mode: Mode = "newest"
    passed_over_days: int = 30
    lexicon: str = ""
    pictures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something a run did not get, and why."""

    url: str
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What a run was to read and what it read: of all behind a start address, of one list, or of one thread.

    ``branch`` is the start address, ``term`` the word it searches for. ``expected`` is the most that the site
    itself said (posts: None where it never said), ``passed`` what need not be read: known, or before the
    first page asked. ``capped`` where the site shows no more though it has more, ``stopped`` where the run
    went no further because the rest is known. Posts of lists are their rows.
    """

    part: Literal["branch", "list", "thread"]
    branch: str
    url: str
    term: str | None = None
    pages_expected: int
    pages_seen: int
    pages_passed: int = 0
    posts_expected: int | None = None
    posts_seen: int
    posts_passed: int = 0
    capped: bool = False
    stopped: bool = False
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """Expected against collected. ``pages`` counts by State; ``outcome`` is ``full quiet short failed
    interrupted``.

    ``sightings`` counts known listings seen again, ``changes`` by what had changed (``same text price
    gone``); ``remembered`` are known posts that need not be read again. ``backfill`` is ``going on`` or
    ``complete``, empty where the run was none. ``robots`` says by whose leave robots.txt was not obeyed,
    empty where it was.

    ``ledger`` has a row per start address, each followed by its lists and by the threads that lack something;
    ``short`` says why a run is short, ``reader`` names the version of the reader.
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
    ledger: tuple[LedgerRow, ...] = ()
    short: tuple[str, ...] = ()
    reader: str = ""
