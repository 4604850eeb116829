"""Very many documents made ready for an engine: terms cost most, so processes beside this one make them."""

import os
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from multiprocessing import Pipe
from multiprocessing.connection import wait
from typing import Generic, TypeVar

from records.document import Document
from search.fault import IndexFault
from search.fitness import Unfit, check
from search.found import Refusal, Refuse
from search.making import Make, Maker
from search.terming import Termed

T = TypeVar("T")
PROGRAM = "search.making"
# Of fewer it is not worth to start a process.
FEW = 1_000
BATCH = 200
#: So many are made here at a time while every process is at work.
MEANWHILE = 20


def made_ready(documents: Iterable[Document], make: Make[T], terms: Termed, refuse: Refuse) -> Generator[T]:
    """What ``make`` makes of every document; ``refuse`` hears of those that no engine can hold.

    Raises:
        IndexFault: a process that made them ready has died.
    """
    for one in _each(iter(documents), make, terms):
        if isinstance(one, Refusal):
            refuse(one)
        else:
            yield one


def _each(waiting: Iterator[Document], make: Make[T], terms: Termed) -> Iterator[T | Refusal]:
    maker = Maker(make, terms)
    yield from maker.each(islice(waiting, FEW))
    processors = len(os.sched_getaffinity(0))
    if processors > 1 and _can_be_sent(make, terms) and (first := next(waiting, None)):
        yield from _made_apart(chain([first], waiting), processors, maker, terms)
    yield from maker.each(waiting)


def _can_be_sent(*functions: object) -> bool:
    """Whether another process finds the functions by their names."""
    try:
        return b"__main__" not in pickle.dumps(functions)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False


def _made_apart(
    waiting: Iterator[Document], processes: int, maker: Maker[T], terms: Termed
) -> Iterator[T | Refusal]:
    """Whichever process is done gets the next documents; while none is, some are made here."""
    with ExitStack() as stack:
        workers = [stack.enter_context(_Worker(maker.make, terms)) for _ in range(processes)]
        busy = [worker for worker in workers if worker.ask(islice(waiting, BATCH))]
        while busy:
            here = list(islice(waiting, MEANWHILE))
            yield from maker.each(here)
            done = wait([worker.line for worker in busy], timeout=0 if here else None)
            for worker in [worker for worker in busy if worker.line in done]:
                made = worker.answer()
                if not worker.ask(islice(waiting, BATCH)):
                    busy.remove(worker)
                yield from made


def _encoded(document: Document) -> bytes | Refusal:
    """The document as JSON; what JSON cannot say is refused here."""
    try:
        return check(document)
    except Unfit as error:
        return Refusal(document.id, str(error))


class _Worker(Generic[T]):
    """One process that makes documents ready."""

    def __init__(self, make: Make[T], terms: Termed) -> None:
        self.line, theirs = Pipe()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self.line.send((make, terms))

    def ask(self, documents: Iterable[Document]) -> bool:
        """Give it documents to work on; with none it is not asked."""
        batch = list(map(_encoded, documents))
        if batch:
            self.refused = [one for one in batch if isinstance(one, Refusal)]
            self.line.send([one for one in batch if isinstance(one, bytes)])
        return bool(batch)

    def answer(self) -> list[T | Refusal]:
        """What was made of those it was asked for."""
        try:
            made: list[T | Refusal] = self.line.recv()
        except (EOFError, ConnectionError) as error:
            told = "a process that made documents ready for an index has died; begin anew"
            raise IndexFault(told) from error
        return self.refused + made

    def __enter__(self) -> "_Worker[T]":
        return self

    def __exit__(self, *_: object) -> None:
        self.line.close()
        self.process.kill()
        self.process.wait()
