"""Captures read and judged again, by as many processes as there are processors."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from crawlers.exports import read_part
from evidence.vault import Vault, VaultError
from operations.importing.source import handed_in, is_handed_in
from records.source import Source
from records.visit import Capture, Listing, Visit
from records.wire import encode

#: Visits, each with the digest of its capture, to the listings of each: judged together they cost less.
Judge = Callable[[Sequence[tuple[Visit, str]]], list[list[Listing]]]
#: So many captures are read and judged together.
AT_ONCE = 8
# So many captures are given out before the first run among them is waited for.
AHEAD = 1_000


@dataclass(frozen=True, slots=True)
class Run:
    """A run's journal and the captures that it names, in the order in which they were taken."""

    journal: Path
    captures: tuple[Capture, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a capture says today: its listings, encoded, or why it cannot be read."""

    listings: tuple[bytes, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Rereading:
    """What is needed to read captures again."""

    vault: Vault
    sources: Mapping[str, Source]
    judge: Judge

    def said_by(self, captures: Sequence[Capture]) -> list[Said]:
        """Read and judge some captures."""
        read = [self._read(capture) for capture in captures]
        pairs = zip(read, captures, strict=True)
        visits = [(one, capture.digest) for one, capture in pairs if isinstance(one, Visit)]
        listings = iter(self.judge(visits))
        return [
            Said(tuple(map(encode, next(listings)))) if isinstance(one, Visit) else Said(fault=one)
            for one in read
        ]

    def _read(self, capture: Capture) -> Visit | str:
        """The visit that was captured, or why it cannot be read."""
        try:
            source = self._source(capture)
            if source is None:
                return f"capture {capture.digest[:12]}: there is no source {capture.source!r} any more"
            page = self.vault.read(capture.digest)
        except VaultError as error:
            return str(error)
        return Visit(source=source, run=capture.run, row=0, page=page, reading=read_part(page, source))

    def _source(self, capture: Capture) -> Source | None:
        """The declared source; of what was handed in the capture itself knows how it is read."""
        if not is_handed_in(capture.source):
            return self.sources.get(capture.source)
        facts = self.vault.open(capture.digest).facts
        return handed_in(capture.source, facts["family"], facts["zone"])


# In a process of the pool: what it reads with.
HERE: list[Rereading] = []


class Rereaders:
    """Processes that read again, begun when there is enough to read; to be used in a ``with``."""

    def __init__(self, rereading: Rereading) -> None:
        self.rereading = rereading
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Rereaders":
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def read(self, runs: Iterable[Run]) -> Iterator[tuple[Run, list[Said]]]:
        """Every run with what its captures say, all in their order; the next runs are read meanwhile."""
        ahead: deque[tuple[Run, Iterator[list[Said]]]] = deque()
        for run in runs:
            ahead.append((run, self._begin(run)))
            while sum(len(begun.captures) for begun, _ in ahead) >= AHEAD:
                yield _finish(ahead.popleft())
        while ahead:
            yield _finish(ahead.popleft())

    def _begin(self, run: Run) -> Iterator[list[Said]]:
        if self.pool is None:
            # Forked, they know what this process knows: the words of the house, the dictionary.
            forked = multiprocessing.get_context("fork")
            self.pool = ProcessPoolExecutor(_processors(), forked, HERE.append, (self.rereading,))
        starts = range(0, len(run.captures), AT_ONCE)
        return self.pool.map(_said_by, [run.captures[start : start + AT_ONCE] for start in starts])


def _finish(begun: tuple[Run, Iterator[list[Said]]]) -> tuple[Run, list[Said]]:
    return begun[0], list(chain.from_iterable(begun[1]))


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _said_by(captures: Sequence[Capture]) -> list[Said]:
    return HERE[-1].said_by(captures)
