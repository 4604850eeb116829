"""Delivers beside other work, which an index that is away neither stops nor slows."""

import logging
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db import DatabaseError

from casework import outbox
from config.settings import Settings
from operations.alerts import Watch
from operations.deliver import Delivery, Drained, deliver
from operations.reviews import deliver_reviews
from records.complaint import Complaint
from search.fault import IndexFault
from search.index import Index
from search.patience import Patience

logger = logging.getLogger(__name__)
LOOK_SECONDS = 1.0
# An index that was away for an hour has its backlog soon after it is back.
LONGEST_SECONDS = 15.0
STOP_SECONDS = 5.0
# What may be otherwise in a while; anything else is a mistake of ours and ends the thread, loudly.
PASSING = (Complaint, DatabaseError, OSError, sqlite3.Error)

# Whoever delivers once does not give up over the first broken connection.
ROUNDS, FIRST_SECONDS = 5, 0.2


def deliver_all(home: Path, open_index: Callable[[], Index], watch: Watch) -> tuple[Delivery, int]:
    """Deliver every outbox once through: listings of the last round, and reviews.

    Raises:
        IndexFault: the index is away, or was each of a few times.
    """
    patience = Patience(ROUNDS, FIRST_SECONDS)
    while True:
        try:
            with closing(open_index()) as index:
                alert = watch.over(index)
                return deliver(home, index, alert), deliver_reviews(home, index, alert)
        except IndexFault:
            if not patience.wait():
                raise


class Courier:
    """A thread that looks into the outboxes every second, and ever more seldom while the index is away."""

    def __init__(self, settings: Settings, open_index: Callable[[], Index]) -> None:
        self.home = settings.home
        self.open_index = open_index
        self.watch = Watch(settings.index_dictionary)
        self.drained = Drained()
        self.over = threading.Event()
        self.patience = Patience(sys.maxsize, LOOK_SECONDS, LONGEST_SECONDS, self.over.wait)
        self.said = ""
        self.thread = threading.Thread(target=self.run, name="delivery", daemon=True)

    def start(self) -> None:
        """Begin."""
        self.thread.start()

    def run(self) -> None:
        """Look round until it is over."""
        while not self.over.wait(LOOK_SECONDS):
            try:
                self.look_round()
            except PASSING as error:
                self.complain(str(error))
                self.patience.wait()
            else:
                self.said = ""
                self.patience.relax()

    def look_round(self) -> None:
        """Deliver what waits, if anything does, and tell of it."""
        if not self.drained.waiting(self.home) and not outbox.waiting():
            return
        index = self.open_index()
        try:
            alert = self.watch.over(index)
            deliver(self.home, index, alert, self.drained)
            deliver_reviews(self.home, index, alert)
        finally:
            index.close()

    def complain(self, why: str) -> None:
        """Say what keeps the index from hearing of things, once."""
        if why != self.said:
            logger.warning("%s; trying again", why)
        self.said = why

    def stop(self) -> None:
        """Ask it to end after what it does now; what is not delivered then waits."""
        self.over.set()
        if self.thread.is_alive():
            self.thread.join(STOP_SECONDS)
