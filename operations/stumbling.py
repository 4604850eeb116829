"""What the stores of a house stumble over at work: what passes by itself, and what somebody must mend."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections

from crawlers.journal.fault import JournalError
from crawlers.memory.file import MemoryFault
from records.complaint import Complaint
from records.order import Exit

# Another process writes for long, or the disk is full or cannot be written for a while.
PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL", "SQLITE_IOERR")
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Stumble(Complaint):
    """The case room, a journal or source memory could not be read or written; ``passes`` where the same may
    soon go well.
    """

    code = Exit.STORE

    def __init__(self, error: Exception) -> None:
        super().__init__(_sentence(error))
        self.passes = may_pass(error)


def _sentence(error: Exception) -> str:
    if isinstance(error, Complaint):
        return str(error)
    store = "the case room" if isinstance(error, DatabaseError) else "a store of the house"
    return f"{store} cannot be used: {error}"


def may_pass(error: BaseException) -> bool:
    """Whether an error, or what caused it, is one that passes by itself."""
    if isinstance(error, sqlite3.Error):
        return str(getattr(error, "sqlite_errorname", "")).startswith(PASSING)
    if isinstance(error, OSError):
        return error.errno in FULL
    return error.__cause__ is not None and may_pass(error.__cause__)


@contextmanager
def stumbling() -> Iterator[None]:
    """Turns what stores raise into a Stumble."""
    try:
        yield
    except (DatabaseError, sqlite3.Error, OSError, JournalError, MemoryFault) as error:
        connections.close_all()  # one that has failed is not used again
        raise Stumble(error) from error
