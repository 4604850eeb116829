"""Which sources an answer covers, made of what is there: declarations, runs, pauses, sessions, outboxes.

What was read of declarations and runs is kept in ``HOME/coverage.json``, so that a question opens no journal
that has not changed. The file can be thrown away; the console reads it (KeptCoverage).
"""

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from casework.fault import CaseworkError
from casework.paused import Held, held_sources
from config.settings import Settings
from crawlers.declared.source_block import SourceError
from crawlers.session.safe import Safe
from operations.covered.declared import Declared, Told, declare
from operations.covered.runs import Runs, read_runs
from records.coverage import FILE, Coverage, SourceCoverage
from records.wire import decode, encode
from search.asked import narrow, with_holdings
from search.index import Index
from search.nodes import Node

# What is kept is made out anew once this counts one more: raise it where anything kept is meant differently.
FORM = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file holds: the coverage of everything, and what was read for it."""

    coverage: Coverage
    form: int = FORM
    declared: Declared = field(default_factory=Declared)
    runs: Runs = field(default_factory=Runs)


def cover(settings: Settings, index: Index, node: Node) -> Coverage:
    """What the answer of ``index`` to ``node`` covers (``search.asked.asked`` makes it of a query).

    Raises:
        IndexFault: the index does not say what it holds.
    """
    return narrow(with_holdings(account(settings), index), node)


def account(settings: Settings) -> Coverage:
    """The coverage of every source, but for what the index holds. What cannot be found out stands among the
    faults: it keeps nobody from searching.
    """
    home, faults = settings.home.resolve(), []
    known = _read(home / FILE)
    declared, told = known.declared, {source.name: source for source in known.coverage.sources}
    held: dict[str, Held] = {}
    try:
        declared, told = declare(settings, declared, told)
        held = held_sources(home, datetime.now(UTC))
    except (SourceError, CaseworkError) as error:
        faults.append(str(error))
    runs, told = read_runs(home, known.runs, told)
    now = Coverage(
        at=datetime.now(UTC),
        sources=tuple(_as_they_stand(told, declared.sessions, held, runs, Safe(home))),
        faults=(*faults, *(run.fault for run in runs.open.values() if run.fault)),
    )
    kept = Kept(now, declared=declared, runs=runs)
    if replace(kept, coverage=replace(now, at=known.coverage.at)) != known:
        _write(home / FILE, kept)
    return now


def _as_they_stand(
    told: Told, sessions: Mapping[str, str], held: Mapping[str, Held], runs: Runs, safe: Safe
) -> Iterator[SourceCoverage]:
    """What is told of each source, with what may change at any time: pauses, sessions, what waits."""
    waiting = _waiting(runs)
    for name, source in sorted(told.items()):
        pause, session = held.get(name), sessions.get(name, "")
        lacks = session if session and not safe.holds(session) else ""
        number, dead = waiting.get(name, (0, 0))
        why, until = (pause.why, pause.until) if pause else ("", None)
        stands = (source.paused, source.paused_until, source.session, source.waiting, source.dead)
        if stands == (why, until, lacks, number, dead):
            yield source
        else:
            yield replace(source, paused=why, paused_until=until, session=lacks, waiting=number, dead=dead)


def _waiting(runs: Runs) -> dict[str, tuple[int, int]]:
    """By source, the documents that wait for the index and those that it refused for good."""
    found: dict[str, tuple[int, int]] = {}
    for run in runs.open.values():
        waiting, dead = found.get(run.source, (0, 0))
        found[run.source] = (waiting + run.waiting, dead + run.dead)
    return found


def _read(path: Path) -> Kept:
    """What was kept; nothing where the file is not there, or of another version."""
    with suppress(FileNotFoundError, msgspec.MsgspecError):
        kept = decode(path.read_bytes(), Kept)
        if kept.form == FORM:
            return kept
    return Kept(Coverage(at=datetime.now(UTC)))


def _write(path: Path, kept: Kept) -> None:
    """Whole or not at all. A house that may only be read is asked all the same, at the price of reading."""
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    with suppress(OSError):
        draft.write_bytes(encode(kept))
        draft.replace(path)
