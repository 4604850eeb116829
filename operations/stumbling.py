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
CASE_ROOM = "the case room cannot be used: {error}"
A_STORE = "a store of the house cannot be used: {error}"
CHINESE = {CASE_ROOM: "案件库无法使用：{error}", A_STORE: "本系统的一个存储无法使用：{error}"}


class Stumble(Complaint):
    """The case room, a journal or source memory could not be read or written; ``passes`` where the same may
    soon go well.
    """

    code = Exit.STORE
    chinese = CHINESE

    def __init__(self, error: Exception) -> None:
        self.over = error
        self.passes = may_pass(error)
        super().__init__(CASE_ROOM if isinstance(error, DatabaseError) else A_STORE, error=error)

    def said(self, language: str) -> str:
        """As whoever complained says it."""
        return self.over.said(language) if isinstance(self.over, Complaint) else super().said(language)


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
