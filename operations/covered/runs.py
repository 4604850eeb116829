"""What the runs came to, source by source: each is read once, and again only until it is settled.

A run is settled when it has ended and none of its documents waits for the index: then nothing changes in it.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import msgspec

from crawlers.journal.account import Account
from crawlers.journal.fault import JournalError
from operations.covered.declared import Told
from operations.covered.stamp import UNSURE, Stamp, stamp_of, stamp_to_keep
from records.coverage import READ, SourceCoverage
from records.order import RunReport
from records.wire import decode

JOURNAL, REPORT = "journal.sqlite", "report.json"
FILES = (JOURNAL, f"{JOURNAL}-wal", REPORT)
# The report of an import is written a second time, moments after its run has ended.
SETTLING_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run that is not settled: its files when they were read, what of it waits for the index, and what of
    it could not be read.
    """

    stamps: tuple[Stamp, ...]
    source: str = ""
    waiting: int = 0
    dead: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Runs:
    """Which runs were read: those that are settled, and those that are open still."""

    folder: Stamp = UNSURE
    settled: frozenset[str] = frozenset()
    open: dict[str, OpenRun] = field(default_factory=dict)


def read_runs(home: Path, known: Runs, told: Told) -> tuple[Runs, Told]:
    """What the runs under ``home`` came to, and what is ``told`` of each source with it; both as they were
    where nothing has changed.
    """
    folder = home / "runs"
    moved = {run for run, was in known.open.items() if was.stamps != _stamps(folder / run, stamp_of)}
    runs = known
    if known.folder != stamp_of(folder):
        runs = replace(known, folder=stamp_to_keep(folder))
        there = {place.name for place in folder.iterdir()} if folder.is_dir() else set()
        moved |= there - known.settled - known.open.keys()
    return _with(runs, folder, moved, told) if moved else (runs, told)


def _stamps(place: Path, stamp: Callable[[str], Stamp]) -> tuple[Stamp, ...]:
    return tuple(stamp(f"{place}/{name}") for name in FILES)


def _with(runs: Runs, folder: Path, moved: set[str], told: Told) -> tuple[Runs, Told]:
    """What is known, and what these runs say now; the later run has the last word on its source."""
    sources, settled, still_open = dict(told), set(runs.settled), dict(runs.open)
    for run in sorted(moved):
        still_open.pop(run, None)
        if not (folder / run).is_dir():
            continue
        said, was, is_settled = _read_run(folder / run)
        if said:
            sources[said.name] = _later(sources.get(said.name), said)
        if is_settled:
            settled.add(run)
        else:
            still_open[run] = was
    return Runs(runs.folder, frozenset(settled), still_open), sources


def _read_run(place: Path) -> tuple[SourceCoverage | None, OpenRun, bool]:
    """What a run says of its source (None: it has none yet), what waits of it, and whether it is settled."""
    stamps = _stamps(place, stamp_to_keep)
    try:
        with closing(Account(place / JOURNAL)) as account:
            said, ended = _said(account, place)
            waiting = account.count("outbox", "delivered_at IS NULL AND dead=0")
            dead = account.count("outbox", "delivered_at IS NULL AND dead=1")
    except (JournalError, sqlite3.Error, msgspec.MsgspecError) as error:
        is_there = (place / JOURNAL).is_file()
        return None, OpenRun(stamps, fault=f"{place.name}: {error}" if is_there else ""), False
    name = said.name if said else ""
    settled = ended and not waiting and not dead and _is_old(place / REPORT)
    return said, OpenRun(stamps, name, waiting, dead), settled


def _said(account: Account, place: Path) -> tuple[SourceCoverage | None, bool]:
    """By its report; a run that has none is under way, or was cut off."""
    source, begun = account.fact("source"), account.fact("started_at")
    if not source or not begun:
        return None, False
    ended = account.fact("ended_at") is not None
    if (place / REPORT).is_file():
        return _reported(decode((place / REPORT).read_bytes(), RunReport)), ended
    at = datetime.fromisoformat(begun)
    return SourceCoverage(name=source, declared=False, run=place.name, outcome="running", begun_at=at), ended


def _reported(report: RunReport) -> SourceCoverage:
    return SourceCoverage(
        name=report.source,
        declared=False,
        run=report.run,
        outcome=report.outcome,
        begun_at=report.started_at,
        ended_at=report.ended_at,
        read_until=report.started_at if report.outcome in READ else None,
        short=report.short,
        gaps=dict(Counter(gap.state for gap in report.gaps)),
    )


def _later(known: SourceCoverage | None, said: SourceCoverage) -> SourceCoverage:
    """What is known of a source with what a run says of it; read completely up to whichever is newer."""
    if known is None:
        return said
    times = [one.read_until for one in (known, said) if one.read_until]
    newest = known if known.run > said.run else said
    return replace(
        known,
        run=newest.run,
        outcome=newest.outcome,
        begun_at=newest.begun_at,
        ended_at=newest.ended_at,
        read_until=max(times, default=None),
        short=newest.short,
        gaps=newest.gaps,
    )


def _is_old(report: Path) -> bool:
    return not report.is_file() or time.time() - report.stat().st_mtime > SETTLING_SECONDS
