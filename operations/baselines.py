"""What a run taught of what is usual for its source, folded into source memory when the run has ended."""

import sqlite3
from collections import Counter
from datetime import datetime

from crawlers.completeness.asked import asked_pages
from crawlers.completeness.baseline import LAST_RUNS
from crawlers.completeness.doubts import Doubts
from crawlers.completeness.fill import FIELDS, Fills
from crawlers.completeness.lacking import Lacks, learn_lacks
from crawlers.completeness.usual import Experience, found_in, read_usual
from crawlers.journal.account import Account
from records.order import RunOrder, RunReport


def new_posts(memory: sqlite3.Connection, account: Account, order: RunOrder) -> Counter[str]:
    """How many posts of each branch were never seen before this run, once it is folded into source memory."""
    began = datetime.fromisoformat(account.fact("started_at") or "").timestamp()
    statement = "SELECT id FROM post WHERE source=? AND first_seen >= ?"
    fresh = {id_ for (id_,) in memory.execute(statement, (order.source, began))}
    branches = {page.row: page.branch for page in asked_pages(account.database)}
    seen = account.database.execute("SELECT id, row FROM post")
    return Counter(branches.get(row, "") for id_, row in seen if id_ in fresh)


def experience(memory: sqlite3.Connection, account: Account, order: RunOrder) -> Experience:
    """What is usual, and what of the run is new to source memory, into which it has been folded."""
    usual = read_usual(memory, order.source, order.mode, order.run)
    return Experience(usual, new_posts(memory, account, order), account.count("post"))


def learn(
    memory: sqlite3.Connection, account: Account, order: RunOrder, report: RunReport, seen: Experience
) -> None:
    """Write what the run found behind each start address and how its posts' fields were filled."""
    seconds = (report.ended_at - report.started_at).total_seconds()
    for row in report.ledger:
        if row.part == "branch":
            lists = (one for one in report.ledger if one.part == "list" and one.branch == row.branch)
            found = found_in(row, lists, seen.fresh.get(row.branch, 0))
            values = (found.listed, found.pages, found.new_posts, found.share, seconds)
            memory.execute(
                "INSERT OR REPLACE INTO usual VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (order.source, row.branch, order.run, order.mode, *values),
            )
    for kind, tally in Fills(account.database).tallies().items():
        rows = [
            (order.source, report.reader, order.run, kind, field, tally.filled[field], tally.posts)
            for field in FIELDS
        ]
        memory.executemany("INSERT OR REPLACE INTO fill VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    learn_lacks(memory, order.source, Lacks(account.database).all(), Doubts(account.database).drifted())
    _forget_old(memory, order.source)


def _forget_old(memory: sqlite3.Connection, source: str) -> None:
    """Rows of runs that no longer tell what is usual."""
    for table in ("usual", "fill"):
        memory.execute(
            f"DELETE FROM {table} WHERE source=? AND run NOT IN"
            f" (SELECT DISTINCT run FROM {table} WHERE source=? ORDER BY run DESC LIMIT ?)",
            (source, source, 2 * LAST_RUNS),
        )
