"""Addresses whose turn had come and that could not be asked for: they wait as if they had not been taken."""

import time

from crawlers.egress.profile import ExitDown
from crawlers.journal.address_queue import Row
from crawlers.journal.journal import Journal
from crawlers.manners.turns import LeftAlone

# How often in a row an exit may fail, and how long after it an address is tried again.
MOST_EXITS_LOST, EXIT_SECONDS = 3, 2.0


class Postponed:
    """What stood in the way of a run: ``left_alone`` is the last host that may not be asked now, ``untaken``
    the number of pages that were not read although their addresses had been taken.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.left_alone: LeftAlone | None = None
        self.untaken = 0
        self.exits_lost = 0

    def put_off(self, row: Row, error: LeftAlone | ExitDown) -> str | None:
        """Return an address to the queue; why the run ends with it, None where it goes on."""
        self.untaken += row.attempts == 1
        if isinstance(error, LeftAlone):
            self.left_alone = error
            self.journal.queue.leave(row, error.until)
            return error.kind if error.kind == "store" else None
        self.journal.queue.leave(row, time.time() + EXIT_SECONDS)
        return self._lose_exit(error)

    def answered(self) -> None:
        """A page came: the exit works."""
        self.exits_lost = 0

    def _lose_exit(self, error: ExitDown) -> str | None:
        self.exits_lost += 1
        if self.exits_lost != MOST_EXITS_LOST:
            return None
        self.journal.note_fault(str(error))
        self.journal.note("stopped_why", str(error))
        return "proxy"
