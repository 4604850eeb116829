"""Addresses whose turn had come and that could not be asked for: they wait as if they had not been taken."""

import time

from crawlers.egress.profile import ExitDown
from crawlers.fetching.chromium import BrowserDown
from crawlers.journal.address_queue import Row
from crawlers.journal.journal import Journal
from crawlers.manners.turns import LeftAlone

# How often in a row an exit or a browser's start may fail, and how long after it an address is tried again.
MOST_LOST, LOST_SECONDS = 3, 2.0


class Postponed:
    """What stood in the way of a run: ``left_alone`` is the last host that may not be asked now, ``untaken``
    the number of pages that were not read although their addresses had been taken.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.left_alone: LeftAlone | None = None
        self.untaken = 0
        self.exits_lost = self.browsers_lost = 0

    def put_off(self, row: Row, error: LeftAlone | ExitDown | BrowserDown) -> str | None:
        """Return an address to the queue; why the run ends with it, None where it goes on."""
        self.untaken += row.attempts == 1
        if isinstance(error, LeftAlone):
            self.left_alone = error
            self.journal.queue.leave(row, error.until)
            return error.kind if error.kind == "store" else None
        self.journal.queue.leave(row, time.time() + LOST_SECONDS)
        return self._lose(error)

    def answered(self, rendered: bool) -> None:
        """A page came: the exit works, and the browser where it ``rendered`` it."""
        self.exits_lost = 0
        self.browsers_lost *= not rendered

    def _lose(self, error: ExitDown | BrowserDown) -> str | None:
        self.exits_lost += isinstance(error, ExitDown)
        self.browsers_lost += isinstance(error, BrowserDown)
        if MOST_LOST not in (self.exits_lost, self.browsers_lost):
            return None
        self.journal.note_fault(str(error))
        self.journal.note("stopped_why", str(error))
        return "proxy" if isinstance(error, ExitDown) else "browser"
