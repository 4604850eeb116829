"""One run's journal folded into source memory, by SQL over both files: nothing is held in between.

Every statement says the same when it is said again, so a run whose folding was cut off is folded once more.
"""

import sqlite3
from pathlib import Path

from crawlers.memory.file import statements_of
from crawlers.transaction import transaction

SCRIPT = Path(__file__).with_name("folding.sql")


def fold_journal(memory: sqlite3.Connection, journal: Path) -> None:
    """Take over what the run of ``journal`` learned."""
    memory.execute("ATTACH ? AS run", (str(journal),))
    try:
        facts = dict(memory.execute("SELECT key, value FROM run.meta WHERE key IN ('run', 'source')"))
        with transaction(memory):
            for statement in statements_of(SCRIPT.read_text("utf-8")):
                memory.execute(statement, facts)
    finally:
        memory.execute("DETACH run")
