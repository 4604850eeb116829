"""The way of a visit without Scrapy's engine: judged, kept, committed, one after the other."""

import time
from collections.abc import Callable

from crawlers.journal.journal import Journal
from crawlers.memory.knowledge import Knowledge
from crawlers.memory.way import Way
from pipelines.judging import judge_visit
from pipelines.keeping import Keeping
from records.order import RunOrder
from records.visit import KeptVisit, Visit

Carry = Callable[[Visit], KeptVisit]


def open_chain(order: RunOrder, journal: Journal) -> Carry:
    """A function that carries the visits of one run to their end; no link of theirs is followed.

    It raises VaultError where a capture cannot be kept and sqlite3.OperationalError where the journal cannot
    be written; then nothing of the visit is committed.
    """
    keeping = Keeping(order, journal, Knowledge(order.memory, order.source))

    def carry(visit: Visit) -> KeptVisit:
        kept = keeping.keep(judge_visit(visit))
        journal.commit(kept, Way(), time.time())
        return kept

    return carry
