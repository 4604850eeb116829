"""What runs beside the console: schedules fired, orders done, outboxes drained, coverage kept."""

import logging
import threading
from collections.abc import Callable

from casework import orders
from casework.firings import fire_due
from config.settings import Settings
from operations.courier import LOOK_SECONDS, PASSING, STOP_SECONDS, Courier
from operations.coverage import account
from operations.expiry import expire_term_lists
from operations.worker import WORKER, Worker
from search.index import Index

logger = logging.getLogger(__name__)


class Service:
    """Three threads that look round every second until they are told to stop: one does orders, another one
    delivers, so that what a crawl finds is told of while it goes on and a crawl goes on while the index is
    away, and one keeps true what answers cover.
    """

    def __init__(self, settings: Settings, open_index: Callable[[], Index]) -> None:
        self.settings = settings
        self.open_index = open_index
        self.courier = Courier(settings, open_index)
        self.over = threading.Event()
        self.threads = [
            threading.Thread(target=self.run, args=(look,), name=name, daemon=True)
            for name, look in (("orders", self.do_orders), ("coverage", self.keep_coverage))
        ]

    def start(self) -> None:
        """Begin; what an earlier process left running is done again."""
        orders.release(WORKER)
        self.courier.start()
        for thread in self.threads:
            thread.start()

    def run(self, look_round: Callable[[], None]) -> None:
        """Look round until it is over."""
        while not self.over.is_set():
            try:
                look_round()
            except PASSING as error:
                logger.warning("%s; trying again", error)
            self.over.wait(LOOK_SECONDS)

    def do_orders(self) -> None:
        """Fire what is due, do what was ordered, destroy what has expired."""
        fire_due()
        worker = Worker(self.settings, self.open_index)
        try:
            while not self.over.is_set() and worker.work():
                fire_due()
        finally:
            worker.close()
        expire_term_lists(self.settings.home)

    def keep_coverage(self) -> None:
        """Look what has changed since; the console reads it."""
        account(self.settings)

    def stop(self) -> None:
        """Ask the threads to end after what they do now; a crawl under way is resumed at the next start."""
        self.over.set()
        self.courier.stop()
        for thread in self.threads:
            if thread.is_alive():
                thread.join(STOP_SECONDS)
