"""What runs beside the console: schedules fired, orders done, outboxes drained."""

import logging
import threading
from collections.abc import Callable

from casework import orders
from casework.firings import fire_due
from config.settings import Settings
from operations.deliver import deliver
from operations.reviews import deliver_reviews
from operations.worker import WORKER, Worker
from search.fault import IndexFault
from search.index import Index

logger = logging.getLogger(__name__)
LOOK_SECONDS = 1.0


class Service:
    """One thread that looks round every second until it is told to stop."""

    def __init__(self, settings: Settings, open_index: Callable[[], Index]) -> None:
        self.settings = settings
        self.open_index = open_index
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run, name="orders", daemon=True)

    def start(self) -> None:
        """Begin; what an earlier process left running is done again."""
        orders.release(WORKER)
        self.thread.start()

    def run(self) -> None:
        """Look round until it is over; an index that is away is waited for."""
        while not self.over.is_set():
            try:
                index = self.open_index()
            except IndexFault as error:
                logger.warning("%s; trying again", error)
                self.over.wait(5 * LOOK_SECONDS)
                continue
            try:
                self.look_round(index)
            except IndexFault as error:
                logger.warning("%s; trying again", error)
            finally:
                index.close()
            self.over.wait(LOOK_SECONDS)

    def look_round(self, index: Index) -> None:
        """Fire what is due, do what was ordered, deliver what waits."""
        fire_due()
        worker = Worker(self.settings, index)
        while not self.over.is_set() and worker.work():
            fire_due()
        deliver(self.settings.home, index)
        deliver_reviews(index)

    def stop(self) -> None:
        """Ask the thread to end after what it is doing; a crawl under way is resumed at the next start."""
        self.over.set()
        self.thread.join(timeout=5)
